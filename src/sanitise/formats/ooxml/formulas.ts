import type { RemovalKind } from '../../outcome.ts';

/**
 * Another workbook: `[1]Sheet1!A1`, `'C:\folder\[Book.xlsx]Sheet1'!A1`, and a program's topic: `prog|topic!item`.
 * Table references use brackets too (`Table1[2019]`).
 */
const ELSEWHERE =
  /'\[\d+\][^']*'!|(?<![\w\]])\[\d+\][\w.]*!|\[[^\]]*\.(?:xl\w{1,3}|ods|csv)\]|\w\|'?[^!]*'?!/i;
const CALLING = /\b(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID|EXEC|SQL\.REQUEST|STOCKHISTORY)\s*\(/i;
/** Shows where the file lies, and by that mostly whose it is. */
const PLACE = /\b(?:CELL\s*\(\s*"filename"|INFO\s*\(\s*"directory")/i;

/** Why a formula goes, while the value it had stays; undefined when it may stay. */
export function formulaFault(formula: string): RemovalKind | undefined {
  const code = formula.replace(/"(?:[^"]|"")*"/g, (text) =>
    /^"(filename|directory)"$/i.test(text) ? text : '""',
  );
  if (CALLING.test(code) || ELSEWHERE.test(code)) return 'externalLink';
  return PLACE.test(code) ? 'path' : undefined;
}

/** Whether a value that such a formula had shows a folder. */
export function showsFolder(value: string): boolean {
  return /[\\/]/.test(value);
}
