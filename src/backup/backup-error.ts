/** A backup that cannot be made or restored; the message is one sentence for the sysadmin. */
export class BackupError extends Error {
  override name = 'BackupError';
}
