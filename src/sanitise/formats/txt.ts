import { must } from './media/residue.ts';
import { textFile } from './text/text-file.ts';

/** Blanks at the ends of lines are not seen either, and are a known way to mark copies. */
const TRAILING = /[ \t]+$/gm;

export const txt = textFile(() => ({
  rewrite(lines, job) {
    let places = 0;
    const trimmed = lines.replace(TRAILING, () => {
      places++;
      return '';
    });
    job.removed('hiddenContent', places);
    return trimmed;
  },
  check(text) {
    must(!/[ \t]\n/.test(text) && !/[ \t]$/.test(text), 'blanks behind a line');
  },
}));
