import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { openLedger, verifyLedger } from '../../src/cases/ledger.ts';
import { openMailbox } from '../../src/cases/mailbox.ts';
import { kdfQueue } from '../../src/seal/kdf-queue.ts';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { command, filesBelow } from '../support/unit.ts';
import { type Killed, killAgainAndAgain } from './killing.ts';
import { CHEAP, MARKER, SECRETS } from './submitter.ts';

/** As many as a suite can wait for; `npm run bench -- torture` kills 200 times. */
const ROUNDS = Number(process.env['SLUSE_KILLS'] ?? 25);
const OPENED = 5;

describe(`after ${ROUNDS} times kill -9 in the middle of many uploads`, function () {
  this.timeout(600_000);
  let killed: Killed;
  let store: Store;

  before(async () => {
    killed = await killAgainAndAgain(ROUNDS);
    store = await openStore(killed.data);
  });
  after(async () => {
    await store?.close();
    await killed?.tidyUp();
  });

  it('the processes were at work, and were killed at different steps of it', () => {
    expect(killed.acknowledged.length).to.be.greaterThan(ROUNDS);
    expect(new Set(killed.killedAfter).size).to.be.greaterThan(Math.min(10, ROUNDS / 3));
  });

  it('every report that was acknowledged is there, with every file as it was sealed', async () => {
    const kdf = kdfQueue({ cost: CHEAP, atOnce: 2, waiting: 100 });
    const tools = { store, kdf, pepper: SECRETS.pepper };
    for (const { code } of killed.acknowledged) {
      const mailbox = await openMailbox(tools, { id: 'trial' } as never, Buffer.from(code));
      if (mailbox === null) throw new Error('an acknowledged report is gone');
      const messages = await store.messages(mailbox.case.id);
      expect(messages.map(({ kind }) => kind)).to.deep.equal(['report', 'receipt']);
      for (const part of messages.flatMap(({ parts }) => parts)) {
        const hash = createHash('sha256');
        for await (const chunk of store.readPart(part)) hash.update(chunk);
        expect(hash.digest().equals(part.sha256), part.name).to.equal(true);
      }
    }
  });

  it('no row lacks a file, no file lacks a row once the next one started, and the database is whole', async () => {
    expect(killed.missing).to.equal(0);
    expect((await store.reconcile()).missingFiles).to.equal(0);
    expect((await store.reconcile()).removedFiles).to.equal(0);
    const database = new Database(join(killed.data, 'sluse.db'), { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).to.equal('ok');
    expect(database.pragma('foreign_key_check')).to.deep.equal([]);
    database.close();
    const ledger = openLedger(serverSubkey(SECRETS.serverKey, 'ledger'));
    expect((await verifyLedger(store, ledger)).problems).to.deep.equal([]);
  });

  it('nothing of what was reported stands readable anywhere', async () => {
    const shown = await filesBelow(killed.work);
    expect(shown.length).to.be.greaterThan(killed.acknowledged.length);
    for (const { path, bytes } of shown) expect(bytes.includes(MARKER), path).to.equal(false);
  });

  it('the unit opens what was reported, word for word', async () => {
    const kdf = kdfQueue({ cost: CHEAP, atOnce: 2, waiting: 100 });
    const tools = { store, kdf, pepper: SECRETS.pepper };
    const out = await mkdtemp(join(tmpdir(), 'sluse-torture-open-'));
    try {
      const some = killed.acknowledged.slice(-OPENED);
      const chosen: string[] = [];
      for (const { code } of some) {
        const mailbox = await openMailbox(tools, { id: 'trial' } as never, Buffer.from(code));
        chosen.push('--case', mailbox?.case.id as string);
      }
      const bundles = join(out, 'bundles');
      await command('export', '--data', killed.data, ...chosen, '--out', bundles);
      const files = (await readdir(bundles)).map((name) => join(bundles, name));
      const opened = join(out, 'opened');
      await command('unit', 'open', '--identity', killed.identityFile, '--out', opened, ...files);
      const texts = await Promise.all(
        (await readdir(opened)).map((name) => readFile(join(opened, name, 'case.txt'), 'utf8')),
      );
      for (const { words } of some) expect(texts.join()).to.include(words);
    } finally {
      await rm(out, { recursive: true });
    }
  });
});
