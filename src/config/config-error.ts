/** Something a person can mend keeps the server from starting; each problem is one sentence. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: readonly string[];

  /** `subject` begins the sentence: "The configuration town.yaml". */
  constructor(subject: string, problems: readonly string[]) {
    // A key that was put into a wrong place must not go on to a terminal or a journal.
    const safe = problems.map((problem) =>
      problem.replace(/AGE-SECRET-KEY-[A-Z0-9-]+/gi, 'AGE-SECRET-KEY-…'),
    );
    const list = safe.length === 1 ? ` ${safe[0]}` : `\n  ${safe.join('\n  ')}`;
    super(`${subject} cannot be used:${list}`);
    this.problems = safe;
  }
}
