import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { noteRecipients } from '../../src/cases/recipient-changes.ts';
import { LANGUAGE_CODES, type Language } from '../../src/languages/language.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';
import { newReporter, type Page } from '../support/reporter.ts';

/** Every page and state a member can meet, in one language. */
async function everyPage(desk: DeskWorld, member: Member, language: Language): Promise<Page[]> {
  const { caseId } = await desk.world.report('words', { roles: ['director'], instead: false });
  const at = (path: string) => member.get(`/${language}${path}`);
  const token = (await desk.accounts.invite(
    { name: `New ${language}`, roles: ['handler'], channels: ['trial'], duties: [] },
    'sysadmin',
  )) as string;
  const stranger = newReporter(() => desk.url);
  const login = await stranger.get(`/${language}`);
  const pages = [
    login,
    await stranger.submit(login, '/login', { name: 'x', passphrase: 'y', second: '1' }),
    await stranger.get(`/${language}/enrol/${token}`),
    await stranger.get(`/${language}/enrol/none`),
    await stranger.get(`/${language}/figures`),
  ];
  for (const path of [
    '',
    '/register',
    '/figures',
    '/members',
    '/ledger',
    '/reader',
    '/access',
    '/no-such',
  ])
    pages.push(await at(path));
  const shown = await at(`/case/${caseId}`);
  pages.push(shown, await at(`/case/${caseId}/hand-over`));
  pages.push(await member.browser.submit(shown, '/step', { step: 'nothing' }));
  pages.push(await member.browser.submit(shown, '/reply'));
  const form = await at('/register');
  const typed = { channel: 'trial', arrival: 'phone', text: 'Somebody called.' };
  pages.push(await member.browser.submit(form, '/register', { ...typed, text: '' }));
  pages.push(await member.browser.submit(form, '/register', typed));
  pages.push(await stranger.submit({ ...form, html: form.html }, '/register', typed));
  desk.wait(60);
  const fields = { name: `Other ${language}`, role: 'screener', channel: 'trial' };
  const password = member.password();
  pages.push(
    await member.browser.submit(await at('/members'), '/members', { ...fields, password }),
  );
  return pages;
}

describe('every page of the desk', () => {
  let desk: DeskWorld;
  const pages: Page[] = [];

  before(async () => {
    const key = async () => identityToRecipient(await generateHybridIdentity());
    const names = Object.fromEntries(LANGUAGE_CODES.map((code) => [code, `Trial ${code}`]));
    desk = await deskWorld(
      {
        name: names,
        languages: LANGUAGE_CODES,
        categories: [{ id: 'money', label: names }],
        recipients: [
          { name: 'Anna', key: await key() },
          { name: 'Bent', role: 'director', key: await key() },
        ],
        leaveOut: { roles: [{ id: 'director', label: names }], instead: 'law' },
      },
      [
        {
          id: 'law',
          name: names,
          languages: LANGUAGE_CODES,
          recipients: [{ name: 'Carl', key: await key() }],
        },
      ],
    );
    const member = await desk.member(['handler', 'administrator'], ['trial', 'law']);
    const { store } = desk.world.tools;
    await noteRecipients(store, desk.ledger, desk.channels, '2026-01-01');
    const changed = [{ id: 'trial', recipients: [{ name: 'New', key: await key() }] }];
    await noteRecipients(store, desk.ledger, changed, '2026-01-02');
    for (const language of LANGUAGE_CODES) pages.push(...(await everyPage(desk, member, language)));
  });
  after(() => desk.close());

  const each = (check: (page: Page, shown: string) => void) => () => {
    expect(pages).to.have.length(21 * LANGUAGE_CODES.length);
    for (const page of pages) check(page, `${page.path} (${page.status})`);
  };

  it('works on our side', () => {
    expect(desk.incidents).to.deep.equal([]);
    const status = new Set(pages.map((page) => page.status));
    expect([...status].sort()).to.deep.equal([200, 403, 404, 422]);
  });

  it(
    'has no script, no inline handler, no frame, no address of somebody else, and no picture but the QR code',
    each((page, shown) => {
      const html = page.path.includes('/enrol/')
        ? page.html.replace(/<img src="data:image\/png;base64,[^"]+" alt="[^"]+">/, '')
        : page.html;
      expect(html, shown).to.not.match(
        /<(script|svg|img|iframe|object|embed|link(?! rel="icon" href="data:,"))\b/i,
      );
      expect(html, shown).to.not.match(/\son[a-z]+\s*=|javascript:|\sstyle="|@import|url\(/i);
      // Links that are given to new members are whole.
      expect(html.replaceAll(desk.url, ''), shown).to.not.match(/https?:\/\/|\/\/[a-z]/i);
    }),
  );

  it(
    'forbids everything but its own style, is kept by no browser, and tells neither time nor software',
    each((page, shown) => {
      expect(page.headers.get('content-security-policy'), shown).to.match(
        /^default-src 'none';style-src ('sha256-[^']+' ?)+;img-src data:;form-action 'self';frame-ancestors 'none';base-uri 'none'$/,
      );
      expect(page.headers.get('cache-control'), shown).to.equal('no-store');
      for (const name of ['date', 'server', 'x-powered-by', 'etag', 'last-modified'])
        expect(page.headers.has(name), `${shown} ${name}`).to.equal(false);
    }),
  );

  it(
    'says its language, has one heading, and a title without numbers',
    each((page, shown) => {
      expect(page.html, shown).to.include(
        `<html lang="${page.path.split('/')[1]?.split('?')[0]}">`,
      );
      expect(page.html.match(/<h1/g), shown).to.have.length(1);
      expect(/<title>(.*)<\/title>/.exec(page.html)?.[1], shown).to.not.match(/\d/);
    }),
  );

  it(
    'has a token in every form that changes something, and a label for every field',
    each((page, shown) => {
      for (const [form] of page.html.matchAll(/<form.*?<\/form>/gs)) {
        if (form.includes('method="post"'))
          expect(form, shown).to.match(/name="_csrf" value="[^"]+"/);
        for (const [, id] of form.matchAll(
          /<(?:input|select|textarea)(?! type="hidden")[^>]* id="([^"]+)"/g,
        ))
          expect(form, `${shown} ${id}`).to.include(`for="${id}"`);
      }
      const ids = [...page.html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size, `${shown} ids stand once`).to.equal(ids.length);
    }),
  );

  it(
    'offers no other language where something typed would be lost or a link shown again',
    each((page, shown) => {
      if (/class="digits">\d|<textarea[^>]*>\s*[^<\s]|class="secret" href/.test(page.html))
        expect(page.html, shown).to.not.match(/hreflang/);
    }),
  );
});
