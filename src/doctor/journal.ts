import { type Finding, ok, warning } from './finding.ts';
import type { Machine } from './machine.ts';

/** Where systemd reads its settings, the strongest first (journald.conf(5)). */
const FOLDERS = ['/etc', '/run', '/usr/lib'].map((base) => `${base}/systemd/journald.conf.d`);

/**
 * Sluse writes no more than a day beside an incident, but the journal adds the second at which it came, and keeps it until
 * its room is used up.
 */
export async function checkJournal(machine: Machine): Promise<Finding[]> {
  const subject = 'journal';
  const settings = await journalSettings(machine);
  const onDisk = (await machine.status('/var/log/journal')) !== null;
  const storage = settings.get('storage') ?? 'auto';
  if (storage === 'none') return [ok(subject, 'nothing is kept')];
  if (storage === 'volatile' || (storage === 'auto' && !onDisk)) {
    return [ok(subject, 'it stays in memory')];
  }
  const kept = settings.get('maxretentionsec');
  if (kept !== undefined && kept !== '0') return [ok(subject, `kept for ${kept} at most`)];
  const says = 'the second of every incident stays on the disk for as long as there is room';
  return [warning(subject, says, MEND)];
}

const MEND =
  'write "[Journal]" and "MaxRetentionSec=1month" into /etc/systemd/journald.conf.d/sluse.conf, then systemctl restart systemd-journald';

/** Files in folders come after the main file, sorted by name, and of two with one name the strongest counts. */
async function journalSettings(machine: Machine): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const folder of FOLDERS.toReversed()) {
    for (const name of await machine.list(folder)) {
      if (name.endsWith('.conf')) files.set(name, `${folder}/${name}`);
    }
  }
  const extra = [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  const settings = new Map<string, string>();
  for (const path of ['/etc/systemd/journald.conf', ...extra]) {
    for (const row of ((await machine.read(path)) ?? '').split('\n')) {
      const [, name, value] = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(row) ?? [];
      if (name !== undefined && value !== undefined) settings.set(name.toLowerCase(), value);
    }
  }
  return settings;
}
