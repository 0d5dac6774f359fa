import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { PAGE_IDS } from '../../src/languages/page-ids.ts';
import { newReporter, type Page, report } from '../support/reporter.ts';
import { ROOT, startServer, type TestServer } from '../support/server.ts';

/** Every page and state a reporter can meet, in one language. */
async function everyPage(base: () => string, language: string): Promise<Page[]> {
  const reporter = newReporter(base);
  const at = (path: string) => reporter.get(`/${language}${path}`);
  const pages = [
    await at(''),
    ...(await Promise.all(PAGE_IDS.map((id) => at(`/info/${id}`)))),
    await at('/report'),
    await at('/check'),
    await at('/mailbox'),
    await at('/no-such-page'),
  ];
  const form = await at('/report');
  pages.push(await reporter.submit(form, '/report', { text: '' }));
  pages.push(await reporter.submit(form, '/report', { text: 'x', ticket: 'wrong' }));
  const files = [{ name: 'a.bin', content: Buffer.from('\0\x01a') }];
  const sent = await report(reporter, { text: 'words' }, files, language);
  pages.push(sent.receipt, await at('/mailbox'));
  const login = await newReporter(base).get(`/${language}/mailbox`);
  pages.push(await reporter.submit(login, '/mailbox', { code: '1' }));
  return pages;
}

describe('every page', () => {
  let server: TestServer;
  const pages: Page[] = [];

  before(async () => {
    server = await startServer();
    for (const language of LANGUAGE_CODES)
      pages.push(...(await everyPage(() => server.url, language)));
  });
  after(() => server.stop());

  const each = (check: (page: Page) => void) => () => {
    expect(pages).to.have.length((10 + PAGE_IDS.length) * LANGUAGE_CODES.length);
    for (const page of pages) check(page);
  };

  it(
    'has no script, no inline handler, no SVG, no picture, no frame and no address of somebody else',
    each((page) => {
      const shown = `${page.path} (${page.status})`;
      expect(page.html, shown).to.not.match(
        /<(script|svg|img|iframe|object|embed|link(?! rel="icon" href="data:,"))\b/i,
      );
      expect(page.html, shown).to.not.match(/\son[a-z]+\s*=|javascript:|\sstyle="|@import|url\(/i);
      expect(page.html.replaceAll(server.url, ''), shown).to.not.match(/https?:\/\/|\/\/[a-z]/i);
    }),
  );

  it(
    'forbids everything but its own style by policy',
    each((page) => {
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).to.match(
        /^default-src 'none';style-src 'sha256-[^']+' 'sha256-[^']+';img-src data:;form-action 'self';frame-ancestors 'none';base-uri 'none'$/,
      );
    }),
  );

  it(
    'does not tell the time, the software or a fingerprint of itself',
    each((page) => {
      for (const name of [
        'date',
        'server',
        'x-powered-by',
        'etag',
        'last-modified',
        'strict-transport-security',
      ]) {
        expect(page.headers.has(name), `${page.path} ${name}`).to.equal(false);
      }
      expect(page.headers.get('referrer-policy')).to.equal('same-origin');
    }),
  );

  it('does not tell the time to requests that Node answers by itself either', async () => {
    for (const odd of [
      'GET /en HTTP/1.1\r\n\r\n',
      'GET /en HTTP/1.1\r\nHost: x\r\nExpect: more\r\nConnection: close\r\n\r\n',
      'nonsense\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ]) {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
        socket.write(odd),
      );
      expect(await text(socket))
        .to.match(/^HTTP\/1.1 4\d\d /)
        .and.not.match(/^(?:date|server):/im);
    }
  });

  it(
    'says its language and has one heading and a title without a code',
    each((page) => {
      const language = page.path.split('/')[1];
      expect(page.html).to.include(`<html lang="${language}">`);
      expect(page.html.match(/<h1/g)).to.have.length(1);
      expect(/<title>(.*)<\/title>/.exec(page.html)?.[1]).to.not.match(/\d/);
    }),
  );

  it(
    'has a token in every form that changes something',
    each((page) => {
      for (const [form] of page.html.matchAll(/<form.*?<\/form>/gs)) {
        // The self-check takes nothing: it has no cookie to bind a token to.
        if (/action="[^"]*\/check" autocomplete="off">\s*<fieldset/.test(form)) continue;
        expect(form)
          .to.match(/method="post"/)
          .and.to.match(/name="_csrf" value="[^"]+"/);
      }
    }),
  );

  it(
    'shows no language links beside a code or something typed',
    each((page) => {
      if (/class="digits">\d|<textarea[^>]*>\s*[^<\s]/.test(page.html))
        expect(page.html).to.not.match(/hreflang/);
    }),
  );

  it(
    'is not kept by the browser when it belongs to a case',
    each((page) => {
      const ofCase = /\/(receipt|mailbox)/.test(page.path);
      expect(page.headers.get('cache-control'), page.path).to.equal(ofCase ? 'no-store' : null);
    }),
  );

  it('sets a cookie that scripts and other sites cannot use, and none before it is needed', async () => {
    const reporter = newReporter(() => server.url);
    const home = await reporter.get('/en');
    expect(home.headers.getSetCookie()).to.deep.equal([]);
    const [cookie] = (await reporter.get('/en/report')).headers.getSetCookie();
    expect(cookie).to.match(/^sluse=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });
});

describe('the views', () => {
  it('turn nothing into HTML unescaped but what Markdown made', async () => {
    for (const name of await readdir(join(ROOT, 'views'), { recursive: true })) {
      if (!name.endsWith('.njk')) continue;
      const text = await readFile(join(ROOT, 'views', name), 'utf8');
      for (const [use] of text.matchAll(/\{\{[^}]*\|\s*safe[^}]*\}\}/g))
        expect(use, name).to.equal('{{ own | safe }}');
      expect(text, name).to.not.match(/autoescape|<script/i);
    }
  });
});

describe('every address that takes something', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  const paths = [
    '/en/report',
    '/en/mailbox',
    '/en/mailbox/message',
    '/en/mailbox/held',
    '/en/mailbox/close',
  ];

  for (const path of paths) {
    it(`${path} takes nothing without its token`, async () => {
      const reporter = newReporter(() => server.url);
      const form = await reporter.get('/en/report');
      const multipart = /report$|message$/.test(path) ? ' enctype="multipart/form-data"' : '';
      const bare = `<form method="post" action="${path}"${multipart}><input type="hidden" name="text" value="x"></form>`;
      for (const _csrf of ['', 'AAAA-BBBB', 'x'.repeat(500)]) {
        const page = await reporter.submit({ ...form, html: bare }, path, { _csrf });
        expect(page.status).to.equal(403);
      }
    });

    it(`${path} takes no token of somebody else`, async () => {
      const other = newReporter(() => server.url);
      const theirs = /name="_csrf" value="([^"]+)"/.exec(
        (await other.get('/en/report')).html,
      )?.[1] as string;
      const reporter = newReporter(() => server.url);
      const form = await reporter.get('/en/report');
      const multipart = /report$|message$/.test(path) ? ' enctype="multipart/form-data"' : '';
      const bare = `<form method="post" action="${path}"${multipart}></form>`;
      const page = await reporter.submit({ ...form, html: bare }, path, {
        _csrf: theirs,
        text: 'x',
      });
      expect(page.status).to.equal(403);
    });
  }

  it('has a page for other methods', async () => {
    for (const path of paths.slice(2)) {
      const page = await newReporter(() => server.url).get(path);
      expect(page.status).to.equal(405);
      expect(page.text).to.include('That does not work here');
    }
  });
});
