import { expect } from 'chai';
import { openStore } from '../../src/store/store.ts';
import { newReporter } from '../support/reporter.ts';
import type { TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import type { Chance } from './chance.ts';
import { holdersOf, orphans, spoolOf } from './left-behind.ts';
import { acknowledge } from './reporters.ts';
import type { Sending } from './sendings.ts';
import type { UnitSide } from './unit-side.ts';

/** A sanitiser whose server is gone ends by itself within this. */
const ORPHANS_MS = 20_000;
/** More than the server takes codes at once, so that it is never idle. */
const AT_ONCE = 4;

/** Waits until nothing is left of the killed server's processes; gives the milliseconds. @throws Error when something stays */
export async function orphansEnd(data: string): Promise<number> {
  const start = performance.now();
  const none = async () =>
    (await orphans()).length === 0 && (await holdersOf(spoolOf(data))).length === 0;
  await until('the end of every process that a killed server had started', ORPHANS_MS, none);
  return performance.now() - start;
}

/** Opens at the unit whatever is new. */
export async function openAtUnit(
  data: string,
  unit: UnitSide,
  sendings: readonly Sending[],
): Promise<void> {
  const store = await openStore(data);
  try {
    await unit.openNew(store, sendings);
  } finally {
    await store.close();
  }
}

/**
 * Everybody of a round comes back: every code that was acknowledged opens its mailbox, every other one if and only if
 * its report is there.
 */
export async function everybodyLogsIn(
  server: TestServer,
  sendings: readonly Sending[],
  unit: UnitSide,
): Promise<void> {
  const reports = sendings.filter(({ kind }) => kind === 'report').values();
  const logIn = async () => {
    for (const sending of reports) {
      const reporter = newReporter(() => server.url);
      const login = await reporter.get('/en/mailbox');
      const mailbox = await reporter.submit(login, '/mailbox', { code: sending.code });
      const there = unit.caseOf(sending) !== null;
      expect(mailbox.status, mailbox.text).to.equal(there ? 200 : 422);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, logIn));
}

/** What was acknowledged is at the unit, and so is what the server had only begun to answer. */
export function nothingLost(sendings: readonly Sending[], unit: UnitSide): void {
  for (const sending of sendings) {
    if (sending.phase !== 'acknowledged' && sending.phase !== 'answered') continue;
    expect(unit.caseOf(sending), `${sending.kind} ${sending.words}`).to.not.equal(null);
  }
}

/**
 * Half of those who got no answer send their form again as it stands in their browser. Each gets the receipt, whether
 * it was there already or not. (Who was sent on to the receipt has left the form, and comes back with the code.)
 */
export async function someSendAgain(
  sendings: readonly Sending[],
  chance: Chance,
): Promise<Sending[]> {
  const sent: Sending[] = [];
  for (const sending of sendings) {
    const { kind, phase, again } = sending;
    if (kind !== 'report' || again === null) continue;
    if (phase !== 'receiving' && phase !== 'taking') continue;
    if (chance.share() < 0.5) continue;
    acknowledge(sending, await again());
    sent.push(sending);
  }
  return sent;
}
