import { LANGUAGE_CODES, type Language } from '../../languages/language.ts';

/** Frequent words that belong to one of the languages, or to two that are told apart by the others. */
const TELLTALE: Record<Language, readonly string[]> = {
  da: ['jeg', 'og', 'ikke', 'af', 'blev', 'efter', 'også', 'noget', 'mig', 'hvad', 'ud', 'fra'],
  nb: ['jeg', 'og', 'ikke', 'av', 'ble', 'etter', 'også', 'noe', 'meg', 'hva', 'ut', 'fra'],
  sv: ['jag', 'och', 'inte', 'av', 'blev', 'efter', 'också', 'något', 'mig', 'vad', 'är', 'från'],
  en: ['i', 'and', 'not', 'the', 'was', 'after', 'of', 'to', 'me', 'what', 'is', 'from'],
};

/** Enough to learn the language; a long text needs no more. */
const LOOKED_AT = 5000;

/**
 * The languages in which a text is worth checking: the page's own, and every one of which the text has some of the
 * frequent words. Somebody who reads a Danish page may write Swedish.
 */
export function textLanguages(text: string, page: Language): Language[] {
  const found = new Set(
    text
      .slice(0, LOOKED_AT)
      .toLowerCase()
      .match(/\p{L}{1,20}/gu),
  );
  return LANGUAGE_CODES.filter((language) => {
    const known = TELLTALE[language].filter((word) => found.has(word)).length;
    // A single `I` or `av` says nothing.
    return language === page || known >= 3;
  });
}
