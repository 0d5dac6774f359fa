import { readdirSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { findCase } from '../../src/cases/case-record.ts';
import { openLedger, verifyLedger } from '../../src/cases/ledger.ts';
import { mailboxIdentity, openMailbox } from '../../src/cases/mailbox.ts';
import { readReplies } from '../../src/cases/replies.ts';
import { sweep } from '../../src/cases/sweep.ts';
import { demo } from '../../src/config/demo.ts';
import { loadSecrets } from '../../src/config/secrets.ts';
import { KDF_COST, kdfQueue } from '../../src/seal/kdf-queue.ts';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { NEWEST_SCHEMA } from '../../src/store/migrations.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { ROOT, startServer } from '../support/server.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';

/** Data folders as the code of each released schema wrote them (make-released.ts). */
const RELEASED = join(ROOT, 'test/store/released');
/** The day on which they were made; later, retention would rightly delete what is in them. */
const MADE = new Date('2026-11-23T12:00:00Z');

interface SchemaRow {
  name: string;
  sql: string;
}

describe('a data folder of schema', () => {
  let work: string;
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-migrate-'));
  });
  afterEach(() => rm(work, { recursive: true }));

  async function copyOf(name: string): Promise<string> {
    const data = join(work, 'data');
    await cp(join(RELEASED, name), data, { recursive: true });
    for (const secret of ['pepper.key', 'server.key']) {
      // Git keeps no modes.
      await chmod(join(data, 'secrets', secret), 0o600);
    }
    return data;
  }

  async function withStore<T>(data: string, look: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(data);
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }

  /** What a database is made of, without the order and the spaces that `alter table` leaves. */
  function shapeOf(path: string) {
    const database = new Database(path, { readonly: true });
    const columns = database
      .prepare<[], { column: string }>(
        `select t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '') || ' ' || c.pk as "column"
         from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' order by 1`,
      )
      .all();
    const others = database
      .prepare<[], SchemaRow>(
        `select name, sql from sqlite_schema where type <> 'table' and sql is not null order by name`,
      )
      .all();
    const found = {
      columns: columns.map(({ column }) => column),
      others,
      version: database.pragma('user_version', { simple: true }),
      integrity: database.pragma('integrity_check', { simple: true }),
      foreignKeys: database.pragma('foreign_key_check'),
    };
    database.close();
    return found;
  }

  for (const name of readdirSync(RELEASED)) {
    describe(name.slice('schema-'.length), () => {
      it('gets the very shape that a new one has', async () => {
        const data = await copyOf(name);
        await withStore(data, async () => undefined);
        const fresh = join(work, 'fresh');
        await withStore(fresh, async () => undefined);
        const migrated = shapeOf(join(data, 'sluse.db'));
        expect(migrated).to.deep.equal(shapeOf(join(fresh, 'sluse.db')));
        expect(migrated).to.include({ version: NEWEST_SCHEMA, integrity: 'ok' });
      });

      it('keeps its cases, mailboxes, replies, members and register', async () => {
        const data = await copyOf(name);
        const codes = JSON.parse(await readFile(join(data, 'codes.json'), 'utf8'));
        const digits = (code: string) => Buffer.from(code.replaceAll(' ', ''));
        const secrets = await loadSecrets({ folder: join(data, 'secrets'), make: false });
        const { config } = await demo(data, 0);
        const [channel] = config.channels;
        if (channel === undefined) throw new Error('the demonstration has no channel');
        await withStore(data, async (store) => {
          const kdf = kdfQueue({ cost: KDF_COST, atOnce: 2, waiting: 9 });
          const tools = { store, kdf, pepper: secrets.pepper };
          const mailbox = await openMailbox(tools, channel, digits(codes.code));
          if (mailbox === null) throw new Error('the mailbox does not open');
          const messages = await store.messages(mailbox.case.id);
          const [reply] = await readReplies(store, messages, mailboxIdentity(mailbox));
          expect(reply).to.include({ text: 'a reply to the first words' });
          expect(await openMailbox(tools, channel, digits(codes.destroyed))).to.equal(null);
          const clock = () => MADE;
          expect(
            await findCase({ store, channels: config.channels, clock }, mailbox.case.id),
          ).to.not.equal(null);
          expect((await store.members.byName('Handler'))?.state).to.equal('invited');
          await sweep({ store, channels: config.channels, clock });
          expect(await store.reconcile()).to.deep.equal({ removedFiles: 0, missingFiles: 0 });
          const ledger = openLedger(serverSubkey(secrets.serverKey, 'ledger'));
          expect((await verifyLedger(store, ledger)).problems).to.deep.equal([]);
        });
        const { cases } = await exportAndOpen(data, join(data, 'demo/unit-identity.txt'));
        const texts = (await Promise.all(cases.map(filesBelow))).flat();
        for (const words of [
          'the first words',
          'the words of a destroyed code',
          'a small text file',
        ]) {
          expect(
            texts.some(({ bytes }) => bytes.includes(words)),
            words,
          ).to.equal(true);
        }
      });

      it('is served by this version', async () => {
        const server = await startServer({ folder: await copyOf(name) });
        try {
          expect((await fetch(`${server.url}/en/mailbox`)).status).to.equal(200);
          expect(server.output()).to.not.match(/ALARM|failed|removed \d+ files/);
        } finally {
          await server.stop();
        }
      });
    });
  }
});
