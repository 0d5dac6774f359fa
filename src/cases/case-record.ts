import type { Channel } from '../config/schema.ts';
import type { CaseChange, CaseRow, NewMessage, Store } from '../store/store.ts';
import type { Case } from './case.ts';
import type { Arrival, Received, Step } from './case-events.ts';
import { receive, replay, step } from './case-life.ts';
import type { ChannelRules } from './channel-rules.ts';
import { type Day, dayOf } from './day.ts';
import { reckon } from './reckoned.ts';
import { rulesOf } from './rules-of-channel.ts';
import { caseEvent, eventRow } from './stored-events.ts';

/** A case out of the store, with everything that is needed to decide about it. */
export interface CaseRecord {
  row: CaseRow;
  case: Case;
  channel: Channel;
  rules: ChannelRules;
  /** Today where the channel is. */
  today: Day;
}

/** What a decision does to a case: steps by the rules, and what is added to or taken from the store with them. */
export type Decision = { steps: readonly Step[] } & Pick<
  CaseChange,
  'deleteMessages' | 'deleteParts' | 'replaceParts' | 'release' | 'endAccess'
> & { messages?: readonly NewMessage[] };

export type Decided = 'done' | 'again' | 'gone' | 'late';

interface Tools {
  store: Store;
  channels: readonly Channel[];
  clock: () => Date;
}

/** A case whose channel is no longer in the configuration: nothing may be decided about it. */
export class UnknownChannel extends Error {
  override name = 'UnknownChannel';
}

/** The first events of a report, and when the sweep has to look at it first. */
export function firstSteps(
  channel: Channel,
  day: Day,
  arrival: Arrival,
): Omit<CaseChange, 'after'> {
  const received: Received = {
    kind: 'received',
    day,
    channel: channel.id,
    arrival,
    mailbox: true,
    // Whether a name was given stands only in the sealed part.
    identity: null,
    test: false,
  };
  const rules = rulesOf(channel);
  const theCase =
    arrival === 'web'
      ? step(receive(received), { kind: 'receipt-issued', day }, rules)
      : receive(received);
  return {
    events: theCase.history.map(eventRow),
    channel: channel.id,
    ...reckon(theCase, rules),
  };
}

/** A case by its id, or null. @throws UnknownChannel */
export async function findCase(tools: Tools, id: string): Promise<CaseRecord | null> {
  const row = await tools.store.caseById(id);
  return row === null ? null : readRecord(tools, row);
}

async function readRecord({ store, channels, clock }: Tools, row: CaseRow): Promise<CaseRecord> {
  const theCase = replay((await store.history(row.id)).map(caseEvent));
  const channel = channelOf({ channels }, theCase.channel);
  const rules = rulesOf(channel);
  return { row, case: theCase, channel, rules, today: dayOf(clock(), channel.timeZone) };
}

function channelOf({ channels }: Pick<Tools, 'channels'>, id: string): Channel {
  const channel = channels.find((known) => known.id === id);
  if (channel === undefined) throw new UnknownChannel(`no channel ${id} in the configuration`);
  return channel;
}

/** Two people deciding at once is rare; this many in a row is something else. */
const TRIES = 10;

/**
 * Decides about a case: `plan` sees it as it is and says what to do, which then happens in one transaction. When somebody
 * was faster it is asked again. Staged files of messages that were not added are gone.
 * @throws IllegalStep when a step may not be taken, and what `plan` throws; nothing has changed then
 */
export async function decide(
  tools: Tools,
  id: string,
  plan: (record: CaseRecord) => Decision | Promise<Decision>,
): Promise<Decided> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await findCase(tools, id);
    if (record === null) return 'gone';
    const { steps, ...rest } = await plan(record);
    let theCase = record.case;
    let { rules } = record;
    for (const next of steps) {
      // A case that is handed over is from then on under the rules of the receiving channel.
      if (next.kind === 'handed-over') rules = rulesOf(channelOf(tools, next.channel));
      theCase = step(theCase, next, rules);
    }
    const moved = theCase.channel !== record.case.channel;
    const changed = await tools.store.changeCase(id, {
      ...rest,
      ...(moved && record.channel.handOver.keeps === 'dates'
        ? { follower: record.channel.id }
        : {}),
      after: record.case.history.length,
      events: steps.map(eventRow),
      channel: theCase.channel,
      ...reckon(theCase, rules),
    });
    if (changed !== 'conflict') return changed;
  }
  throw new Error('a case is changed again and again while it is decided about');
}
