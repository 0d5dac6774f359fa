import { expect } from 'chai';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';
import type { Page } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command } from '../support/unit.ts';

describe('members, changed by an administrator', () => {
  let desk: DeskWorld;
  let administrator: Member;
  let other: Member;

  before(async () => {
    desk = await deskWorld();
    administrator = await desk.member(['administrator']);
  });
  beforeEach(async () => {
    other = await desk.member(['handler']);
  });
  after(() => desk.close());

  const page = () => administrator.get('/en/members');
  async function change(fields: Record<string, string>, password?: string): Promise<Page> {
    desk.wait(60);
    const typed = { role: 'handler', channel: 'trial', ...fields };
    return administrator.browser.submit(await page(), other.id, {
      ...typed,
      password: password ?? administrator.password(),
    });
  }

  it('are disabled: their session ends at once and no way in is left', async () => {
    expect((await other.get('/en')).text).to.include('Log out');
    await change({ way: 'disable' });
    expect((await other.get('/en')).text)
      .to.include('Log in')
      .and.to.not.include('Log out');
    expect((await other.logIn()).status).to.equal(422);
    expect((await other.logIn(other.recoveryCodes[0])).status).to.equal(422);
    expect((await page()).text).to.include('disabled');
  });

  it('get other roles and channels, which count at once', async () => {
    await change({ way: 'save', role: 'statistics-reader', channel: 'other' });
    const row = await desk.world.tools.store.members.byId(other.id);
    expect(row).to.deep.include({ roles: ['statistics-reader'], channels: ['other'] });
    expect((await other.get('/en')).path).to.equal('/en/figures');
  });

  it('get a new link, and what they had is worth nothing', async () => {
    const shown = await change({ way: 'reset' });
    const link = /href="([^"]+\/en\/enrol\/[^"]+)"/.exec(shown.html)?.[1] as string;
    expect(link, 'whole, to be copied').to.match(new RegExp(`^${desk.url}/`));
    expect((await other.get('/en')).text).to.include('Log in');
    expect((await other.logIn()).status).to.equal(422);
    expect((await administrator.get(link)).text).to.include('Set up your access');
    expect((await administrator.get('/en/members')).html).to.not.include('/enrol/');
  });

  it('are changed only with a one-time password, and with roles that make sense', async () => {
    for (const password of ['', '000000'])
      expect((await change({ way: 'disable' }, password)).status).to.equal(422);
    expect((await change({ way: 'save', role: '' })).text).to.include('Choose at least one role');
    expect((await change({ way: 'save', channel: 'nowhere' })).text).to.include('one channel');
    const row = await desk.world.tools.store.members.byId(other.id);
    expect(row).to.deep.include({ state: 'active', roles: ['handler'], channels: ['trial'] });
  });

  it('cannot change themselves, so that the last administrator is not lost by a slip', async () => {
    const shown = await page();
    const html = `<form action="/en/members/${administrator.id}">${/<input type="hidden" name="_csrf"[^>]*>/.exec(shown.html)?.[0]}</form>`;
    const way = { way: 'disable', password: administrator.password() };
    const refused = await administrator.browser.submit({ ...shown, html }, administrator.id, way);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('You cannot change yourself');
  });

  it('are added with a name that is free, and every change is in the register', async () => {
    desk.wait(60);
    const add = async (name: string) =>
      administrator.browser.submit(await page(), '/members', {
        name,
        role: 'screener',
        channel: 'trial',
        password: administrator.password(),
      });
    expect((await add('Dorte Ærø')).html).to.match(/\/en\/enrol\/[\w-]{43}/);
    expect((await add('dorte ærø')).text).to.include('This name is taken');
    expect((await add('<b>')).text).to.include('2 to 40 letters');
    const ledger = (await administrator.get('/en/ledger')).text;
    for (const entry of ['added a member', 'changed a member', 'disabled a member', 'new link'])
      expect(ledger).to.include(entry);
  });
});

describe('members, changed on the command line', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  const member = (...args: string[]) => command('member', ...args, '--data', server.data);
  const refusal = (...args: string[]) =>
    member(...args).then(
      () => '',
      (error: { stderr: string; code: number }) => `${error.code} ${error.stderr}`,
    );

  it('are added, listed, reset and disabled while the server runs', async () => {
    const { stdout: link } = await member('add', '--name', 'Anna', '--role', 'handler');
    expect(link).to.match(/\/en\/enrol\/[\w-]{43}\n$/);
    const { stdout: other } = await member('reset', '--name', 'Anna');
    expect(other)
      .to.match(/\/en\/enrol\/[\w-]{43}\n$/)
      .and.to.not.equal(link);
    expect((await member('disable', '--name', 'anna')).stdout).to.include('is disabled');
    expect((await member('list')).stdout).to.equal('Anna\tdisabled\thandler\tdemo\n');
  });

  it('are refused with what is wrong', async () => {
    expect(await refusal('add', '--name', 'Bo', '--role', 'king')).to.match(/^1 --role takes/);
    expect(await refusal('add', '--name', 'Bo', '--role', 'handler', '--channel', 'x')).to.match(
      /^1 There is no channel x\. There are: demo\./,
    );
    expect(await refusal('disable', '--name', 'Nobody')).to.match(/^1 There is no member Nobody/);
  });
});
