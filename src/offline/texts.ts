import * as daFiles from '../languages/da/files.ts';
import { reader as da } from '../languages/da/reader.ts';
import { replyTemplates as daTemplates } from '../languages/da/reply-templates.ts';
import * as enFiles from '../languages/en/files.ts';
import { reader as en, type ReaderTexts } from '../languages/en/reader.ts';
import {
  replyTemplates as enTemplates,
  type ReplyTemplates,
} from '../languages/en/reply-templates.ts';
import { isLanguage, LANGUAGE_CODES, type Language } from '../languages/language.ts';
import * as nbFiles from '../languages/nb/files.ts';
import { reader as nb } from '../languages/nb/reader.ts';
import { replyTemplates as nbTemplates } from '../languages/nb/reply-templates.ts';
import * as svFiles from '../languages/sv/files.ts';
import { reader as sv } from '../languages/sv/reader.ts';
import { replyTemplates as svTemplates } from '../languages/sv/reply-templates.ts';

export interface Texts extends Omit<ReaderTexts, 'language'> {
  /** The code of the language, and its word for itself as a label. */
  language: Language;
  languageLabel: string;
  removedKinds: Record<string, string>;
  reasons: Record<string, string>;
}

const READER: Record<Language, ReaderTexts> = { da, sv, nb, en };
const FILES = { da: daFiles, sv: svFiles, nb: nbFiles, en: enFiles };

/** Templates are in the reporter's language, whatever the reader's own. */
export const TEMPLATES: Record<Language, ReplyTemplates> = {
  da: daTemplates,
  sv: svTemplates,
  nb: nbTemplates,
  en: enTemplates,
};

export function textsOf(language: Language): Texts {
  const { removed, reasons } = FILES[language];
  return {
    ...READER[language],
    languageLabel: READER[language].language,
    language,
    removedKinds: removed,
    reasons,
  };
}

/** The first of the browser's languages that there is; `no` is what some browsers call Bokmål. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const code = tag.toLowerCase().split('-')[0] as string;
    const language = code === 'no' || code === 'nn' ? 'nb' : code;
    if (isLanguage(language)) return language;
  }
  return LANGUAGE_CODES.includes('en') ? 'en' : (LANGUAGE_CODES[0] as Language);
}
