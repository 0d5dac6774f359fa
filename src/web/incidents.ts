import { dayOf } from '../cases/day.ts';

/**
 * The only log there is: one line an incident, with the day, its kind and the place in our code; never anything of the
 * request or the reporter, so also no message of an error, which could quote either.
 */
export type Incidents = (kind: string, error?: unknown) => void;

const OWN_FRAME = /\/((?:src|scripts)\/[\w./-]+:\d+):\d+/;

export function incidentLog(write: (line: string) => void, clock: () => Date): Incidents {
  return (kind, error) => {
    write(`${dayOf(clock(), 'UTC')} ${kind}${error === undefined ? '' : ` ${describe(error)}`}`);
  };
}

/** Class, system code and our own place: `TypeError at src/cases/submit.ts:40`. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as NodeJS.ErrnoException).code;
  const place = OWN_FRAME.exec(error.stack ?? '')?.[1];
  const cause = error.cause === undefined ? '' : ` because of ${describe(error.cause)}`;
  return `${error.constructor.name}${/^[A-Z_]+$/.test(code ?? '') ? ` ${code}` : ''}${place ? ` at ${place}` : ''}${cause}`;
}
