import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../support/server.ts';

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

  it('knows every chapter of the standard', async () => {
    const page = await readFile(join(ROOT, 'docs/asvs.md'), 'utf8');
    const chapters = [...page.matchAll(/^## V(\d+) /gm)].map(([, number]) => Number(number));
    expect(chapters).to.deep.equal(Array.from({ length: 17 }, (_, index) => index + 1));
  });
});
