import { must } from './media/residue.ts';
import { textFile } from './text/text-file.ts';

/**
 * A cell that a spreadsheet would calculate on opening and that can call something: functions fetch and link (WEBSERVICE,
 * HYPERLINK), `|` and `!` start programs (DDE). A sign in front of a number, an amount or a name is no formula. An apostrophe
 * makes it text (OWASP, "CSV Injection").
 */
const FORMULA = {
  plain: /^ *"?[=+\-@][^\n,;\t]*?(?:[A-Za-z0-9_.][ \t]*\(|[|!])/,
  quoted: /^[ \t]*[=+\-@][^"]*?(?:[A-Za-z0-9_.]\s*\(|[|!])/,
};
/** Of a cell this much is looked at. */
const LOOKED_AT = 10_000;

export const csv = textFile(() => {
  const cleaned = { isQuoted: false, isStart: true };
  const checked = { isQuoted: false, isStart: true };
  return {
    rewrite(lines, job) {
      let text = '';
      let copied = 0;
      for (const at of formulas(lines, cleaned)) {
        text += `${lines.slice(copied, at)}'`;
        copied = at;
        job.removed('activeContent');
      }
      return text + lines.slice(copied);
    },
    check(text) {
      for (const _ of formulas(text, checked)) must(false, 'a formula');
    },
  };
});

/**
 * Where cells that are formulas begin. Separators are the three that programs guess between. `state` goes on from one piece
 * of text to the next, as a quote may open in one and close in another.
 */
function* formulas(
  text: string,
  state: { isQuoted: boolean; isStart: boolean },
): Generator<number> {
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (state.isStart) {
      state.isStart = false;
      state.isQuoted = character === '"';
      const start = state.isQuoted ? at + 1 : at;
      const cell = text.slice(start, start + LOOKED_AT);
      if ((state.isQuoted ? FORMULA.quoted : FORMULA.plain).test(cell)) yield start;
      if (state.isQuoted) continue;
    }
    if (state.isQuoted) {
      if (character !== '"') continue;
      if (text[at + 1] === '"') at++;
      else state.isQuoted = false;
    } else if (character === '\n' || character === ',' || character === ';' || character === '\t') {
      state.isStart = true;
    }
  }
}
