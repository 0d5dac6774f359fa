import { NobodyLeft } from '../cases/left-out.ts';
import { KdfBusy } from '../seal/kdf-queue.ts';
import type { Incidents } from './incidents.ts';
import { PageError } from './page-error.ts';

/** What a disk or database says that is full (errno(3); sqlite.org/rescode.html). */
const FULL = ['ENOSPC', 'EDQUOT', 'SQLITE_FULL'];

/**
 * The refusal for what failed only because there is no room for it now: nothing was taken, and the same form can be sent
 * again. Null for any other error. A full disk is told to the sysadmin, too many codes at once are not.
 */
export function outOfRoom(error: unknown, incidents: Incidents): PageError | null {
  const full = FULL.includes((error as NodeJS.ErrnoException | null)?.code ?? '');
  if (full) incidents('ALARM: the disk is full, reports are turned away', error);
  // The configuration was changed since the report: until it is mended nothing can be taken, and nothing may be lost.
  const keyless = error instanceof NobodyLeft;
  if (keyless)
    incidents('a case leaves out everybody whom its channel has keys of: add a recipient');
  return full || keyless || error instanceof KdfBusy
    ? new PageError('busy', { cause: error })
    : null;
}
