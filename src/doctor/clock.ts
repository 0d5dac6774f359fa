import { type Finding, ok, unsafe, warning } from './finding.ts';
import type { Machine } from './machine.ts';

/** Every file of the database and the code was written before now, or the clock was set back. */
const SLACK_MS = 5 * 60_000;

/** Dates that reporters and the law count on follow the server's clock. @param files none of which can be from the future */
export async function checkClock(machine: Machine, files: readonly string[]): Promise<Finding[]> {
  const now = machine.now().getTime();
  for (const path of files) {
    const changed = (await machine.status(path))?.changed.getTime() ?? 0;
    if (changed > now + SLACK_MS) {
      const says = `it shows ${new Date(now).toISOString().slice(0, 10)}, but ${path} was written later`;
      return [unsafe('clock', says, 'set the clock: timedatectl set-ntp true')];
    }
  }
  if ((await machine.status('/run/systemd/timesync/synchronized')) !== null) {
    return [ok('clock', 'set by systemd-timesyncd')];
  }
  for (const keeper of ['chrony', 'ntpsec', 'openntpd']) {
    if ((await machine.status(`/run/${keeper}`)) !== null)
      return [ok('clock', `kept by ${keeper}`)];
  }
  const says = 'nothing is seen that sets it, and deadlines follow it';
  return [warning('clock', says, 'apt install systemd-timesyncd')];
}
