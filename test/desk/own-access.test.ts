import { expect } from 'chai';
import { type DeskWorld, deskWorld, type Member, secretOn, totpOf } from '../support/desk.ts';
import { newReporter, type Page } from '../support/reporter.ts';

const FRESH = 'seven quiet kettles sing';

describe('a member’s own access', () => {
  let desk: DeskWorld;
  let member: Member;

  before(async () => {
    desk = await deskWorld();
  });
  beforeEach(async () => {
    member = await desk.member(['handler']);
  });
  after(() => desk.close());

  async function change(typed: Record<string, string> = {}): Promise<Page> {
    desk.wait(60);
    return member.browser.submit(await member.get('/en/access'), '/access/passphrase', {
      present: member.passphrase,
      passphrase: FRESH,
      repeat: FRESH,
      second: member.password(),
      ...typed,
    });
  }
  async function logInElsewhere(passphrase = member.passphrase) {
    const browser = newReporter(() => desk.url);
    const typed = { name: member.name, passphrase, second: member.password() };
    const page = await browser.submit(await browser.get('/en'), '/login', typed);
    return { browser, page };
  }
  const isIn = (page: Page) => page.text.includes('Log out');

  it('gets another passphrase, by the present one and a one-time password, and all its other log-ins end', async () => {
    const other = await logInElsewhere();
    const before = member.browser.cookie();
    const done = await change();
    expect(done.text).to.include('The passphrase is changed');
    expect(member.browser.cookie()).to.not.equal(before);
    expect(isIn(await other.browser.get('/en'))).to.equal(false);
    expect((await logInElsewhere()).page.status).to.equal(422);
    desk.wait(60);
    expect(isIn((await logInElsewhere(FRESH)).page)).to.equal(true);
    const [entry] = await desk.world.tools.store.ledger
      .before(Number.MAX_SAFE_INTEGER, 4)
      .then((rows) => rows.filter(({ action }) => action === 'passphrase-changed'));
    expect(entry?.actor).to.equal(`member:${member.id}`);
  });

  it('takes a recovery code in place of the app', async () => {
    const [code = ''] = member.recoveryCodes;
    expect((await change({ second: code })).text)
      .to.include('The passphrase is changed')
      .and.to.include('7 of them are left');
  });

  it('keeps the passphrase when anything does not fit, and uses nothing up', async () => {
    const second = member.password();
    for (const [typed, says] of [
      [{ repeat: 'another one altogether' }, 'not the same'],
      [{ passphrase: 'short', repeat: 'short' }, 'too short'],
      [{ passphrase: 'password123456', repeat: 'password123456' }, 'easy to guess'],
      [{ passphrase: member.passphrase, repeat: member.passphrase }, 'is the present one'],
      [{ present: 'x' }, 'Nothing was changed'],
    ] as const) {
      const page = await member.browser.submit(
        await member.get('/en/access'),
        '/access/passphrase',
        { present: member.passphrase, passphrase: FRESH, repeat: FRESH, second, ...typed },
      );
      expect([page.status, page.text.includes(says)], says).to.deep.equal([422, true]);
    }
    expect((await change({ second: '000000' })).status).to.equal(422);
    expect((await change()).text).to.include('The passphrase is changed');
  });

  it('slows down who guesses at it from a log-in that was left open', async () => {
    const form = await member.get('/en/access');
    const typed = { passphrase: FRESH, repeat: FRESH, present: 'x', second: '1' };
    const tries = [];
    for (let count = 0; count < 4; count += 1)
      tries.push((await member.browser.submit(form, '/access/passphrase', typed)).status);
    expect(tries).to.deep.equal([422, 422, 422, 429]);
    expect(isIn(await member.logIn())).to.equal(true);
  });

  it('gets new recovery codes, and the old ones are worth nothing', async () => {
    desk.wait(60);
    const password = member.password();
    const page = await member.get('/en/access');
    expect((await member.browser.submit(page, '/access/codes')).status).to.equal(422);
    const shown = await member.browser.submit(page, '/access/codes', { password });
    const codes = [...shown.html.matchAll(/<li class="secret">([a-z2-9-]{19})</g)];
    expect(codes).to.have.length(8);
    expect((await member.logIn(member.recoveryCodes[0])).status).to.equal(422);
    expect((await member.logIn(codes[0]?.[1])).text).to.include('7 are left');
  });

  it('shows where it is logged in, and logs out everywhere else', async () => {
    desk.age(90);
    const other = await logInElsewhere();
    const page = await member.get('/en/access');
    expect(page.text).to.match(/Here, for 1 hour, 30 minutes.*Elsewhere, for 1 minute/);
    desk.wait(60);
    const password = member.password();
    const done = await member.browser.submit(page, '/access/log-ins', { password });
    expect(done.text).to.include('Everywhere else you are logged out');
    expect(isIn(await other.browser.get('/en'))).to.equal(false);
    expect(isIn(await member.get('/en'))).to.equal(true);
  });

  it('ends with its passphrase: a log-in from before a new link stays ended when the link was used', async () => {
    const token = await desk.accounts.reset(member.id, 'sysadmin');
    const browser = newReporter(() => desk.url);
    const totp = totpOf(secretOn(await browser.get(`/en/enrol/${token}`)));
    const password = totp.generate({ timestamp: desk.now().getTime() });
    expect(await desk.accounts.enrol(token, FRESH, password)).to.have.property('recoveryCodes');
    expect(isIn(await member.get('/en'))).to.equal(false);
  });

  it('is logged out after ten hours, however busy, and told so in the last hour', async () => {
    for (let hour = 0; hour < 9; hour += 1) {
      expect((await member.get('/en')).text).to.not.include('log in again');
      desk.age(60);
    }
    desk.age(18);
    expect((await member.get('/en')).text).to.include('In 42 minutes you have to log in again');
    desk.age(41);
    expect((await member.get('/en/figures')).text).to.include('In 1 minute you have');
    desk.age(1);
    const page = await member.get('/en/figures');
    expect(page.text).to.include('10 hours after the log-in').and.to.include('Passphrase');
    expect(isIn(await member.logIn())).to.equal(true);
    expect((await member.get('/en')).text).to.not.include('log in again');
  });

  it('has had no incident', () => {
    expect(desk.incidents).to.deep.equal([]);
  });
});
