import { expect } from './residue.ts';

const CODE = '<[0-9a-f]{2,8}>';
const MEANING = '<[0-9a-f]{0,128}>';
const NUMBER = '-?\\d{1,10}';
const ROWS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    codespacerange: `${CODE} ${CODE}`,
    bfchar: `${CODE} ${MEANING}`,
    bfrange: `${CODE} ${CODE} (${MEANING}|\\[(${MEANING} ?)*\\])`,
    cidchar: `${CODE} ${NUMBER}`,
    cidrange: `${CODE} ${CODE} ${NUMBER}`,
    notdefchar: `${CODE} ${NUMBER}`,
    notdefrange: `${CODE} ${CODE} ${NUMBER}`,
  }).map(([kind, row]) => [kind, new RegExp(`^${row}$`)]),
);
const FRAME = new Set([
  '/CIDInit /ProcSet findresource begin',
  '12 dict begin',
  'begincmap',
  '/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> def',
  '/CMapName /Map def',
  '/CMapType 1 def',
  '/CMapType 2 def',
  '/WMode 1 def',
  'endcmap',
  'CMapName currentdict /CMap defineresource pop',
  'end',
  '',
]);
const BASE = /^\/[A-Za-z0-9]{1,12}(-[A-Za-z0-9]{1,8}){0,3} usecmap$/;

/** A character map: the fixed frame, and rows of codes and what they mean. */
export function checkCharacterMap(data: Buffer): void {
  let row: RegExp | undefined;
  let kind = '';
  for (const line of data.toString('latin1').split('\n')) {
    const begins = /^\d{1,3} begin([a-z]+)$/.exec(line)?.[1];
    if (row) {
      if (line === `end${kind}`) row = undefined;
      else expect(row.test(line), 'a row of a character map');
    } else if (begins !== undefined && begins !== 'cmap') {
      kind = begins;
      row = ROWS.get(kind);
      expect(row, 'a section of a character map');
    } else expect(FRAME.has(line) || BASE.test(line), 'a line of a character map');
  }
  expect(!row, 'a section without end');
}
