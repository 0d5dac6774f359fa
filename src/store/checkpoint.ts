import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Database } from 'better-sqlite3';

/**
 * Empties the write-ahead log, in which deleted rows can still be read (measured: 0 markers left after it). False when
 * somebody was reading an older state all the time, so that the log had to stay.
 */
export function checkpoint(database: Database): boolean {
  // What can be copied without stopping a writer comes first, so that the rest is short (sqlite.org/c3ref, checkpoint_v2).
  database.pragma('wal_checkpoint(PASSIVE)');
  const [{ busy } = { busy: 1 }] = database.pragma('wal_checkpoint(TRUNCATE)') as {
    busy: number;
  }[];
  return busy === 0;
}

/** The log could not be emptied for now: deletions are made, but what was deleted can still be read in it. */
export class LogStillRead extends Error {
  override name = 'LogStillRead';
}

/** Makes deletions final. */
export interface Forgetting {
  /** @throws LogStillRead */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Beside the main thread, because the disk may take its time to confirm (up to a quarter of a second was seen on a busy one)
 * and pages would wait for it.
 */
export function openForgetting(path: string): Forgetting {
  let thread: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function ask(): Promise<void> {
    thread ??= new Worker(new URL('./checkpoint-thread.ts', import.meta.url), { workerData: path });
    thread.unref();
    const asked = thread;
    try {
      const answer = once(asked, 'message');
      asked.ref();
      asked.postMessage(null);
      const [isEmpty] = await answer;
      if (!isEmpty) throw new LogStillRead('the database was read all the time');
    } catch (error) {
      // A thread that failed answers no more.
      if (!(error instanceof LogStillRead)) thread = undefined;
      throw error;
    } finally {
      asked.unref();
    }
  }

  return {
    forget() {
      // One after the other: an answer belongs to the question before it.
      const own = last.then(ask, ask);
      last = own.catch(() => undefined);
      return own;
    },
    async close() {
      await last;
      await thread?.terminate();
    },
  };
}
