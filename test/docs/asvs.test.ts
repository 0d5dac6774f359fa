import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../support/server.ts';

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; those of level 3 stand last in their sections. */
const REQUIREMENTS: readonly (readonly [section: string, count: number])[] = [
  ...sections(1, [2, 9, 11, 3, 2]),
  ...sections(2, [3, 3, 4, 1]),
  ...sections(3, [0, 2, 4, 6, 5, 0, 2]),
  ...sections(4, [3, 1, 2, 4]),
  ...sections(5, [1, 3, 2, 3]),
  ...sections(6, [3, 12, 4, 4, 5, 3, 0, 4]),
  ...sections(7, [3, 4, 2, 5, 2, 2]),
  ...sections(8, [2, 3, 1, 1]),
  ...sections(9, [3, 4]),
  ...sections(11, [2, 3, 3, 4, 1, 1]),
  ...sections(12, [3, 2, 4]),
  ...sections(13, [1, 5, 2, 5]),
  ...sections(14, [2, 4, 3]),
  ...sections(15, [3, 3, 7]),
  ...sections(16, [1, 5, 4, 3, 3]),
];

function sections(chapter: number, counts: readonly number[]) {
  return counts.map((count, index) => [`${chapter}.${index + 1}`, count] as const);
}

describe('docs/asvs.md', () => {
  it('names only files that exist as evidence', async () => {
    const page = await readFile(join(ROOT, 'docs/asvs.md'), 'utf8');
    const files = [...page.matchAll(/`([\w./-]+\/[\w.-]+|\w[\w-]*\.json)`/g)].map(
      ([, file]) => file,
    );
    expect(files.length).to.be.greaterThan(150);
    const missing: string[] = [];
    for (const file of new Set(files)) {
      await access(join(ROOT, file as string)).catch(() => missing.push(file as string));
    }
    expect(missing).to.deep.equal([]);
  });

  it('has every row judged, and evidence in each that is met', async () => {
    const page = await readFile(join(ROOT, 'docs/asvs.md'), 'utf8');
    const rows = page.split('\n').filter((line) => /^\| \d/.test(line));
    expect(rows.length).to.be.greaterThan(130);
    for (const row of rows) {
      const [, , met = '', reason = ''] = row.split('|').map((cell) => cell.trim());
      expect(met, row).to.be.oneOf(['yes', 'partly', 'no', '–']);
      expect(reason, row).to.not.equal('');
    }
  });

  it('goes through every requirement of levels 1 and 2, each once', async () => {
    const page = await readFile(join(ROOT, 'docs/asvs.md'), 'utf8');
    const all = REQUIREMENTS.flatMap(([section, count]) =>
      Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
    );
    const named = [...page.matchAll(/^\| (\d+\.\d+\.\d+(?:(?:–|, )\d+\.\d+\.\d+)*) /gm)].flatMap(
      ([, numbers = '']) =>
        numbers.split(', ').flatMap((range) => {
          const [from = '', to = from] = range.split('–');
          expect(all, numbers).to.include.members([from, to]);
          return all.slice(all.indexOf(from), all.indexOf(to) + 1);
        }),
    );
    expect(named.toSorted()).to.deep.equal(all.toSorted());
  });

  it('knows every chapter of the standard', async () => {
    const page = await readFile(join(ROOT, 'docs/asvs.md'), 'utf8');
    const chapters = [...page.matchAll(/^## V(\d+) /gm)].map(([, number]) => Number(number));
    expect(chapters).to.deep.equal(Array.from({ length: 17 }, (_, index) => index + 1));
  });
});
