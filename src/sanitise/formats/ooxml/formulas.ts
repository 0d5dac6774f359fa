import type { RemovalKind } from '../../outcome.ts';
import { safeHyperlink } from './hyperlinks.ts';

/**
 * Another workbook: `[1]Sheet1!A1`, `'C:\folder\[Book.xlsx]Sheet1'!A1`, and a program's topic: `prog|topic!item`.
 * Table references use brackets too (`Table1[2019]`).
 */
const ELSEWHERE =
  /'\[\d+\][^']*'!|(?<![\w\]])\[\d+\][\w.]*!|\[[^\]]*\.(?:xl\w{1,3}|ods|csv)\]|\w\|'?[^!]*'?!/i;
const CALLING = /\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID|EXEC|SQL\.REQUEST|STOCKHISTORY)\s*\(/i;
/** A workbook by its file, with or without a place. */
const FILE = /\.(?:xl\w{1,3}|ods|csv)(?:\][^'!]*)?'?!/i;
const FOLLOWING = /\b(?:HYPERLINK|INDIRECT)\s*\(/i;
/** In a string: a path on a disk or in a network, or another workbook, as INDIRECT takes it. */
const PATH =
  /^(?:file:|\\\\|[a-z]:[\\/])|\[[^\]]*\.(?:xl\w{1,3}|ods|csv)\]|'(?:file:|\\\\|[a-z]:[\\/])/i;
const PLACE = /\b(?:CELL\s*\(\s*"filename"|INFO\s*\(\s*"directory")/i;

/** Why a formula goes, while the value it had stays; undefined when it may stay. */
export function formulaFault(formula: string): RemovalKind | undefined {
  const code = formula.replace(/"(?:[^"]|"")*"/g, '""');
  // No sheet's name has a slash in it.
  const names = code.match(/'(?:[^']|'')*'/g) ?? [];
  if (names.some((name) => /[\\/]/.test(name))) return 'externalLink';
  if (CALLING.test(code) || ELSEWHERE.test(code) || FILE.test(code)) return 'externalLink';
  return textFault(formula) ?? (showsPlace(formula) ? 'path' : undefined);
}

/** Whether a formula shows where the file lies, and by that mostly whose it is. */
export function showsPlace(formula: string): boolean {
  return PLACE.test(formula);
}

/** The same for what stands in a formula's texts: paths of files, and addresses that no link may have. */
export function textFault(formula: string): RemovalKind | undefined {
  const texts = [...formula.matchAll(/"((?:[^"]|"")*)"/g)].map(([, text = '']) => text);
  // Elsewhere a path in a text is something that the sheet says.
  if (FOLLOWING.test(formula) && texts.some((text) => PATH.test(text))) return 'path';
  const [, address] = /\bHYPERLINK\s*\(\s*"((?:[^"]|"")*)"/i.exec(formula) ?? [];
  const isWhole = address !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(address);
  return isWhole && safeHyperlink(address) !== address ? 'externalLink' : undefined;
}

/** Whether a value that such a formula had shows a folder. */
export function showsFolder(value: string): boolean {
  return /[\\/]/.test(value);
}
