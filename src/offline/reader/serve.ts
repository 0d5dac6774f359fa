import { type Bytes, piecesOf } from '../../seal/byte-streams.ts';
import type { Answer, Calls, Failure, Request } from './calls.ts';

/** The end of the channel to the page, as a worker has it. */
interface Port {
  postMessage(answer: Answer, transfer?: Transferable[]): void;
  onmessage: ((event: { data: Request }) => void) | null;
}

/** One call while it is at work. */
export interface Work {
  /** Lets bytes pass and tells the page how far it is; breaks off when the page does not want it any more. */
  counted(source: Bytes): AsyncGenerator<Uint8Array>;
  /** Gives bytes to the page in lumps, each when the last one was taken. */
  give(source: Bytes | ReadableStream<Uint8Array>): Promise<void>;
}

type Handlers = {
  [Name in keyof Calls]: (work: Work, ...args: Parameters<Calls[Name]>) => ReturnType<Calls[Name]>;
};

/** Messages about progress are told at most this often, so that they do not slow the work down. */
const STEP = 1_000_000;
/** As much as is on its way to the page at once. */
const LUMP = 4_000_000;

/** What browsers call work that was broken off at somebody's wish. */
const stopped = () => new DOMException('stopped', 'AbortError');

/** Answers the calls of the page, one after the other. */
export function serve(port: Port, handlers: Handlers): void {
  const running = new Map<number, ReturnType<typeof begin>>();
  let turn = Promise.resolve();
  port.onmessage = ({ data }) => {
    if ('stop' in data) return running.get(data.id)?.stop();
    if ('taken' in data) return running.get(data.id)?.taken(data.taken);
    const { id, name, args } = data;
    const work = begin(id, port);
    running.set(id, work);
    turn = turn.then(async () => {
      const handler = handlers[name] as (...all: unknown[]) => Promise<unknown>;
      try {
        port.postMessage({ id, result: await handler(work, ...args) });
      } catch (error) {
        port.postMessage({ id, failure: failureOf(error) });
      } finally {
        running.delete(id);
      }
    });
  };
}

function begin(id: number, port: Port) {
  let unwanted = false;
  let bytes = 0;
  let told = 0;
  let answer: ((taken: boolean) => void) | null = null;

  async function post(pieces: readonly Uint8Array[], length: number): Promise<void> {
    const piece = new Uint8Array(length);
    let at = 0;
    for (const part of pieces) {
      piece.set(part, at);
      at += part.length;
    }
    const taken = new Promise<boolean>((resolve) => {
      answer = resolve;
    });
    port.postMessage({ id, piece }, [piece.buffer]);
    if (!(await taken) || unwanted) throw stopped();
  }

  return {
    stop() {
      unwanted = true;
      answer?.(false);
    },
    taken: (taken: boolean) => answer?.(taken),
    async *counted(source: Bytes) {
      for await (const piece of source) {
        if (unwanted) throw stopped();
        bytes += piece.length;
        if (bytes - told >= STEP) {
          told = bytes;
          port.postMessage({ id, progress: bytes });
        }
        yield piece;
      }
    },
    async give(source: Bytes | ReadableStream<Uint8Array>) {
      let pieces: Uint8Array[] = [];
      let length = 0;
      for await (const piece of source instanceof ReadableStream ? piecesOf(source) : source) {
        pieces.push(new Uint8Array(piece));
        length += piece.length;
        if (length < LUMP) continue;
        await post(pieces, length);
        pieces = [];
        length = 0;
      }
      await post(pieces, length);
    },
  };
}

function failureOf(error: unknown): Failure {
  const { problem, part, message, name } = error as Error & { problem?: string; part?: string };
  return { problem: problem ?? known(error as Error) ?? name, part: part ?? null, message };
}

/** What browsers throw when a buffer does not fit, and when a file is no longer where it was. */
function known(error: Error): string | null {
  if (error instanceof RangeError || error.name === 'QuotaExceededError') return 'no-memory';
  return error.name === 'NotReadableError' || error.name === 'NotFoundError' ? 'file-gone' : null;
}
