import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Waits for the end of the test run in whatever way, and then leaves nothing behind. */
export interface TidyUp {
  /** Does it now. */
  now(): Promise<void>;
}

/**
 * Kills the process groups and removes the folder when this process ends, also by a signal that it cannot catch: a
 * shell waits for the end of a pipe that only this process holds open.
 */
export function tidyUpAfter(folder: string, groups: readonly number[]): TidyUp {
  const script =
    'read -r _; folder=$1; shift; for group; do kill -KILL -- "-$group"; done; rm -rf "$folder"';
  const shell = spawn('sh', ['-c', script, 'sh', folder, ...groups.map(String)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  (shell.stdin as typeof shell.stdin & { unref(): void }).unref();
  const ended = once(shell, 'exit');
  return {
    async now() {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
