import type { Answer, Calls, Failure, Request } from './calls.ts';

/** The end of the channel to the page, as a worker has it. */
interface Port {
  postMessage(answer: Answer): void;
  onmessage: ((event: { data: Request }) => void) | null;
}

export type Progress = (bytes: number) => void;
type Handlers = {
  [Name in keyof Calls]: (
    progress: Progress,
    ...args: Parameters<Calls[Name]>
  ) => ReturnType<Calls[Name]>;
};

/** Messages about progress are told at most this often, so that they do not slow the work down. */
const STEP = 4_000_000;

/** Answers the calls of the page, one after the other. */
export function serve(port: Port, handlers: Handlers): void {
  let turn = Promise.resolve();
  port.onmessage = ({ data: { id, name, args } }) => {
    turn = turn.then(async () => {
      let bytes = 0;
      let told = 0;
      const progress: Progress = (more) => {
        bytes += more;
        if (bytes - told < STEP) return;
        told = bytes;
        port.postMessage({ id, progress: bytes });
      };
      const handler = handlers[name] as (...all: unknown[]) => Promise<unknown>;
      try {
        port.postMessage({ id, result: await handler(progress, ...args) });
      } catch (error) {
        port.postMessage({ id, failure: failureOf(error) });
      }
    });
  };
}

function failureOf(error: unknown): Failure {
  const { problem, message, name } = error as Error & { problem?: string };
  // What browsers throw when a Blob or buffer does not fit.
  const full = error instanceof RangeError || /NotReadable|QuotaExceeded/.test(name);
  return { problem: problem ?? (full ? 'no-memory' : name), message };
}
