import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { backUp } from '../../src/backup/back-up.ts';
import { BackupError } from '../../src/backup/backup-error.ts';
import { layoutOf, readManifest, sealedName } from '../../src/backup/layout.ts';
import { type Restored, restore } from '../../src/backup/restore.ts';
import { signedJson } from '../../src/backup/signed-json.ts';
import { findCase } from '../../src/cases/case-record.ts';
import { eraseParts } from '../../src/cases/erase.ts';
import { openLedger, verifyLedger } from '../../src/cases/ledger.ts';
import { openMailbox } from '../../src/cases/mailbox.ts';
import { recordComings } from '../../src/cases/recorded-store.ts';
import { sweep } from '../../src/cases/sweep.ts';
import { serverSubkey } from '../../src/seal/server-secrets.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { filesBelow } from '../support/unit.ts';

const SECRETS = { pepper: new Uint8Array(32).fill(7), serverKey: new Uint8Array(32).fill(9) };

describe('a backup', () => {
  let work: string;
  let out: string;
  let target: string;
  let world: CaseWorld;
  let now: Date;
  const ledger = openLedger(serverSubkey(SECRETS.serverKey, 'ledger'));

  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-backup-'));
    out = join(work, 'backups');
    target = join(work, 'new');
    world = await caseWorld();
    world.tools.store = recordComings(world.tools.store, ledger, () => '2026-01-01');
    now = new Date();
  });
  afterEach(async () => {
    await world.close();
    await rm(work, { recursive: true });
  });

  /** Each a second after the one before, as they are named by the second. */
  function makeBackup(options: { keepDays?: number; data?: string } = {}) {
    now = new Date(now.getTime() + 1000);
    return backUp({ data: world.data, out, secrets: SECRETS, keepDays: 35, now, ...options });
  }
  const bringBack = (options: Partial<Parameters<typeof restore>[0]> = {}): Promise<Restored> =>
    restore({ from: out, data: target, secrets: SECRETS, now, ...options });

  async function inTarget<T>(look: (store: Store) => Promise<T>): Promise<T> {
    const store = await openStore(target);
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  }
  const casesBack = () => inTarget(async (store) => (await store.allCases()).map(({ id }) => id));

  async function refusal(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).to.be.instanceOf(BackupError);
    return (error as Error).message;
  }
  const nothingIn = async (dir: string) =>
    expect(await readdir(dir).catch(() => [])).to.deep.equal([]);

  it('brings back every case and file, and codes open their mailboxes', async () => {
    const [first, second] = [await world.report(), await world.report()];
    await makeBackup();
    const restored = await bringBack();
    expect(restored).to.include({ cases: 2, registerWhole: true });
    expect(await casesBack()).to.have.members([first.caseId, second.caseId]);
    await inTarget(async (store) => {
      const tools = { ...world.tools, store };
      for (const { code, caseId } of [first, second]) {
        expect((await openMailbox(tools, world.channel, code))?.case.id).to.equal(caseId);
      }
      expect((await verifyLedger(store, ledger)).problems).to.deep.equal([]);
    });
    const names = async (dir: string) =>
      (await filesBelow(join(dir, 'sealed'))).map(({ path }) => path.slice(dir.length)).sort();
    expect(await names(target)).to.deep.equal(await names(world.data));
  });

  it('copies each sealed file once, however often it is repeated', async () => {
    await world.report();
    const first = await makeBackup();
    expect(first.copied).to.equal(first.files);
    expect((await makeBackup()).copied).to.equal(0);
    await world.report();
    const third = await makeBackup();
    expect(third.copied).to.equal(third.files - first.files);
  });

  it('does not bring back what was deleted since: cases, parts, members; and keeps the figures', async () => {
    const { store } = world.tools;
    const [removed, emptied, thinned, kept] = [
      await world.report(),
      await world.report(),
      await world.report(),
      await world.report(),
    ];
    const note = (action: 'member-added' | 'member-disabled') =>
      ledger.writer({ day: '2026-01-01', actor: 'sysadmin', action, about: member });
    const member = '0123456789abcdef';
    const row = { id: member, name: 'Left', roles: [], channels: [], duties: [] };
    const invitation = { hash: Buffer.alloc(32), until: '2099-01-01' };
    await store.members.add(row, invitation, note('member-added'));
    const old = await makeBackup();

    await store.removeCase(removed.caseId, ['a-stub']);
    const sent = (await store.messages(emptied.caseId)).filter(
      ({ audience }) => audience === 'unit',
    );
    const parts = sent.flatMap((message) => message.parts.map(({ id }) => id));
    await eraseParts(world.tools, emptied.caseId, parts, 'irrelevant');
    const part = (await store.messages(thinned.caseId))[0]?.parts[0];
    await eraseParts(world.tools, thinned.caseId, [part?.id as string], 'irrelevant');
    await store.members.disable(member, note('member-disabled'));
    const newer = await makeBackup();
    expect(newer.filesPruned).to.be.greaterThan(0);

    const restored = await bringBack({ name: old.name });
    expect(restored.deletedAgain).to.include({ cases: 1, members: 1 });
    expect(restored.registerWhole).to.equal(true);
    expect(await casesBack()).to.have.members([emptied.caseId, thinned.caseId, kept.caseId]);
    await inTarget(async (back) => {
      expect(await back.stubs()).to.deep.equal([{ stub: 'a-stub', count: 1 }]);
      const ids = (await back.messages(thinned.caseId)).flatMap(({ parts }) => parts);
      expect(ids.map(({ id }) => id)).to.not.include(part?.id);
      const left = await findCase({ ...world.tools, store: back }, emptied.caseId);
      expect(left?.case.contentDeleted).to.not.equal(null);
      await sweep({ ...world.tools, store: back, clock: () => now });
      expect((await back.members.byId(member))?.state).to.equal('disabled');
    });
    // A backup of the restored folder still knows.
    await makeBackup({ data: target });
    await rm(target, { recursive: true });
    expect((await bringBack({ name: old.name })).deletedAgain.cases).to.equal(1);
  });

  it('loses the sealed files of what is deleted in all backups, at the next one', async () => {
    const { caseId } = await world.report();
    await makeBackup();
    const parts = (await world.tools.store.messages(caseId)).flatMap((message) => message.parts);
    await world.tools.store.removeCase(caseId, []);
    const { filesPruned } = await makeBackup();
    expect(filesPruned).to.equal(parts.length);
    await Promise.all(
      (await readdir(join(out, 'sealed'))).map((dir) => nothingIn(join(out, 'sealed', dir))),
    );
  });

  it('is removed when its days are over, and with it what only it names', async () => {
    await world.report();
    await makeBackup();
    now = new Date(now.getTime() + 40 * 86_400_000);
    expect(await makeBackup()).to.include({ snapshotsPruned: 1, filesPruned: 0 });
    expect(await readdir(join(out, 'snapshots'))).to.have.length(1);
    expect(await refusal(makeBackup({ keepDays: 401 }))).to.match(/at most/);
  });

  it('is kept for two days whenever it was made, and after that as the last one of its day', async () => {
    await world.report();
    now = new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000);
    for (let count = 0; count < 3; count += 1) await makeBackup();
    expect(await readdir(join(out, 'snapshots'))).to.have.length(3);
    now = new Date(now.getTime() + 3 * 86_400_000);
    expect(await makeBackup()).to.include({ snapshotsPruned: 2, filesPruned: 0 });
  });

  it('that was broken off is none, and goes with the next one', async () => {
    await world.report();
    await mkdir(join(out, 'snapshots', '2026-01-01T00-00-00'), { recursive: true });
    await mkdir(join(out, 'sealed', 'ab'), { recursive: true });
    await writeFile(join(out, 'sealed', 'ab', `${'ab'.repeat(16)}.age.part`), 'half');
    await makeBackup();
    expect(await readdir(join(out, 'snapshots'))).to.have.length(1);
    await nothingIn(join(out, 'sealed', 'ab'));
  });

  it('is not made of a data folder in which a file is missing or was changed', async () => {
    const { caseId } = await world.report();
    const [message] = await world.tools.store.messages(caseId);
    const path = join(world.data, sealedName(message?.parts[0]?.id as string));
    await appendFile(path, 'x');
    expect(await refusal(makeBackup())).to.include('missing or damaged in the data folder');
    await nothingIn(join(out, 'snapshots'));
  });

  describe('is refused, and the folder left as it was,', () => {
    let name: string;
    beforeEach(async () => {
      await world.report();
      ({ name } = await makeBackup());
    });
    const refused = async (options: Partial<Parameters<typeof restore>[0]>, why: RegExp) => {
      expect(await refusal(bringBack(options))).to.match(why);
      await nothingIn(target);
    };

    it('with another pepper', () =>
      refused({ secrets: { ...SECRETS, pepper: new Uint8Array(32) } }, /pepper is another one/));
    it('with another server key', () =>
      refused({ secrets: { ...SECRETS, serverKey: new Uint8Array(32) } }, /another server's key/));
    it('when there is none of that name', () => refused({ name: 'x' }, /There is no backup x/));
    it('when it is too old', () =>
      refused({ now: new Date(now.getTime() + 401 * 86_400_000) }, /older than 400 days/));

    it('when its database was changed', async () => {
      const database = new Database(layoutOf(out).database(name));
      database.exec(`update cases set language = 'da'`);
      database.close();
      await refused({}, /the database of \S+ is missing or was changed/);
    });

    it('when a sealed file was changed or is missing', async () => {
      const [file] = await filesBelow(join(out, 'sealed'));
      await appendFile(file?.path as string, 'x');
      await refused({}, /1 sealed files are missing or were changed/);
      await rm(file?.path as string);
      await refused({}, /1 sealed files are missing or were changed/);
    });

    it('when it is of a newer version', async () => {
      const signed = signedJson(SECRETS.serverKey);
      const manifest = await readManifest(signed, layoutOf(out), name);
      await signed.write(layoutOf(out).manifest(name), { ...manifest, schema: 9999 });
      await refused({}, /has schema 9999.*install the newer version first/);
    });

    it('when its journal of deletions was changed', async () => {
      const { journal } = layoutOf(out);
      await writeFile(journal, (await readFile(journal, 'utf8')).replace('{', '{ '));
      await bringBack();
      await rm(target, { recursive: true });
      await writeFile(journal, '{"body":{"deletions":{},"stubs":{"x":1}},"mac":""}');
      await refused({}, /journal of deletions \S+ cannot be used/);
    });

    it('into a folder that holds something', async () => {
      await mkdir(target);
      await writeFile(join(target, 'mine'), 'kept');
      expect(await refusal(bringBack())).to.match(/is not empty \(mine\)/);
      expect(await readdir(target)).to.deep.equal(['mine']);
    });
  });
});
