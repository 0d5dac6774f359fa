/** The pages to read before the form, in the order in which they are offered; each id is the end of its address. */
export const PAGE_IDS = [
  'scope',
  'anonymity',
  'protection',
  'elsewhere',
  'process',
  'limits',
  'privacy',
  'accessibility',
] as const;
export type PageId = (typeof PAGE_IDS)[number];

/** Whose law a page speaks of; the profiles of a country share it. */
export const LAWS = ['dk', 'se', 'no', 'eu'] as const;
export type Law = (typeof LAWS)[number];
