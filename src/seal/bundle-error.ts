import type { z } from 'zod';

/** What is wrong with a bundle, a reply or one part of it; pages say it in their own language. */
export type BundleProblem =
  | 'not-a-zip'
  | 'part-missing'
  | 'head-unreadable'
  | 'other-version'
  | 'too-large'
  | 'not-in-manifest'
  | 'not-listed'
  | 'unsafe-name'
  | 'differs'
  | 'other-case'
  | 'damaged-on-the-way';

/** A bundle or reply that cannot be read, or lacks something; the message is for members of a unit. */
export class BundleError extends Error {
  override name = 'BundleError';
  readonly problem: BundleProblem;

  constructor(problem: BundleProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

/** More than any of ours; what is longer is something else. */
export const LONGEST_HEAD = 50_000_000;

/** Reads the one unsealed file of a bundle or reply. @throws BundleError */
export function parseHead<Head>(
  content: Uint8Array,
  headFile: string,
  schema: z.ZodType<Head>,
): Head {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder().decode(content));
  } catch (cause) {
    throw new BundleError('head-unreadable', `its ${headFile} cannot be read`, { cause });
  }
  const result = schema.safeParse(parsed);
  if (!result.success) {
    throw new BundleError('other-version', `its ${headFile} is of another version or damaged`);
  }
  return result.data;
}
