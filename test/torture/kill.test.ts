import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { openLedger, verifyLedger } from '../../src/cases/ledger.ts';
import { loadSecrets, secretsPlace } from '../../src/config/secrets.ts';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { lockDataFolder } from '../../src/store/database.ts';
import { openStore } from '../../src/store/store.ts';
import { identityOf } from '../support/config.ts';
import { scratchFolder } from '../support/scratch.ts';
import { command } from '../support/unit.ts';
import { everybodyLogsIn, nothingLost } from './after-restart.ts';
import { deskFigures } from './desk-figures.ts';
import { type Killed, killAgainAndAgain } from './killing.ts';
import { FOUND, type Found } from './tally.ts';
import { report } from './tell-tally.ts';

/** As many as a suite can wait for; `npm run bench -- torture` kills 200 times. */
const ROUNDS = Number(process.env['SLUSE_KILLS'] ?? 4);
const SEED = process.env['SLUSE_SEED'] ?? randomBytes(4).toString('hex');
const OPENED = 5;
/** From so many kills on, these have to be among what was struck. */
const MANY = 50;
const MUST_BE_HIT: readonly Found[] = [
  'receiving',
  'cleaning',
  'sealing and storing',
  'answered, not read',
];
/** A minute for each would be much, on a machine that has other things to do too. */
const PATIENCE_MS = 300_000 + ROUNDS * 60_000;

describe(`after ${ROUNDS} times kill -9 in the middle of many uploads (seed ${SEED})`, function () {
  this.timeout(PATIENCE_MS);
  let killed: Killed;

  before(async () => {
    killed = await killAgainAndAgain(ROUNDS, SEED, (tally) => {
      if (process.env['SLUSE_KILLS'] !== undefined) report(tally, ROUNDS);
    });
  });
  after(() => killed?.server.stop());

  it('the server was at work, and was killed at different steps of it', () => {
    const { kills, found, acknowledged, files } = killed.tally;
    expect(kills).to.equal(ROUNDS);
    const hit = FOUND.filter((name) => found[name].kills > 0);
    if (ROUNDS < MANY) expect(hit.length).to.be.at.least(2);
    else expect(hit).to.include.members(MUST_BE_HIT);
    // A busy machine may let one run out of its time, which is told and held; not most of them.
    expect(files.cleaned).to.be.greaterThan(files.notCleaned);
    expect(acknowledged.report + killed.tally.again.taken).to.be.greaterThan(0);
  });

  it('every code that was shown on a receipt opens its mailbox, and no other does', async () => {
    await everybodyLogsIn(killed.server, killed.sendings, killed.unit);
  });

  it('everything acknowledged was at the unit word for word and file for file, and nothing else', () => {
    nothingLost(killed.sendings, killed.unit);
  });

  it('the desk shows as many cases as the unit has, and counts as many', async () => {
    const { listed, counted } = await deskFigures(killed.server);
    expect(listed).to.equal(killed.unit.cases());
    expect(counted).to.equal(killed.unit.cases());
  });

  it("the unit's own commands open the last of them", async () => {
    const { server, sendings, unit } = killed;
    const out = await scratchFolder('torture-open');
    const some = sendings.filter((sending) => unit.caseOf(sending) !== null).slice(-OPENED);
    const chosen = some.flatMap((sending) => ['--case', unit.caseOf(sending) as string]);
    const [bundles, opened] = [join(out, 'bundles'), join(out, 'opened')];
    const config = join(server.data, 'sluse.yaml');
    await command('export', '--config', config, ...chosen, '--out', bundles);
    const files = (await readdir(bundles)).map((name) => join(bundles, name));
    const identity = identityOf(server.data);
    await command('unit', 'open', '--identity', identity, '--out', opened, ...files);
    for (const sending of some) {
      const folder = join(opened, `case-${unit.caseOf(sending)}`);
      expect(await readFile(join(folder, 'case.txt'), 'utf8')).to.include(sending.words);
    }
    expect(files.map((path) => basename(path, '.zip'))).to.have.members([
      ...new Set(some.map((sending) => `case-${unit.caseOf(sending)}`)),
    ]);
  });

  it('nothing stands readable, no row lacks a file, no file lacks a row or has another byte, and the database is whole', async () => {
    const { server, data } = killed;
    expect(await killed.readable()).to.deep.equal([]);
    const ended = new Promise((resolve) => server.process.once('exit', resolve));
    server.process.kill('SIGTERM');
    await ended;
    const lock = lockDataFolder(join(data, 'lock'));
    const store = await openStore(data);
    try {
      expect(await store.reconcile()).to.deep.equal({ missingFiles: 0, removedFiles: 0 });
      for (const { id } of await store.allCases()) {
        for (const part of (await store.messages(id)).flatMap(({ parts }) => parts)) {
          const hash = createHash('sha256');
          for await (const chunk of store.readPart(part)) hash.update(chunk);
          expect(hash.digest().equals(part.sha256), part.name).to.equal(true);
        }
      }
      const { serverKey } = await loadSecrets(secretsPlace({ data, secrets: undefined }));
      const ledger = openLedger(serverSubkey(serverKey, 'ledger'));
      expect((await verifyLedger(store, ledger)).problems).to.deep.equal([]);
    } finally {
      await store.close();
      lock.release();
    }
    const database = new Database(join(data, 'sluse.db'), { readonly: true });
    expect(database.pragma('integrity_check', { simple: true })).to.equal('ok');
    expect(database.pragma('foreign_key_check')).to.deep.equal([]);
    database.close();
  });
});
