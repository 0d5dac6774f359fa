import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { DataFolderInUse, lockDataFolder } from '../../src/store/database.ts';
import { type CaseRow, openStore, type Store } from '../../src/store/store.ts';
import { caseWorld } from '../support/case-tools.ts';
import { filesBelow } from '../support/unit.ts';

describe('the store', () => {
  let dir: string;
  let store: Store;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-store-'));
    store = await openStore(dir);
  });
  afterEach(async () => {
    await store.close();
    await rm(dir, { recursive: true, force: true });
  });

  const files = async () => (await filesBelow(join(dir, 'sealed'))).map(({ path }) => path);
  const sealed = async function* (bytes = 'sealed') {
    yield Buffer.from(bytes);
  };

  it('leaves nothing of a file whose writing failed', async () => {
    const broken = async function* () {
      yield randomBytes(100_000);
      throw new Error('the upload broke');
    };
    const failed = await store.stage(broken()).catch((error: Error) => error.message);
    expect(failed).to.equal('the upload broke');
    expect(await files()).to.deep.equal([]);
  });

  it('removes what no row names and counts rows without a file', async () => {
    const world = await caseWorld({}, dir);
    await world.report();
    await store.stage(sealed());
    const named = (await files()).filter((path) => path.endsWith('.age'));
    expect(await store.reconcile()).to.deep.equal({ removedFiles: 0, missingFiles: 0 });
    expect(await files()).to.have.members(named);
    await writeFile(join(dir, 'sealed', '00-stray.age'), '').catch(() => undefined);
    await rm(join(dir, 'sealed', '00-stray.age'), { force: true });
    await rm(named[0] as string);
    expect(await store.reconcile()).to.deep.equal({ removedFiles: 0, missingFiles: 1 });
    await world.close();
  });

  it('removes settled files whose transaction never came', async () => {
    const staged = await store.stage(sealed());
    const row = {
      id: 'none',
      after: 0,
      events: [],
      nextSweep: null,
      channel: 'x',
      messages: [
        {
          id: 'm',
          kind: 'report',
          audience: 'unit' as const,
          day: '2026-01-01',
          once: null,
          heldUntil: null,
          parts: [{ ...staged, name: 'a' }],
        },
      ],
    };
    expect(await store.changeCase('no-such-case', row)).to.equal('gone');
    expect(await files()).to.deep.equal([]);
  });

  it('is taken by one server at a time and given back when it ends', () => {
    const lock = lockDataFolder(join(dir, 'lock'));
    expect(() => lockDataFolder(join(dir, 'lock'))).to.throw(DataFolderInUse);
    lock.release();
    lockDataFolder(join(dir, 'lock')).release();
  });

  it('refuses a database of a newer version instead of guessing', async () => {
    await store.close();
    const database = new Database(join(dir, 'sluse.db'));
    const version = database.pragma('user_version', { simple: true });
    database.pragma('user_version = 999');
    database.close();
    const error = await openStore(dir).catch((thrown: Error) => thrown);
    expect(error).to.have.property('name', 'NewerSchemaError');
    const repaired = new Database(join(dir, 'sluse.db'));
    repaired.pragma(`user_version = ${version}`);
    repaired.close();
    store = await openStore(dir);
  });

  it('tells two who decide at once apart', async () => {
    const world = await caseWorld({}, dir);
    const { caseId } = await world.report();
    const after = (await store.history(caseId)).length;
    const change = (kind: string) => ({
      after,
      events: [{ kind, day: '2026-01-01', detail: {} }],
      nextSweep: null,
      channel: 'trial',
    });
    expect(await store.changeCase(caseId, change('assessment-started'))).to.equal('done');
    expect(await store.changeCase(caseId, change('reporter-wrote'))).to.equal('conflict');
    expect((await store.history(caseId)).map(({ kind }) => kind)).to.deep.equal([
      'received',
      'receipt-issued',
      'assessment-started',
    ]);
    await world.close();
  });

  it('lets a report, a change and a removal wait while somebody else is writing', async () => {
    const world = await caseWorld({}, dir);
    const path = join(dir, 'sluse.db');
    /** Has the writer's place for a moment, in a thread of its own: who waits for it lets nothing else run. */
    async function whileWriting<T>(work: () => Promise<T>): Promise<T> {
      const writer = new Worker(
        `const { parentPort, workerData } = require('node:worker_threads');
         const database = new (require('better-sqlite3'))(workerData);
         database.exec('begin immediate');
         parentPort.postMessage('writing');
         Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
         database.exec('commit');
         database.close();`,
        { eval: true, workerData: path },
      );
      const ended = once(writer, 'exit');
      await once(writer, 'message');
      const done = await work();
      await ended;
      return done;
    }
    const { caseId } = await world.report();
    const row = (await store.caseById(caseId)) as CaseRow;
    const next = { ...row, id: randomBytes(8).toString('hex'), mailboxHash: randomBytes(32) };
    const events = [{ kind: 'received', day: '2026-01-01', detail: {} }];
    const change = { events, nextSweep: null, channel: 'trial' };
    expect(await whileWriting(() => store.addCase(next, change))).to.equal(true);
    const after = (await store.history(caseId)).length;
    expect(await whileWriting(() => store.changeCase(caseId, { ...change, after }))).to.equal(
      'done',
    );
    await whileWriting(() => store.removeCase(caseId, []));
    expect(await store.caseById(caseId)).to.equal(null);
    await world.close();
  });

  it('holds nothing in its rows that tells who or what', async () => {
    const world = await caseWorld({}, dir);
    await world.report('a word that must not be here');
    const database = new Database(join(dir, 'sluse.db'), { readonly: true });
    const tables = database
      .prepare<[], { name: string }>(`select name from sqlite_schema where type = 'table'`)
      .all();
    for (const { name } of tables) {
      for (const row of database
        .prepare<[], Record<string, unknown>>(`select * from ${name}`)
        .all()) {
        for (const value of Object.values(row)) {
          // Days, random ids, codes, public keys: no time of day, no words.
          if (typeof value === 'string') expect(value).to.not.match(/\d\d:\d\d|word| /);
        }
      }
    }
    database.close();
    await world.close();
  });
});
