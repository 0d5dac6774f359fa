/** Why a sealed file did not open. */
export type OpenProblem = 'not-age' | 'other-key' | 'cut-off';

/** A file that is no age file, or is not sealed to the identities given. */
export class OpenError extends Error {
  override name = 'OpenError';
  readonly problem: OpenProblem;

  constructor(problem: OpenProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** A sealed file that was cut off or changed. */
export class PayloadError extends Error {
  override name = 'PayloadError';
}
