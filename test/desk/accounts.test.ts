import { expect } from 'chai';
import { type DeskWorld, deskWorld, type Member, secretOn, totpOf } from '../support/desk.ts';
import { newReporter } from '../support/reporter.ts';
import { filesBelow } from '../support/unit.ts';

const PASSPHRASE = 'seven quiet kettles sing';

describe('the way into the desk', () => {
  let desk: DeskWorld;
  let member: Member;

  before(async () => {
    desk = await deskWorld();
    member = await desk.member(['handler']);
  });
  after(() => desk.close());

  const invite = async (name: string) =>
    (await desk.accounts.invite(
      { name, roles: ['handler'], channels: ['trial'], duties: [] },
      'sysadmin',
    )) as string;

  it('is a link that works once', async () => {
    const token = await invite('Anna');
    const browser = newReporter(() => desk.url);
    const page = await browser.get(`/en/enrol/${token}`);
    expect(page.html).to.match(/<img src="data:image\/png;base64,[^"]+" alt="[^"]+">/);
    const password = totpOf(secretOn(page)).generate({ timestamp: desk.now().getTime() });
    const typed = { passphrase: PASSPHRASE, repeat: PASSPHRASE, password };
    const done = await browser.submit(page, token, typed);
    expect(done.text).to.include('Your recovery codes');
    expect(done.html.match(/<li class="secret">[a-z2-9-]{19}</g)).to.have.length(8);
    expect((await browser.get(`/en/enrol/${token}`)).status).to.equal(404);
    expect((await browser.submit(page, token, typed)).status).to.be.oneOf([404, 422]);
  });

  it('refuses weak passphrases and wrong digits, and keeps the link and the secret', async () => {
    const token = await invite('Berta');
    const browser = newReporter(() => desk.url);
    const page = await browser.get(`/en/enrol/${token}`);
    const password = totpOf(secretOn(page)).generate({ timestamp: desk.now().getTime() });
    const long = 'many green horses '.repeat(30);
    const common = 'Berta Trial 2026';
    for (const [typed, says] of [
      [{ passphrase: 'short', repeat: 'short', password }, 'too short'],
      [{ passphrase: long, repeat: long, password }, 'too long'],
      [{ passphrase: common, repeat: common, password }, 'easy to guess'],
      [{ passphrase: PASSPHRASE, repeat: 'another one here', password }, 'not the same'],
      [{ passphrase: PASSPHRASE, repeat: PASSPHRASE, password: '000000' }, 'six digits do not fit'],
    ] as const) {
      const refused = await browser.submit(page, token, typed);
      expect(refused.status).to.equal(422);
      expect(refused.text).to.include(says);
      expect(secretOn(refused)).to.equal(secretOn(page));
    }
  });

  it('ends with the third day', async () => {
    const token = await invite('Clara');
    const before = desk.now();
    desk.wait(4 * 86_400);
    expect((await newReporter(() => desk.url).get(`/en/enrol/${token}`)).status).to.equal(404);
    desk.setNow(before.toISOString());
  });

  it('takes a one-time password once', async () => {
    const second = member.password();
    expect((await member.logIn(second)).text).to.include('Log out');
    expect((await member.logIn(second)).status).to.equal(422);
    expect((await member.logIn()).text).to.include('Log out');
  });

  it('takes a recovery code once in place of a one-time password', async () => {
    const other = await desk.member(['handler']);
    const [code = ''] = other.recoveryCodes;
    expect((await other.logIn(code)).text).to.include('7 are left');
    expect((await other.logIn(code)).status).to.equal(422);
  });

  it('says the same of a wrong name and a wrong passphrase', async () => {
    const browser = newReporter(() => desk.url);
    const form = await browser.get('/en');
    const second = '123456';
    const unknown = await browser.submit(form, '/login', {
      name: 'Nobody',
      passphrase: 'x',
      second,
    });
    const wrong = await browser.submit(form, '/login', {
      name: member.name,
      passphrase: 'x',
      second,
    });
    expect([unknown.status, wrong.status]).to.deep.equal([422, 422]);
    expect(unknown.text).to.equal(wrong.text);
    await member.logIn();
  });

  it('slows wrong tries down for their own account, and keeps out nobody else', async () => {
    const victim = await desk.member(['handler']);
    const browser = newReporter(() => desk.url);
    const form = await browser.get('/en');
    const guess = () =>
      browser.submit(form, '/login', { name: victim.name, passphrase: 'x', second: '1' });
    const tries = [];
    for (let count = 0; count < 5; count += 1) tries.push((await guess()).status);
    expect(tries).to.deep.equal([422, 422, 422, 429, 429]);
    // Whoever the account belongs to need not wait for the tries of somebody else.
    expect((await victim.logIn('aaaa-aaaa-aaaa-aaaa')).status).to.equal(429);
    expect((await victim.logIn(victim.recoveryCodes[0])).text).to.include('Log out');
    for (let count = 0; count < 3; count += 1) await guess();
    expect((await member.logIn()).status).to.equal(200);
    // Who is inside goes on working, also with one-time passwords.
    expect((await victim.get('/en')).text).to.include('Log out');
    desk.wait(60);
    expect((await victim.logIn()).text).to.include('Log out');
  });

  it('keeps neither passphrases nor secrets nor codes where the disk can tell them', async () => {
    const token = await invite('Dora');
    const page = await newReporter(() => desk.url).get(`/en/enrol/${token}`);
    const secret = secretOn(page);
    const [code = ''] = member.recoveryCodes;
    for (const { path, bytes } of await filesBelow(desk.world.data)) {
      for (const word of [member.passphrase, token, secret, code, code.replaceAll('-', '')])
        expect(bytes.includes(word), path).to.equal(false);
    }
  });
});
