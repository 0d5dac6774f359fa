import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { decide } from '../../src/cases/case-record.ts';
import { sweep } from '../../src/cases/sweep.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { ROOT } from '../support/server.ts';
import { filesBelow } from '../support/unit.ts';

const CASES = 60;
/** After the content's time, and after the mailbox's. */
const DELETION = '2026-12-01';
const END = '2027-02-01';

describe('a sweep that is killed', () => {
  let world: CaseWorld;

  before(async () => {
    world = await caseWorld();
    for (let made = 0; made < CASES; made += 1) {
      world.setDay('2026-01-05');
      const { caseId } = await world.report();
      await decide(world.tools, caseId, ({ today: day }) => ({
        steps: [
          { kind: 'assessment-started', day },
          { kind: 'decided', day, outcome: { kind: 'rejected', reason: 'not-serious' } },
          { kind: 'feedback-given', day },
          { kind: 'closed', day },
        ],
      }));
    }
    await writeFile(join(world.data, 'channel.json'), JSON.stringify(world.channel));
  });
  after(() => world.close());

  const cases = () => world.tools.store.allCases();
  const stubs = async () =>
    (await world.tools.store.stubs()).reduce((sum, { count }) => sum + count, 0);
  const isDeleted = async (id: string) =>
    (await world.tools.store.history(id)).some(({ kind }) => kind === 'content-deleted');

  /** Sweeps on `day` in one process after the other, each killed when it has taken some cases, until none remains. */
  async function killUntilDone(day: string, remaining: () => Promise<number>): Promise<number> {
    let killed = 0;
    for (let before = await remaining(); before > 0; before = await remaining()) {
      const args = [
        'test/support/sweep-process.ts',
        world.data,
        join(world.data, 'channel.json'),
        day,
      ];
      const child = spawn(process.execPath, args, {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      for (let now = before; now > Math.max(before - 7, 0); now = await remaining())
        await setImmediate();
      child.kill('SIGKILL');
      await ended;
      killed += 1;
      for (const { id } of await cases()) {
        const rows = await world.tools.store.messages(id);
        expect(rows.length > 0, 'content is there until its deletion is recorded').to.equal(
          !(await isDeleted(id)),
        );
      }
      expect(await stubs(), 'a case leaves with its stub').to.equal(CASES - (await cases()).length);
    }
    return killed;
  }

  it('leaves no half a case at whatever point it died, and the next one ends the same', async () => {
    const undeleted = async () => {
      const deleted = await Promise.all((await cases()).map(({ id }) => isDeleted(id)));
      return deleted.filter((gone) => !gone).length;
    };
    expect(await killUntilDone(DELETION, undeleted)).to.be.above(2);
    expect(await cases()).to.have.length(CASES);
    expect(await killUntilDone(END, async () => (await cases()).length)).to.be.above(2);

    world.setDay(END);
    await world.tools.store.reconcile();
    expect(await sweep(world.tools)).to.deep.include({ contentDeleted: 0, removed: 0 });
    expect(await filesBelow(`${world.data}/sealed`)).to.deep.equal([]);
    expect(await stubs()).to.equal(CASES);
  });
});
