import { expect } from 'chai';
import type { Step } from '../../src/cases/case-events.ts';
import { decide, findCase } from '../../src/cases/case-record.ts';
import { destroyCode } from '../../src/cases/converse.ts';
import { addDays, type Day, parseDay } from '../../src/cases/day.ts';
import { eraseAtOnce, eraseParts } from '../../src/cases/erase.ts';
import { openMailbox } from '../../src/cases/mailbox.ts';
import { deletionPlan } from '../../src/cases/retention.ts';
import { sweep } from '../../src/cases/sweep.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { filesBelow } from '../support/unit.ts';

describe('the sweep', () => {
  let world: CaseWorld;

  afterEach(() => world.close());

  const sealedFiles = async () => (await filesBelow(`${world.data}/sealed`)).length;
  const opens = async (code: Uint8Array) =>
    (await openMailbox(world.tools, world.channel, code)) !== null;

  /** Takes a step on a day. */
  async function take(
    caseId: string,
    day: string,
    kind: Step['kind'],
    rest: object = {},
  ): Promise<void> {
    world.setDay(day);
    await decide(world.tools, caseId, ({ today }) => ({
      steps: [{ kind, day: today, ...rest } as Step],
    }));
  }

  /** Walks the clock from day to day with a sweep on each; gives the days on which something was done. */
  async function walk(from: string, to: string): Promise<string[]> {
    const done: string[] = [];
    for (let day: Day = parseDay(from); day <= to; day = addDays(day, 1)) {
      world.setDay(day);
      const { contentDeleted, accessEnded, removed } = await sweep(world.tools);
      if (contentDeleted) done.push(`${day} content`);
      if (accessEnded) done.push(`${day} access`);
      if (removed) done.push(`${day} removed`);
    }
    return done;
  }

  async function closedCase(received: string, closed: string) {
    world.setDay(received);
    const sent = await world.report();
    await take(sent.caseId, received, 'assessment-started');
    await take(sent.caseId, closed, 'decided', { outcome: { kind: 'insufficient-information' } });
    await take(sent.caseId, closed, 'feedback-given');
    await take(sent.caseId, closed, 'closed');
    return sent;
  }

  it('deletes content 90 days after closing, ends access 30 days later, and leaves only a stub', async () => {
    world = await caseWorld();
    const { code, caseId } = await closedCase('2026-01-31', '2026-03-02');
    const days = await walk('2026-03-02', '2026-08-01');
    expect(days).to.deep.equal(['2026-05-31 content', '2026-07-01 access', '2026-07-01 removed']);
    expect(await world.tools.store.caseById(caseId)).to.equal(null);
    expect(await opens(code)).to.equal(false);
    expect(await sealedFiles()).to.equal(0);
    const [stub, ...more] = await world.tools.store.stubs();
    expect(more).to.deep.equal([]);
    expect(stub?.count).to.equal(1);
    expect(stub?.stub)
      .to.include('2026-01')
      .and.to.include('insufficient-information')
      .and.to.not.include(caseId);
    expect(stub?.stub).to.not.match(/\d{4}-\d{2}-\d{2}/);
  });

  it('lets the reporter read the deletion notice until the access ends', async () => {
    world = await caseWorld();
    const { code, caseId } = await closedCase('2026-01-31', '2026-03-02');
    await walk('2026-05-30', '2026-06-10');
    expect(await opens(code)).to.equal(true);
    expect(await sealedFiles()).to.equal(0);
    const record = await findCase(world.tools, caseId);
    expect(record?.case.contentDeleted?.day).to.equal('2026-05-31');
  });

  it('deletes nothing of a case that is open, however old it is, and keeps its mailbox while feedback is owed', async () => {
    world = await caseWorld({ retention: { from: 'received', days: 30 } });
    world.setDay('2026-01-01');
    const { code, caseId } = await world.report();
    const files = await sealedFiles();
    expect(await walk('2026-01-01', '2027-03-01')).to.deep.equal([]);
    expect(await sealedFiles()).to.equal(files);
    expect(await opens(code)).to.equal(true);
    const record = await findCase(world.tools, caseId);
    if (record === null) throw new Error('the case is gone');
    expect(deletionPlan(record.case, record.rules).blockedBy).to.include.members([
      'not-closed',
      'feedback-owed',
    ]);
  });

  it('never deletes before the export where the channel demands it', async () => {
    world = await caseWorld({ profile: 'se-internal' });
    const { caseId } = await closedCase('2026-01-15', '2026-02-01');
    const files = await sealedFiles();
    await walk('2026-02-01', '2026-12-31');
    expect(await sealedFiles()).to.be.at.least(files - 1);
    expect((await findCase(world.tools, caseId))?.case.contentDeleted).to.equal(null);
    await take(caseId, '2026-12-31', 'exported');
    expect((await walk('2026-12-31', '2027-01-05'))[0]).to.equal('2026-12-31 content');
  });

  it('keeps a case as long as an extension says, and not longer', async () => {
    world = await caseWorld();
    const { caseId } = await closedCase('2026-01-31', '2026-03-02');
    await take(caseId, '2026-03-03', 'keeping-extended', {
      until: '2026-09-15',
      reason: 'legal-proceedings',
    });
    expect((await walk('2026-05-01', '2026-09-20'))[0]).to.equal('2026-09-15 content');
  });

  it('deletes nothing while the clock shows a day before the last step', async () => {
    world = await caseWorld();
    await closedCase('2026-01-31', '2026-03-02');
    world.setDay('2026-02-01');
    expect(await sweep(world.tools)).to.deep.include({
      contentDeleted: 0,
      accessEnded: 0,
      removed: 0,
    });
  });

  it('takes the rows of what it deleted out of the database file', async () => {
    world = await caseWorld();
    const { caseId } = await closedCase('2026-01-31', '2026-03-02');
    await walk('2026-05-30', '2026-07-02');
    for (const { path, bytes } of await filesBelow(world.data)) {
      expect(bytes.includes(caseId), path).to.equal(false);
    }
  });

  it('lets what is out of scope go at once, and still tells the reporter why', async () => {
    world = await caseWorld();
    world.setDay('2026-01-05');
    const { code, caseId } = await world.report();
    await take(caseId, '2026-01-06', 'assessment-started');
    await take(caseId, '2026-01-06', 'decided', {
      outcome: { kind: 'rejected', reason: 'outside-subjects' },
    });
    expect(await eraseAtOnce(world.tools, caseId)).to.equal('done');
    expect(await sealedFiles()).to.equal(0);
    expect(await opens(code)).to.equal(true);
  });

  it('does not let a case go at once whose outcome keeps it', async () => {
    world = await caseWorld();
    world.setDay('2026-01-05');
    const { caseId } = await world.report();
    const files = await sealedFiles();
    const refused = await eraseAtOnce(world.tools, caseId).catch((error: Error) => error.name);
    expect(refused).to.equal('IllegalStep');
    expect(await sealedFiles()).to.equal(files);
  });

  it('deletes single parts and notes why, not what', async () => {
    world = await caseWorld();
    world.setDay('2026-01-05');
    const { caseId } = await world.report();
    const [message] = await world.tools.store.messages(caseId);
    const text = message?.parts.find(({ name }) => name === 'message.txt')?.id as string;
    const files = await sealedFiles();
    expect(await eraseParts(world.tools, caseId, [text], 'irrelevant')).to.equal('done');
    expect(await sealedFiles()).to.equal(files - 1);
    expect((await findCase(world.tools, caseId))?.case.history.at(-1)).to.include({
      kind: 'part-deleted',
      reason: 'irrelevant',
    });
    const other = await world.report();
    expect(await eraseParts(world.tools, other.caseId, [text], 'irrelevant')).to.equal('gone');
  });

  it('ends the access at once when the reporter destroys the code, and keeps the report', async () => {
    world = await caseWorld();
    world.setDay('2026-01-05');
    const { code, caseId } = await world.report();
    const mailbox = await openMailbox(world.tools, world.channel, code);
    if (mailbox === null) throw new Error('the mailbox does not open');
    await destroyCode(world.tools, mailbox);
    expect(await opens(code)).to.equal(false);
    expect((await world.tools.store.messages(caseId)).map(({ kind }) => kind)).to.deep.equal([
      'report',
    ]);
  });
});
