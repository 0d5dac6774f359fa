import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { reckonAnew } from '../src/cases/reckoned.ts';
import { deskWorld, type Member } from '../test/support/desk.ts';
import { figure, median, timed } from './figures.ts';

const CASES = 100_000;
const PAGES = 30;
/** Different stubs of deleted cases. */
const STUBS = 20_000;
const BUNDLE_BYTES = 200_000_000;

/** The desk with very many cases: pages, figures over ten years, and a bundle beside a plain file. */
export async function benchDesk(): Promise<void> {
  const desk = await deskWorld();
  try {
    const { store } = desk.world.tools;
    const ids = fill(join(desk.world.data, 'sluse.db'));
    desk.setNow('2026-06-01T12:00:00Z');
    const anew = await timed(() => reckonAnew(store, desk.channels));
    figure(
      'reckoned anew at start',
      `${(anew / 1000).toFixed(1)} s`,
      'only after a change of rules',
    );
    const member = await desk.member(['handler']);
    const page = async (path: string) => {
      const each: number[] = [];
      for (let shown = 0; shown < PAGES; shown += 1) each.push(await timed(() => member.get(path)));
      return `${median(each).toFixed(1)} ms`;
    };
    figure(`list of ${CASES} cases`, await page('/en'), 'median; goal 50 ms');
    figure('only with something new', await page('/en?unread=yes'));
    figure('one case', await page(`/en/case/${ids[CASES / 2]}`), 'median; goal 50 ms');
    const ms = await timed(() => member.get('/en/figures?from=2016-01&to=2026-12'));
    figure('figures over ten years', `${ms.toFixed(0)} ms`, `${CASES} living cases`);
    fillStubs(join(desk.world.data, 'sluse.db'));
    const both = await timed(() => member.get('/en/figures?from=2016-01&to=2026-12'));
    figure('', `${both.toFixed(0)} ms`, `and ${CASES} deleted ones, ${STUBS} different`);
    await download(desk.url, member, store, ids[0] as string, desk.world.data);
  } finally {
    await desk.close();
  }
}

/** Straight into the database: one transaction a case would take longer than everything that is measured. */
function fill(path: string): string[] {
  const database = new Database(path);
  const insertCase = database.prepare(
    `insert into cases (id, channel, entrance, mailbox_hash, reply_recipient, language, received, stage, due, due_kind, last_message)
     values (?, 'trial', 'trial', ?, 'age1', 'en', ?, ?, ?, ?, 1)`,
  );
  const insertEvent = database.prepare(`insert into events values (?, ?, ?, ?, ?)`);
  const ids: string[] = [];
  database.transaction(() => {
    for (let made = 0; made < CASES; made += 1) {
      const id = randomBytes(8).toString('hex');
      ids.push(id);
      const { stage, due } = listing(made);
      const on = day(made);
      insertCase.run(id, randomBytes(32), on, stage, due?.day ?? '9999-12-31', due?.kind ?? '');
      for (const [index, { kind, detail }] of history(made).entries()) {
        insertEvent.run(id, index + 1, on, kind, JSON.stringify(detail));
      }
    }
  })();
  database.close();
  return ids;
}

/** What is left of as many deleted cases: far more different ones than ten years of real cases leave. */
function fillStubs(path: string): void {
  const database = new Database(path);
  const insert = database.prepare(`insert into stubs values (?, ?)`);
  const reasons = ['outside-persons', 'outside-subjects', 'not-serious', 'other-scheme'];
  database.transaction(() => {
    for (let made = 0; made < STUBS; made += 1) {
      const month = `${2016 + (Math.floor(made / 12) % 10)}-${String((made % 12) + 1).padStart(2, '0')}`;
      const outcome = `rejected:${reasons[Math.floor(made / 120) % reasons.length]}`;
      const course = [[month, 'closed', false, outcome]];
      const themes = [`theme-${Math.floor(made / 480)}`];
      const head = ['trial', 'reported', 'web', null, false, month];
      insert.run(
        JSON.stringify([...head, course, null, null, themes, 'in-time', 'in-time']),
        CASES / STUBS,
      );
    }
  })();
  database.close();
}

/** Spread over ten years; every fourth one is still open. */
function day(made: number): string {
  return new Date(Date.UTC(2016, 0, 1 + (made % 3650))).toISOString().slice(0, 10);
}

const isOpen = (made: number) => made % 4 === 0;

function listing(made: number) {
  return isOpen(made)
    ? { stage: 'received', due: { kind: 'acknowledgement', day: day(made) } }
    : { stage: 'closed', due: null };
}

function history(made: number): { kind: string; detail: object }[] {
  const event = (kind: string, detail = {}) => ({ kind, detail });
  const came = { channel: 'trial', arrival: 'web', mailbox: true, identity: null, test: false };
  const begun = [event('received', came), event('receipt-issued')];
  if (isOpen(made)) return begun;
  return [
    ...begun,
    event('assessment-started'),
    event('decided', { outcome: { kind: 'rejected', reason: 'not-serious' } }),
    event('feedback-given'),
    event('closed'),
  ];
}

async function download(
  url: string,
  member: Member,
  store: Awaited<ReturnType<typeof deskWorld>>['world']['tools']['store'],
  id: string,
  data: string,
): Promise<void> {
  const piece = randomBytes(1_000_000);
  const staged = await store.stage(
    (async function* () {
      for (let done = 0; done < BUNDLE_BYTES; done += piece.length) yield piece;
    })(),
  );
  const message = { id: 'big', kind: 'report', audience: 'unit', day: '2026-01-01' } as const;
  const parts = [{ ...staged, name: 'attachment-1' }];
  const change = { after: (await store.history(id)).length, events: [], nextSweep: null };
  const messages = [{ ...message, once: null, heldUntil: null, parts }];
  await store.changeCase(id, { ...change, channel: 'trial', messages });
  const file = join(data, 'sealed', staged.id.slice(0, 2), `${staged.id}.age`);
  const plain = createServer((_request, response) => createReadStream(file).pipe(response));
  plain.listen(0, '127.0.0.1');
  await once(plain, 'listening');
  const beside = `http://127.0.0.1:${(plain.address() as AddressInfo).port}`;
  const { size } = await stat(file);
  const speed = async (from: string) =>
    `${(size / 1000 / (await timed(() => drain(from, member)))).toFixed(0)} MB/s`;
  const whole = await speed(`${url}/en/case/${id}/bundle`);
  figure('bundle download', whole, `plain file: ${await speed(beside)}`);
  plain.close();
}

async function drain(url: string, member: Member): Promise<void> {
  const sent = request(url, { headers: { cookie: member.browser.cookie() } }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  for await (const _ of response);
}
