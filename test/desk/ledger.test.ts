import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { openLedger, verifyLedger } from '../../src/cases/ledger.ts';
import { type DeskWorld, deskWorld } from '../support/desk.ts';

describe('the register', () => {
  let desk: DeskWorld;
  let caseId: string;

  beforeEach(async () => {
    desk = await deskWorld();
    caseId = (await desk.world.report()).caseId;
    await desk.world.report();
    const member = await desk.member(['handler']);
    await member.get(`/en/case/${caseId}`);
    await member.get(`/en/case/${caseId}/bundle`);
  });
  afterEach(() => desk.close());

  const verify = (noted: string | null = null) =>
    verifyLedger(desk.world.tools.store, desk.ledger, noted);
  /** What somebody with the disk, but without the server's key, can do. */
  const tamper = (sql: string) => {
    const database = new Database(join(desk.world.data, 'sluse.db'));
    database.pragma('foreign_keys = ON');
    database.exec(sql);
    database.close();
  };

  it('is whole as it is written, and holds neither a case’s id nor a word', async () => {
    const { entries, problems } = await verify();
    expect(problems).to.deep.equal([]);
    expect(entries).to.be.greaterThan(5);
    const rows = await desk.world.tools.store.ledger.after(0, 100);
    expect(rows.map(({ action }) => action)).to.include.members(['received', 'viewed', 'fetched']);
    expect(JSON.stringify(rows)).to.not.include(caseId).and.to.not.include('words');
  });

  it('shows an entry that was changed', async () => {
    tamper(`update ledger set actor = 'member:somebody' where number = 3`);
    expect((await verify()).problems).to.deep.include({ kind: 'changed', number: 3 });
  });

  it('shows an entry that was taken out of the middle', async () => {
    tamper(`delete from ledger where number = 3`);
    expect((await verify()).problems).to.deep.include({ kind: 'missing', number: 3 });
  });

  it('shows newest entries that were taken away', async () => {
    tamper(`delete from ledger where number = (select max(number) from ledger)`);
    expect((await verify()).problems).to.deep.equal([{ kind: 'head-differs' }]);
  });

  it('shows a head that another key signed', async () => {
    const other = openLedger(new Uint8Array(32).fill(1));
    const { problems } = await verifyLedger(desk.world.tools.store, other);
    expect(problems).to.deep.include({ kind: 'head-unsigned' });
  });

  it('shows a case that vanished, but not one that the sweep removed', async () => {
    await desk.world.tools.store.removeCase(caseId, []);
    expect((await verify()).problems).to.deep.equal([]);
    tamper(`delete from cases`);
    const { problems } = await verify();
    expect(problems.map(({ kind }) => kind)).to.deep.equal(['case-vanished']);
  });

  it('shows, against a noted head, that an older copy stands in its place', async () => {
    const { head } = await verify();
    expect((await verify(head)).problems).to.deep.equal([]);
    expect((await verify('00'.repeat(32))).problems).to.deep.equal([
      { kind: 'noted-head-missing' },
    ]);
  });
});
