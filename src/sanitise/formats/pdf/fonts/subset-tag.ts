const TAG = /^[A-Z]{6}\+/;

/** The tag of the n-th subset of a document, n from 0: AAAAAA+, AAAAAB+ … */
export function subsetTag(n: number): string {
  let [text, rest] = ['', n];
  for (let i = 0; i < 6; i++) {
    text = String.fromCharCode(65 + (rest % 26)) + text;
    rest = Math.floor(rest / 26);
  }
  return `${text}+`;
}

export const hasSubsetTag = (name: string): boolean => TAG.test(name);

/**
 * The same name with a fixed tag if it has one. Producers make tags of random numbers or of the document, so that two
 * files with one tag come from one run.
 */
export const neutralTag = (name: string, tag = subsetTag(0)): string => name.replace(TAG, tag);
