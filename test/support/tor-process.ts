import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TidyUp } from './tidy-up.ts';
import { connectTorControl, type TorControl } from './tor-control.ts';
import { until } from './until.ts';

/** One tor of the private network, with a folder of its own. */
export interface TorProcess {
  name: string;
  /** Its data folder. */
  dir: string;
  control: TorControl;
  /** Resolves when it knows enough of the network to use it. */
  bootstrapped(): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 30_000;
const BOOTSTRAP_MS = 90_000;

/** tor refuses /dev/null as a configuration. */
export async function emptyTorrc(dir: string): Promise<string> {
  const path = join(dir, 'empty');
  await writeFile(path, '');
  return path;
}

export async function startTor(
  name: string,
  dir: string,
  lines: readonly string[],
  tidyUp: TidyUp,
): Promise<TorProcess> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const socket = join(dir, 'control');
  const log = join(dir, 'notice.log');
  const torrc = join(dir, 'torrc');
  const all = [
    'TestingTorNetwork 1',
    `DataDirectory ${dir}`,
    `ControlSocket ${socket}`,
    'CookieAuthentication 0',
    `Log notice file ${log}`,
    'ShutdownWaitLength 0',
    `__OwningControllerProcess ${process.pid}`,
    ...lines,
  ];
  await writeFile(torrc, `${all.join('\n')}\n`);
  // An empty defaults file, so that the system's /etc/tor is never read.
  const defaults = await emptyTorrc(dir);
  const child = spawn('tor', ['--defaults-torrc', defaults, '-f', torrc, '--quiet'], {
    detached: true,
    stdio: 'ignore',
  });
  tidyUp.watch(child);
  const ended = once(child, 'exit');
  const alive = () => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${name} ended by itself, see ${log}`);
  };

  const control = await until(`the control socket of ${name}`, START_MS, async () => {
    alive();
    return connectTorControl(socket).catch(() => null);
  });
  return {
    name,
    dir,
    control,
    async bootstrapped() {
      await until(`${name} to bootstrap (${log})`, BOOTSTRAP_MS, async () => {
        alive();
        return /PROGRESS=100/.test(await control.getInfo('status/bootstrap-phase'));
      });
    },
    async stop() {
      control.close();
      child.kill('SIGTERM');
      await ended;
    },
  };
}
