/** The languages of the pages, in the order in which they are offered, each with its own name. */
export const LANGUAGES = { da: 'Dansk', sv: 'Svenska', nb: 'Norsk bokmål', en: 'English' } as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as [Language, ...Language[]];

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text);
}
