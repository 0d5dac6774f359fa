import type { Server } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { Secret, TOTP } from 'otpauth';
import { type Ledger, openLedger } from '../../src/cases/ledger.ts';
import { recordComings } from '../../src/cases/recorded-store.ts';
import { type Channel, configSchema } from '../../src/config/schema.ts';
import { type Accounts, openAccounts } from '../../src/desk/accounts/accounts.ts';
import { namesIn } from '../../src/desk/accounts/passphrase.ts';
import type { Role } from '../../src/desk/accounts/roles.ts';
import { deskApp } from '../../src/desk/app.ts';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { openSpool } from '../../src/spool/spool.ts';
import { listen, stopListening } from '../../src/web/listen.ts';
import { loadStyle } from '../../src/web/style.ts';
import { type CaseWorld, caseWorld } from './case-tools.ts';
import { newReporter, type Page, type Reporter } from './reporter.ts';
import { ROOT } from './server.ts';

/** The desk over real HTTP on a real store, with a clock that a test sets. */
export interface DeskWorld {
  world: CaseWorld;
  url: string;
  channels: readonly Channel[];
  ledger: Ledger;
  accounts: Accounts;
  /** Moves the clock. */
  wait(seconds: number): void;
  /** Lets log-ins grow older. */
  age(minutes: number): void;
  setNow(instant: string): void;
  now(): Date;
  /** Somebody who has enrolled and is logged in. */
  member(
    roles: readonly Role[],
    channels?: readonly string[],
    duties?: readonly string[],
  ): Promise<Member>;
  incidents: string[];
  close(): Promise<void>;
}

export interface Member {
  id: string;
  name: string;
  passphrase: string;
  browser: Reporter;
  recoveryCodes: string[];
  get(path: string): Promise<Page>;
  /** A one-time password that was not used yet; moves the clock. */
  password(): string;
  logIn(second?: string): Promise<Page>;
}

export const SERVER_KEY = new Uint8Array(32).fill(9);

export async function deskWorld(
  channelOptions: object = {},
  more: readonly object[] = [],
): Promise<DeskWorld> {
  const world = await caseWorld(channelOptions, undefined, more);
  const { data, tools } = world;
  let now = new Date('2026-01-01T12:00:00Z');
  let uptime = 0;
  const ledger = openLedger(serverSubkey(SERVER_KEY, 'ledger'));
  tools.clock = () => now;
  tools.store = recordComings(tools.store, ledger, () => now.toISOString().slice(0, 10));
  const { limits } = configSchema.parse({
    data,
    listen: { intake: { port: 0 } },
    channels: [
      {
        id: 'trial',
        name: { en: 'Trial' },
        languages: ['en'],
        recipients: [{ name: 'Unit', key: world.channel.recipients[0]?.key }],
      },
    ],
    limits: { reportBytes: 2_000_000 },
  });
  const other: Channel = { ...world.channel, id: 'other', name: { en: 'Other' } };
  const channels = [world.channel, other, ...tools.channels.slice(1)];
  tools.channels = channels;
  const spool = await openSpool(join(data, 'spool'), {
    budget: 50_000_000,
    smallBudget: 8_000_000,
    smallRequest: 4_000_000,
  });
  const origins: string[] = [];
  const incidents: string[] = [];
  const desk = deskApp({
    isWell: async () => (await tools.store.caseById('')) === null,
    channels,
    limits,
    origins,
    tools,
    ledger,
    spool,
    serverKey: SERVER_KEY,
    style: loadStyle(join(ROOT, 'static/style.css'), join(ROOT, 'static/desk.css')),
    views: join(ROOT, 'views'),
    reader: { bytes: Buffer.from('<!doctype html>'), sha256: 'ab'.repeat(32) },
    noticeFailedOn: () => null,
    uptime: () => uptime,
    incidents: (kind, error) => incidents.push(`${kind} ${(error as Error | undefined)?.stack}`),
  });
  const { server, port } = await listen(desk.app, { port: 0, origins: [] }, { all: 100, each: 20 });
  const url = `http://127.0.0.1:${port}`;
  origins.push(url);
  const accounts = openAccounts({
    store: tools.store,
    kdf: tools.kdf,
    ledger,
    serverKey: SERVER_KEY,
    clock: () => now,
    names: namesIn(channels),
  });
  let count = 0;

  return {
    world,
    url,
    channels,
    ledger,
    accounts,
    incidents,
    now: () => now,
    wait(seconds) {
      now = new Date(now.getTime() + seconds * 1000);
    },
    age(minutes) {
      uptime += minutes * 60_000;
    },
    setNow(instant) {
      now = new Date(instant);
    },
    async member(roles, ofChannels = ['trial'], duties = []) {
      count += 1;
      const name = `Member ${count}`;
      const row = { name, roles: [...roles], channels: [...ofChannels], duties: [...duties] };
      const token = (await accounts.invite(row, 'sysadmin')) as string;
      const passphrase = 'green horses under the bridge';
      const page = await newReporter(() => url).get(`/en/enrol/${token}`);
      const totp = totpOf(secretOn(page));
      const password = () => {
        now = new Date(now.getTime() + 30_000);
        return totp.generate({ timestamp: now.getTime() });
      };
      const enrolled = await accounts.enrol(token, passphrase, password());
      if ('wrong' in enrolled) throw new Error(`not enrolled: ${enrolled.wrong}`);
      const browser = newReporter(() => url);
      const member: Member = {
        id: (await tools.store.members.byName(name))?.id as string,
        name,
        passphrase,
        browser,
        recoveryCodes: [...enrolled.recoveryCodes],
        get: (path) => browser.get(path),
        password,
        async logIn(second = password()) {
          browser.forgetCookie();
          const form = await browser.get('/en');
          return browser.submit(form, '/login', { name, passphrase, second });
        },
      };
      const page2 = await member.logIn();
      expect(page2.status, incidents.join() + page2.text).to.equal(200);
      return member;
    },
    async close() {
      desk.close();
      await stopListening(server as Server, 0);
      await spool.close();
      await world.close();
    },
  };
}

/** The secret as an enrolment page shows it to be typed. */
export function secretOn(page: Page): string {
  const secret = /class="secret">([A-Z2-7 ]+)</.exec(page.html)?.[1];
  expect(secret, `a secret on ${page.path} (${page.status})`).to.not.equal(undefined);
  return (secret as string).replaceAll(' ', '');
}

export function totpOf(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
}
