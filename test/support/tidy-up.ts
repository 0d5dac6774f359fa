import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Waits for the end of the test run in whatever way, and then leaves nothing behind. */
export interface TidyUp {
  /** Adds a process that was started `detached`, with everything that it starts itself. */
  watch(child: ChildProcess): void;
  /** Does it now. */
  now(): Promise<void>;
}

/**
 * Kills what is watched and removes the folder when this process ends, also by a signal that it cannot catch: a shell
 * waits for the end of a pipe that only this process holds open.
 */
export function tidyUpAfter(folder: string): TidyUp {
  const script = `while read -r group; do groups="$groups $group"; done
    for group in $groups; do kill -s KILL -- "-$group"; done
    rm -rf "$0"`;
  const shell = spawn('sh', ['-c', script, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.unref();
  (shell.stdin as typeof shell.stdin & { unref(): void }).unref();
  const ended = once(shell, 'exit');
  return {
    watch(child) {
      if (child.pid !== undefined) shell.stdin.write(`${child.pid}\n`);
    },
    async now() {
      shell.ref();
      shell.stdin.end();
      await ended;
    },
  };
}
