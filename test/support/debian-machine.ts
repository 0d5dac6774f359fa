import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { tidyUpAfter } from './tidy-up.ts';
import { until } from './until.ts';

const BOOT_MS = 60_000;

/** What a command said, on both of its outputs together, and how it ended. */
export interface Ran {
  code: number | null;
  said: string;
}

/**
 * A machine of its own with a real systemd as process 1 and a throw-away copy of this machine's disk, in namespaces: what
 * is installed there is really installed, and gone when it stops. It has no network but lo. Needs root, or a user with
 * subordinate ids (newuidmap(1)).
 */
export interface DebianMachine {
  run(command: readonly string[], input?: string): Promise<Ran>;
  /** A file of the machine, as this one sees it. */
  path(inside: string): string;
  stop(): Promise<void>;
}

/** @param folders of this machine, by the place at which they are seen, read-only */
export async function bootMachine(
  folders: Readonly<Record<string, string>>,
): Promise<DebianMachine> {
  const work = await mkdtemp(join(tmpdir(), 'sluse-machine-'));
  const tidyUp = tidyUpAfter(work);
  await mkdir(join(work, 'disk'));
  const child = spawn(
    'unshare',
    [
      ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user', '--map-auto']),
      ...['--mount', '--pid', '--fork', '--kill-child', '--uts', '--ipc', '--net', '--cgroup'],
      ...['bash', join(import.meta.dirname, 'boot-machine.sh'), join(work, 'disk')],
      ...Object.entries(folders).map(([place, folder]) => `${folder}=${place}`),
    ],
    { detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  tidyUp.watch(child);
  const complaints = text(child.stderr);
  const ended = once(child, 'exit').then(async () => {
    throw new Error(`the machine did not start: ${await complaints}`);
  });
  ended.catch(() => {});
  const first = await Promise.race([firstProcess(child.pid ?? 0), ended]);

  const run = async (command: readonly string[], input = ''): Promise<Ran> => {
    const inside = spawn(
      'nsenter',
      [
        ...['--target', String(first), '--mount', '--uts', '--ipc', '--net', '--pid', '--cgroup'],
        ...['--root', `--wd=/proc/${first}/root`, '--'],
        ...['env', '-i', 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
        ...['HOME=/root', ...command],
      ],
      { stdio: 'pipe' },
    );
    inside.stdin.on('error', () => {});
    inside.stdin.end(input);
    let said = '';
    for (const stream of [inside.stdout, inside.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    const [code] = await once(inside, 'close');
    return { code, said };
  };
  const path = (place: string) => join(`/proc/${first}/root`, place);
  const up = until('systemd', BOOT_MS, async () => {
    const { said } = await run(['systemctl', 'is-system-running', '--wait']);
    return /^(running|degraded)/.test(said);
  });
  await Promise.race([up, ended]);
  return {
    run,
    path,
    stop: () => tidyUp.now(),
  };
}

/** The process that is number 1 inside: the only child of unshare, once it has become systemd. */
async function firstProcess(unshare: number): Promise<number> {
  return until('the first process', BOOT_MS, async () => {
    const children = await readFile(`/proc/${unshare}/task/${unshare}/children`, 'utf8').catch(
      () => '',
    );
    const found = Number(children.trim().split(' ')[0]);
    if (!(found > 0)) return false;
    const name = await readFile(`/proc/${found}/comm`, 'utf8').catch(() => '');
    return name.trim() === 'systemd' && found;
  });
}
