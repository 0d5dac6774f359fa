import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Notices, notices as noticesSchema } from '../../src/config/notices-schema.ts';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { type DailyNotice, dailyNotice } from '../../src/notices/daily-notice.ts';
import { openRelay } from '../../src/notices/relay.ts';
import { worthALook } from '../../src/notices/worth-a-look.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { type MailRelay, startMailRelay } from '../support/mail-relay.ts';

const ADDRESS = 'unit@example.org';

describe('the daily notice', () => {
  let world: CaseWorld;
  let relay: MailRelay;
  let incidents: string[];
  let now: Date;

  beforeEach(async () => {
    world = await caseWorld();
    world.tools.clock = () => now;
    relay = await startMailRelay({});
    incidents = [];
    now = new Date('2026-03-02T06:00:00Z');
  });
  afterEach(async () => {
    await relay.stop();
    await world.close();
  });

  const config = (more: object = {}): Notices =>
    noticesSchema.parse({
      at: '07:30',
      timeZone: 'UTC',
      language: 'en',
      from: 'notice@example.org',
      to: [{ address: ADDRESS }],
      relay: { host: '127.0.0.1', port: relay.port, security: 'none' },
      ...more,
    });

  async function notice(more: object = {}): Promise<DailyNotice> {
    const settings = config(more);
    return dailyNotice(settings, {
      relay: await openRelay(settings, null),
      sent: world.tools.store.notices,
      look: (receiver) => worthALook(world.tools, receiver),
      incidents: (kind, error) => incidents.push(`${kind} ${(error as Error | undefined)?.name}`),
      clock: () => now,
    });
  }

  const at = (instant: string) => {
    now = new Date(instant);
  };
  const textOf = (data: string) =>
    Buffer.from(data.split('\r\n\r\n')[1] ?? '', 'base64').toString('utf8');

  it('comes once a day at its time, with or without news, and not again after a restart', async () => {
    const daily = await notice();
    for (const instant of [
      '2026-03-02T07:29:59Z',
      '2026-03-02T07:30:00Z',
      '2026-03-02T07:31:00Z',
    ]) {
      at(instant);
      await daily.tick();
    }
    await (await notice()).tick();
    expect(relay.mails).to.have.length(1);
    at('2026-03-03T07:30:30Z');
    await daily.tick();
    expect(relay.mails).to.have.length(2);
    // Set back by a day: the notice of that day was sent already.
    at('2026-03-02T07:40:00Z');
    await daily.tick();
    expect(relay.mails).to.have.length(2);
  });

  it('has the same number of bytes whatever it says, in every language, and says no number and no name', async () => {
    for (const language of LANGUAGE_CODES) {
      const lengths = new Set<number>();
      const texts = new Set<string>();
      for (const [day, news] of [
        ['2026-03-02', false],
        ['2026-03-03', true],
        ['2026-11-29', true],
      ] as const) {
        const one = await caseWorld();
        if (news) await one.report();
        const settings = config({ language });
        at(`${day}T07:30:00Z`);
        one.tools.clock = () => now;
        await dailyNotice(settings, {
          relay: await openRelay(settings, null),
          sent: one.tools.store.notices,
          look: (receiver) => worthALook(one.tools, receiver),
          incidents: (kind) => incidents.push(kind),
          clock: () => now,
        }).tick();
        const { data = '' } = relay.mails.at(-1) ?? {};
        lengths.add(Buffer.byteLength(data, 'latin1'));
        texts.add(textOf(data));
        expect(data).to.not.match(/X-Mailer|sluse/i);
        expect(textOf(data)).to.not.match(/\d|Trial/);
        await one.close();
      }
      expect(lengths.size, language).to.equal(1);
      expect(texts.size, language).to.equal(2);
    }
    expect(incidents).to.deep.equal([]);
  });

  it('says to look when something new came, is due or late, or keys changed, and else not', async () => {
    const look = () => worthALook(world.tools, { address: ADDRESS, duties: [] });
    expect(await look()).to.equal(false);
    const { caseId } = await world.report();
    expect(await look()).to.equal(true);
    const store = world.tools.store;
    const rights = { roles: ['handler'], channels: ['trial'], duties: [] };
    const entry = { number: 1, day: '2026-03-02', actor: 'sysadmin', action: 'x', subject: null };
    const hash = Buffer.alloc(32);
    let number = 0;
    const note = () => {
      number += 1;
      return { row: { ...entry, number, detail: '[]', hash }, signature: hash };
    };
    await store.members.add(
      { id: 'a', name: 'Anna', ...rights },
      { hash, until: '2026-03-05' },
      note,
    );
    await store.lists.markSeen('a', caseId);
    expect(await look()).to.equal(false);
    at('2026-03-08T12:00:00Z');
    expect(await look(), 'the receipt is due on the next day').to.equal(true);
    at('2026-03-02T12:00:00Z');
    const added = { channel: 'trial', fingerprint: 'ab', name: 'X', day: '2026-03-02' };
    await store.recipients.note('trial', [], [{ ...added, change: 'added' }], []);
    expect(await look()).to.equal(true);
    const elsewhere = { address: ADDRESS, duties: [], channels: ['other'] };
    expect(await worthALook(world.tools, elsewhere)).to.equal(false);
  });

  it('tries again while the relay is down, tells the desk and the log without an address, and stops after an hour', async () => {
    const daily = await notice();
    relay.refuse = '451 later';
    for (let minute = 30; minute < 45; minute += 1) {
      at(`2026-03-02T07:${minute}:00Z`);
      await daily.tick();
    }
    expect(daily.failedOn()).to.equal('2026-03-02');
    expect(incidents).to.have.length(1);
    expect(incidents.join()).to.match(/^[^@]*not taken by the relay[^@]*$/);
    relay.refuse = null;
    at('2026-03-02T08:00:00Z');
    await daily.tick();
    expect(relay.mails).to.have.length(1);
    expect(daily.failedOn()).to.equal(null);
    at('2026-03-03T09:00:00Z');
    await daily.tick();
    expect(relay.mails, 'its time was over').to.have.length(1);
    expect(daily.failedOn()).to.equal('2026-03-03');
  });

  it('goes on when nothing listens at all', async () => {
    const { port } = relay;
    await relay.stop();
    const daily = await notice({ relay: { host: '127.0.0.1', port, security: 'none' } });
    at('2026-03-02T07:30:00Z');
    await daily.tick();
    expect(daily.failedOn()).to.equal('2026-03-02');
    relay = await startMailRelay({});
  });

  it('reaches the others when one address is refused, and nobody twice', async () => {
    const daily = await notice({ to: [{ address: ADDRESS }, { address: 'other@example.org' }] });
    at('2026-03-02T07:30:00Z');
    await daily.tick();
    await daily.tick();
    expect(relay.mails.map(({ to }) => to.join())).to.deep.equal([ADDRESS, 'other@example.org']);
  });

  describe('over a relay that encrypts', () => {
    let work: string;
    let secure: MailRelay;

    before(async () => {
      work = await mkdtemp(join(tmpdir(), 'sluse-notices-'));
      const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj'];
      const names = ['/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
      const files = ['-keyout', join(work, 'key.pem'), '-out', join(work, 'cert.pem')];
      execFileSync('openssl', [...made, ...names, ...files], { stdio: 'ignore' });
      const [key, cert] = await Promise.all(
        ['key.pem', 'cert.pem'].map((name) => readFile(join(work, name), 'utf8')),
      );
      const certificate = { key: key as string, cert: cert as string };
      secure = await startMailRelay({ certificate, password: 'open sesame' });
    });
    after(async () => {
      await secure.stop();
      await rm(work, { recursive: true });
    });

    const through = async (relayOptions: object, password: string | null = 'open sesame') => {
      const settings = config({
        relay: {
          host: 'localhost',
          port: secure.port,
          user: 'u',
          passwordFile: '/x',
          ...relayOptions,
        },
      });
      return (await openRelay(settings, password)).send({
        from: settings.from,
        to: ADDRESS,
        text: 'words',
      });
    };

    it('says password and mail only after the encryption began', async () => {
      await through({ authority: join(work, 'cert.pem') });
      expect(secure.mails.at(-1)).to.include({ encrypted: true });
      const plain = secure.commands.filter(({ encrypted }) => !encrypted).map(({ line }) => line);
      expect(plain).to.deep.equal(['EHLO example.org', 'STARTTLS']);
    });

    it('sends nothing to a relay that nobody vouches for, or that does not encrypt', async () => {
      const before = secure.mails.length;
      const outcome = (sending: Promise<unknown>) =>
        sending.then(
          () => 'sent',
          () => 'refused',
        );
      expect(await outcome(through({}))).to.equal('refused');
      expect(await outcome(through({ port: relay.port }))).to.equal('refused');
      expect(secure.mails).to.have.length(before);
      expect(relay.mails).to.deep.equal([]);
      expect(relay.commands.map(({ line }) => line).join()).to.not.match(/AUTH|MAIL/);
    });

    it('goes by a unix socket when there is no network', async () => {
      const socket = join(work, 'smtp.sock');
      const local = await startMailRelay({ socket });
      const settings = config({ relay: { host: 'localhost', socket, security: 'none' } });
      await (await openRelay(settings, null)).send({ from: settings.from, to: ADDRESS, text: 'x' });
      expect(local.mails).to.have.length(1);
      await local.stop();
    });
  });

  it('is refused by the configuration when it would go unencrypted over a network', () => {
    const result = noticesSchema.safeParse({
      ...config(),
      relay: { host: 'mail.example.org', security: 'none' },
    });
    expect(result.error?.issues[0]?.message).to.include('only with a relay on this same machine');
  });
});
