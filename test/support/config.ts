import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { stringify } from 'yaml';
import type { Limits } from '../../src/config/schema.ts';

/** Writes a configuration of one channel, by default on a free port, and the unit's identity beside it where the demo has it. */
export async function writeConfig(
  data: string,
  options: {
    limits?: Partial<Limits>;
    identity?: string;
    channel?: object;
    listener?: object;
    desk?: object;
    /** Where everything rests, if not in `data` itself. */
    dataFolder?: string;
    spool?: string;
  } = {},
): Promise<string> {
  const identity = options.identity ?? (await generateHybridIdentity());
  await writeFile(join(data, 'unit-identity.txt'), `${identity}\n`, { mode: 0o600 });
  const file = join(data, 'sluse.yaml');
  const channel = {
    id: 'trial',
    name: { en: 'Trial', da: 'Prøve' },
    languages: ['en', 'da'],
    recipients: [{ name: 'Unit', key: await identityToRecipient(identity) }],
    ...options.channel,
  };
  const config = {
    data: options.dataFolder ?? data,
    ...(options.spool === undefined ? {} : { spool: options.spool }),
    listen: {
      intake: options.listener ?? { port: 0 },
      ...(options.desk === undefined ? {} : { desk: options.desk }),
    },
    channels: [channel],
    limits: options.limits ?? {},
  };
  await writeFile(file, stringify(config));
  return file;
}

export const identityOf = (data: string) => join(data, 'unit-identity.txt');

/** Memory of a process in bytes: now, and the most it ever was (Linux, /proc/PID/status). */
export async function memoryOf(pid: number): Promise<{ now: number; most: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024;
  return { now: field('VmRSS'), most: field('VmHWM') };
}
