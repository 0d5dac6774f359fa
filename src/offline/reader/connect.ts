import type { Answer, CallName, Calls, Failure, Request } from './calls.ts';

/** A call that failed. `problem` is one of the kinds that the texts have words for, or the name of the error. */
export class CallError extends Error {
  override name = 'CallError';
  readonly problem: string;
  readonly part: string | null;

  constructor({ problem, part, message }: Failure) {
    super(message);
    this.problem = problem ?? 'unknown';
    this.part = part;
  }
}

/** What a call is told of while it runs, and how it is stopped. */
export interface Course {
  progress?: (bytes: number) => void;
  /** Takes the bytes of a call that gives some; the next come when it is done with these. */
  take?: (piece: Uint8Array<ArrayBuffer>) => Promise<void>;
  signal?: AbortSignal;
}

export interface Connection {
  /** @throws CallError, with the problem `AbortError` when it was stopped; or what `take` threw */
  call<Name extends CallName>(
    name: Name,
    args: Parameters<Calls[Name]>,
    course?: Course,
  ): ReturnType<Calls[Name]>;
  /** Ends the worker at once, with the keys in it and whatever it is at. */
  end(): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
  course: Course;
}

/** Starts the worker from its source, which the page carries inside. */
export function connect(source: string): Connection {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const tell = (request: Request) => worker.postMessage(request);
  const failAll = (problem: string) => {
    const error = new CallError({ problem, part: null, message: problem });
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  /** What cannot be put away ends the call, with the reason of the page and not of the worker. */
  async function take(id: number, { course, reject }: Waiting, piece: Uint8Array<ArrayBuffer>) {
    try {
      await course.take?.(piece);
      tell({ id, taken: true });
    } catch (error) {
      waiting.delete(id);
      tell({ id, taken: false });
      reject(error);
    }
  }

  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    if (call === undefined) return;
    if ('progress' in data) return call.course.progress?.(data.progress);
    if ('piece' in data) return void take(data.id, call, data.piece);
    waiting.delete(data.id);
    if ('failure' in data) call.reject(new CallError(data.failure));
    else call.resolve(data.result);
  };
  worker.onerror = () => failAll('no-memory');

  return {
    call(name, args, course = {}) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, course });
        course.signal?.addEventListener('abort', () => tell({ id, stop: true }), { once: true });
        tell({ id, name, args });
      }) as ReturnType<Calls[typeof name]>;
    },
    end() {
      worker.terminate();
      URL.revokeObjectURL(url);
      failAll('stopped');
    },
  };
}
