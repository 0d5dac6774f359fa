import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { EXPECTED_WORDS } from './expected-words.ts';

/** Whether a passphrase would soon be guessed: by words, names, rows of keys, repetitions, and what leaked elsewhere. */

/** Guesses that it must take, ten to the power of this: the most that zxcvbn asks for. */
const ENOUGH = 10;
/** Longer ones are judged by their beginning, and not in every way in which digits stand for letters: with both it takes less than 0.1 s. */
const JUDGED = 64;
const SUBSTITUTIONS = 10;

let estimator: Promise<ZxcvbnFactory> | null = null;

/** Loaded when it is first asked, because its lists take 30 MB and most processes never ask. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({
    dictionary,
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: SUBSTITUTIONS,
  });
}

/** @param about names that belong to it: the member's, the channels', the keys' */
export async function isGuessable(
  passphrase: string,
  about: readonly string[] = [],
): Promise<boolean> {
  estimator ??= loadEstimator();
  const names = about.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]);
  const known = [...names.filter(({ length }) => length > 1), ...EXPECTED_WORDS];
  const made = await estimator;
  const text = passphrase.slice(0, JUDGED);
  // The estimate takes a space between two common words for a word of its own.
  const joined = text.replace(/[\s\p{P}]+/gu, '');
  return [text, joined].some((one) => made.check(one, known).guessesLog10 < ENOUGH);
}
