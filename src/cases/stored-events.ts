import type { EventRow } from '../store/store.ts';
import type { CaseEvent } from './case-events.ts';
import { parseDay } from './day.ts';

/** Events of a history as the store keeps them: kind, day, and the rest as one. */

export function eventRow(event: CaseEvent): EventRow {
  const { kind, day, ...detail } = event;
  return { kind, day, detail };
}

/** What stands in the store was checked when it was written. */
export function caseEvent({ kind, day, detail }: EventRow): CaseEvent {
  return { kind, day: parseDay(day), ...detail } as CaseEvent;
}
