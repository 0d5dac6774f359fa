import type { Outcome } from './case-events.ts';
import { parseMonth } from './day.ts';
import type { OutcomeStub } from './outcome-stub.ts';

/** The stub of a key made by `stubKey`; what stands in the store was checked when it was written. */
export function readStub(key: string): OutcomeStub {
  const [
    channel,
    origin,
    arrival,
    identity,
    test,
    received,
    course,
    policeReported,
    authorityInformed,
    themes,
    acknowledgement,
    feedback,
  ] = JSON.parse(key);
  return {
    channel,
    origin,
    arrival,
    identity,
    test,
    received: parseMonth(received),
    course: course.map(
      ([month, stage, substantive, outcome]: [string, never, boolean, string]) => ({
        month: parseMonth(month),
        stage,
        substantive,
        outcome: readOutcome(outcome),
      }),
    ),
    policeReported,
    authorityInformed,
    themes,
    acknowledgement,
    feedback,
  };
}

function readOutcome(key: string): Outcome | null {
  if (key === '') return null;
  const [kind, more] = key.split(':');
  if (more === undefined) return { kind } as Outcome;
  return (kind === 'forwarded' ? { kind, to: more } : { kind, reason: more }) as Outcome;
}
