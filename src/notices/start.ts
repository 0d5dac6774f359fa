import { readFile, stat } from 'node:fs/promises';
import type { Day } from '../cases/day.ts';
import type { CaseTools } from '../cases/tools.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Notices } from '../config/notices-schema.ts';
import { isExposed } from '../config/secrets.ts';
import { dailyNotice, type NoticeTools } from './daily-notice.ts';
import { openRelay } from './relay.ts';
import { worthALook } from './worth-a-look.ts';

const EVERY_MS = 60_000;

export interface RunningNotices extends Disposable {
  failedOn(): Day | null;
}

/** Sends the daily notices of a running server. @throws ConfigError when the password cannot be read, or others can */
export async function startNotices(
  notices: Notices,
  tools: CaseTools,
  incidents: NoticeTools['incidents'],
): Promise<RunningNotices> {
  const { passwordFile } = notices.relay;
  const password = passwordFile === undefined ? null : await readPassword(passwordFile);
  const { store, clock } = tools;
  const daily = dailyNotice(notices, {
    relay: await openRelay(notices, password),
    sent: store.notices,
    look: (receiver) => worthALook(tools, receiver),
    incidents,
    clock,
  });
  const timer = setInterval(() => void daily.tick(), EVERY_MS);
  void daily.tick();
  return { failedOn: daily.failedOn, [Symbol.dispose]: () => clearInterval(timer) };
}

async function readPassword(path: string): Promise<string> {
  try {
    // A file that systemd hands in belongs to root.
    if (isExposed(await stat(path), true)) {
      throw new ConfigError(`The password of the mail relay ${path}`, [
        'others on this machine can read it: run chmod 600 on it.',
      ]);
    }
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`The password of the mail relay ${path}`, [
      `it cannot be read (${(error as NodeJS.ErrnoException).code}).`,
    ]);
  }
}
