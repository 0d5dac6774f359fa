import { receive } from '../cases/case-life.ts';
import { defaultRules } from '../cases/channel-rules.ts';
import { dayOf, parseDay } from '../cases/day.ts';
import { deadlinesOf } from '../cases/deadlines.ts';
import { PROFILES } from '../cases/profiles.ts';
import { formatDay } from '../languages/format.ts';
import type { CaseRow } from '../store/store.ts';
import type { Place } from './site.ts';

/** The dates that a reporter is told, written out. */
export function caseDates(
  { channel, language }: Place,
  row: CaseRow,
  now: Date,
): { received: string; acknowledge: string; feedback: string } {
  const day = parseDay(row.received);
  const theCase = receive({
    kind: 'received',
    day,
    channel: channel.id,
    arrival: 'web',
    mailbox: true,
    identity: null,
    test: false,
  });
  const deadlines = deadlinesOf(
    theCase,
    defaultRules(PROFILES[channel.profile]),
    dayOf(now, channel.timeZone),
  );
  const due = (kind: string) => {
    const found = deadlines.find((deadline) => deadline.kind === kind)?.due;
    return found ? formatDay(language, found) : '';
  };
  return {
    received: formatDay(language, row.received),
    acknowledge: due('acknowledgement'),
    feedback: due('feedback'),
  };
}
