import type { Config } from '../config/schema.ts';
import { type Finding, ok, unsafe, warning } from './finding.ts';
import type { Machine } from './machine.ts';

/** A disk with less room than so many of the largest reports is worth a warning. */
const REPORTS_AHEAD = 10;

export async function checkRoom(
  machine: Machine,
  { data, limits }: Pick<Config, 'data' | 'limits'>,
): Promise<Finding[]> {
  const subject = 'free space';
  const room = await machine.room(data);
  if (room === null) return [ok(subject, 'the data folder is not there yet')];
  const says = `${megabytes(room.free)} left for ${data}`;
  const mend = 'make room on that disk, or give it a larger one';
  if (room.free < limits.reportBytes) {
    return [unsafe(subject, `${says}, less than one large report takes`, mend)];
  }
  if (room.free < REPORTS_AHEAD * limits.reportBytes) return [warning(subject, says, mend)];
  return [ok(subject, says)];
}

/** Uploads in progress are not sealed yet, so they must never touch a disk. */
export async function checkSpool(
  machine: Machine,
  { spool = '/dev/shm', limits }: Pick<Config, 'spool' | 'limits'>,
): Promise<Finding[]> {
  const subject = 'spool';
  const mend = 'mount a tmpfs, and name it as `spool` in the configuration';
  const room = await machine.room(spool);
  if (room === null) return [unsafe(subject, `the folder ${spool} is not there`, mend)];
  if (!room.inMemory) {
    return [unsafe(subject, `${spool} is on a disk, and uploads would touch it unsealed`, mend)];
  }
  if (room.size < limits.spoolBytes) {
    const says = `${spool} has ${megabytes(room.size)}, less than its budget (spoolBytes): large uploads are turned away early`;
    return [warning(subject, says, 'give the tmpfs more room, or lower spoolBytes')];
  }
  return [ok(subject, `${spool} is in memory, ${megabytes(room.size)}`)];
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000).toLocaleString('en')} MB`;
}
