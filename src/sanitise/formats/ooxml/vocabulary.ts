/** The names that may be met in the parts of one family of documents. */
export interface Vocabulary {
  elements: ReadonlySet<string>;
  attributes: ReadonlySet<string>;
  /** Elements whose character data stays. */
  text: ReadonlySet<string>;
}

/** The names in a block, each with a prefix. */
export function prefixed(prefix: string, block: string): string[] {
  return block
    .trim()
    .split(/\s+/)
    .map((name) => (prefix === '' ? name : `${prefix}:${name}`));
}
