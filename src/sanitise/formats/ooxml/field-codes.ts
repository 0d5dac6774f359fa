import type { RemovalKind } from '../../outcome.ts';

/** What becomes of a field: it stays with this code, or only its shown result stays, or that goes too. */
export type FieldFate =
  | { fate: 'keep'; code: string }
  | { fate: 'flatten'; kind?: RemovalKind }
  | { fate: 'blank'; kind: RemovalKind };

/** Fields that show a property of the file, its author or its place: the shown result is metadata itself. */
const PROPERTIES: Record<string, RemovalKind> = {
  AUTHOR: 'author',
  LASTSAVEDBY: 'author',
  USERNAME: 'author',
  USERINITIALS: 'author',
  USERADDRESS: 'author',
  FILENAME: 'path',
  TEMPLATE: 'path',
  CREATEDATE: 'time',
  SAVEDATE: 'time',
  PRINTDATE: 'time',
  EDITTIME: 'time',
  REVNUM: 'history',
  FILESIZE: 'other',
  DOCVARIABLE: 'description',
  DOCPROPERTY: 'description',
  COMMENTS: 'description',
  KEYWORDS: 'description',
  INFO: 'description',
};

/** Fields that fetch something from elsewhere or run something; what they show stays as plain text. */
const REACHING_OUT: Record<string, RemovalKind> = {
  INCLUDETEXT: 'externalLink',
  INCLUDEPICTURE: 'externalLink',
  INCLUDE: 'externalLink',
  IMPORT: 'externalLink',
  LINK: 'externalLink',
  DDE: 'externalLink',
  DDEAUTO: 'externalLink',
  EMBED: 'embeddedFile',
  RD: 'path',
  DATABASE: 'externalLink',
  HYPERLINK: 'externalLink',
  AUTOTEXT: 'externalLink',
  AUTOTEXTLIST: 'externalLink',
  MERGEFIELD: 'externalLink',
  MACROBUTTON: 'activeContent',
  CONTROL: 'activeContent',
  ADDIN: 'other',
};

/** Fields that depend on nothing but the document. */
const HARMLESS = new Set(
  `PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF TOC TOA TC TA XE INDEX SEQ STYLEREF LISTNUM AUTONUM
   AUTONUMLGL AUTONUMOUT EQ SYMBOL ADVANCE FORMTEXT FORMCHECKBOX FORMDROPDOWN NUMWORDS NUMCHARS BIDIOUTLINE =`
    .trim()
    .split(/\s+/),
);

/**
 * @param code the field's instruction, e.g. ` PAGEREF _Toc123 \h `
 * @param bookmark the new name of a bookmark
 * @param link what may stay of an external address
 */
export function fieldFate(
  code: string,
  bookmark: (name: string) => string,
  link: (target: string) => string | undefined,
): FieldFate {
  const words = code.match(/"(?:[^"\\]|\\.)*"|[^\s"]+/g) ?? [];
  const first = words[0] ?? '';
  const name = first.startsWith('=') ? '=' : first.toUpperCase();
  const property = PROPERTIES[name];
  if (property) return { fate: 'blank', kind: property };
  if (name === 'HYPERLINK') {
    const kept = hyperlink(words.slice(1), bookmark, link);
    if (kept) return { fate: 'keep', code: kept };
  }
  if (!HARMLESS.has(name)) {
    const kind = REACHING_OUT[name];
    return kind ? { fate: 'flatten', kind } : { fate: 'flatten' };
  }
  if (/^(PAGEREF|REF|NOTEREF)$/.test(name) && words[1]) words[1] = bookmark(unquoted(words[1]));
  // In a table of contents or an index, \b limits it to a bookmark.
  if (/^(TOC|TOA|INDEX)$/.test(name)) {
    const at = words.findIndex((word) => word.toLowerCase() === '\\b') + 1;
    if (at > 0 && words[at]) words[at] = bookmark(unquoted(words[at]));
  }
  return { fate: 'keep', code: ` ${words.join(' ')} ` };
}

function hyperlink(
  words: string[],
  bookmark: (name: string) => string,
  link: (target: string) => string | undefined,
): string | undefined {
  let target: string | undefined;
  let anchor: string | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (/^\\[lotn]$/i.test(word)) {
      const takesArgument = word[1] !== 'n';
      if (word[1]?.toLowerCase() === 'l') anchor = unquoted(words[i + 1] ?? '');
      if (takesArgument) i++;
    } else if (!word.startsWith('\\')) target ??= unquoted(word);
  }
  if (target) {
    const safe = link(target.replaceAll('\\\\', '\\'));
    return safe ? ` HYPERLINK "${safe}" ` : undefined;
  }
  return anchor ? ` HYPERLINK \\l "${bookmark(anchor)}" ` : undefined;
}

function unquoted(word: string): string {
  return word.replace(/^"|"$/g, '');
}
