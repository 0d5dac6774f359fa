/** A command that was typed wrong; the usage is shown below the message. */
export class UsageError extends Error {
  override name = 'UsageError';
}
