import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { hasRight, ROLES, type Role } from '../../src/desk/accounts/roles.ts';
import { ROUTES } from '../../src/desk/app.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';
import { newReporter, type Page } from '../support/reporter.ts';

/** What must never be told to who may not see a case. */
const LEAKS = /message\.txt|Substantive|Received|Unit \(|2026/;

describe('every address of the desk', () => {
  let desk: DeskWorld;
  let mine: string;
  let theirs: string;
  const members = new Map<Role, Member>();

  before(async () => {
    const key = await identityToRecipient(await generateHybridIdentity());
    const law = { id: 'law', name: { en: 'Law firm' }, languages: ['en'] };
    desk = await deskWorld({}, [{ ...law, recipients: [{ name: 'Law firm', key }] }]);
    mine = (await desk.world.report()).caseId;
    theirs = (await desk.world.report()).caseId;
    const change = { after: 2, events: [], nextSweep: null, channel: 'other' };
    const day = '2026-01-01';
    const detail = { channel: 'other', reason: 'competent-unit' };
    const event = { kind: 'handed-over', day, detail };
    await desk.world.tools.store.changeCase(theirs, { ...change, events: [event] });
    for (const role of ROLES) members.set(role, await desk.member([role]));
  });
  after(() => desk.close());

  const address = (path: string, id: string) =>
    `/en${path.replace(':id', id).replace(':channel', 'law')}`;

  /** Sends a form with the member's own token and nothing else that is right. */
  async function post(member: Member, path: string): Promise<Page> {
    const form = await member.get('/en');
    const token = /name="_csrf" value="([^"]+)"/.exec(form.html)?.[1] as string;
    const type = /\/(reply|hand-over)$/.test(path) ? ' enctype="multipart/form-data"' : '';
    const html = `<form method="post" action="${path}"${type}><input type="hidden" name="_csrf" value="${token}"></form>`;
    return member.browser.submit({ ...form, html }, path);
  }

  for (const { path, right, get, post: takes } of ROUTES) {
    for (const role of ROLES) {
      const may = hasRight({ roles: [role] }, right);
      it(`${path} is ${may ? 'there' : 'no page'} for the ${role}`, async () => {
        const member = members.get(role) as Member;
        const to = address(path, mine);
        if (get) {
          const page = await member.get(to);
          expect(page.status, page.text.slice(0, 300)).to.equal(may ? 200 : 404);
          if (!may) expect(page.text).to.not.match(LEAKS);
        }
        if (takes) {
          const page = await post(member, to);
          if (may) expect(page.status, to).to.be.oneOf([200, 404, 409, 422]);
          else expect(page.status, to).to.equal(404);
          if (!may) expect(page.text).to.not.match(LEAKS);
        }
      });
    }

    if (path.includes('/case/')) {
      for (const role of ROLES) {
        it(`${path} of another channel is no page for the ${role}`, async () => {
          const member = members.get(role) as Member;
          for (const id of [theirs, '0123456789abcdef', '../members', "x' or 1=1"]) {
            const to = address(path, encodeURIComponent(id));
            const before = await desk.world.tools.store.history(theirs);
            const page = get ? await member.get(to) : await post(member, to);
            expect(page.status).to.equal(404);
            expect(page.text).to.not.match(LEAKS);
            expect(await desk.world.tools.store.history(theirs)).to.deep.equal(before);
          }
        });
      }
    }

    it(`${path} shows nothing and takes nothing before somebody logged in`, async () => {
      const stranger = newReporter(() => desk.url);
      if (get) {
        const page = await stranger.get(address(path, mine));
        expect(page.text).to.include('Log in').and.to.not.match(LEAKS);
      }
      if (takes) {
        const member = {
          ...(members.get('handler') as Member),
          browser: stranger,
          get: stranger.get,
        };
        const page = await post(member, address(path, mine));
        expect(page.status).to.equal(403);
      }
    });
  }

  it('takes no form without its token, and none from another site', async () => {
    const member = members.get('handler') as Member;
    const form = await member.get(`/en/case/${mine}`);
    const bare = { ...form, html: `<form action="/en/case/${mine}/step"></form>` };
    expect((await member.browser.submit(bare, '/step')).status).to.equal(403);
    const foreign = { headers: { Origin: 'https://elsewhere.example' } };
    expect((await member.browser.submit(form, '/step', {}, [], foreign)).status).to.equal(403);
  });

  it('lists only the cases of the member’s channels', async () => {
    const text = (await members.get('handler')?.get('/en'))?.text ?? '';
    expect(text).to.include(mine).and.to.not.include(theirs);
    const other = await desk.member(['screener'], ['other']);
    expect((await other.get('/en')).text)
      .to.include(theirs)
      .and.to.not.include(mine);
  });

  it('shows a decision-maker dates and outcomes, and no parts', async () => {
    const page = await (members.get('decision-maker') as Member).get(`/en/case/${mine}`);
    expect(page.text).to.include('Acknowledgement of receipt').and.to.include('Not decided yet');
    expect(page.html).to.not.match(/message\.txt|\/bundle|\/step|\/reply|\/erase/);
  });

  it('takes a right away at once, not at the next log-in', async () => {
    const member = await desk.member(['handler']);
    expect((await member.get(`/en/case/${mine}`)).status).to.equal(200);
    const { accounts } = desk;
    await accounts.change(
      member.id,
      { roles: ['statistics-reader'], channels: ['trial'], duties: [] },
      'sysadmin',
    );
    expect((await member.get(`/en/case/${mine}`)).status).to.equal(404);
    await accounts.disable(member.id, 'sysadmin');
    expect((await member.get('/en/figures')).text).to.include('Log in');
  });

  it('has had no incident', () => {
    expect(desk.incidents).to.deep.equal([]);
  });
});
