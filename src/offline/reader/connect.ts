import type { Answer, CallName, Calls } from './calls.ts';

/** A call that failed. `problem` is one of the kinds that the texts have words for, or the name of the error. */
export class CallError extends Error {
  override name = 'CallError';
  readonly problem: string;

  constructor(problem: string, message: string) {
    super(message);
    this.problem = problem;
  }
}

export interface Connection {
  call<Name extends CallName>(
    name: Name,
    args: Parameters<Calls[Name]>,
    progress?: (bytes: number) => void,
  ): ReturnType<Calls[Name]>;
  /** Ends the worker at once, with the keys in it and whatever it is at. */
  end(): void;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
  progress: ((bytes: number) => void) | undefined;
}

/** Starts the worker from its source, which the page carries inside. */
export function connect(source: string): Connection {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  const failAll = (problem: string) => {
    for (const { reject } of waiting.values()) reject(new CallError(problem, problem));
    waiting.clear();
  };

  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    if (call === undefined) return;
    if ('progress' in data) return call.progress?.(data.progress);
    waiting.delete(data.id);
    if ('failure' in data) {
      const { problem, message } = data.failure;
      call.reject(new CallError(problem ?? 'unknown', message));
    } else call.resolve(data.result);
  };
  worker.onerror = () => failAll('no-memory');

  return {
    call(name, args, progress) {
      last += 1;
      const id = last;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, progress });
        worker.postMessage({ id, name, args });
      }) as ReturnType<Calls[typeof name]>;
    },
    end() {
      worker.terminate();
      URL.revokeObjectURL(url);
      failAll('stopped');
    },
  };
}
