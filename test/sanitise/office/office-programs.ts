import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * What LibreOffice makes of a file, in a profile of its own. `filter` is the target with its options, e.g.
 * `txt:Text (encoded):UTF8`.
 */
export async function convert(file: Buffer, extension: string, filter: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'sluse-office-'));
  try {
    await writeFile(join(folder, `in.${extension}`), file);
    await run(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        join(folder, 'out'),
        join(folder, `in.${extension}`),
      ],
      { timeout: 55_000 },
    );
    return await readFile(join(folder, 'out', `in.${filter.split(':')[0]}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The text on the pages as LibreOffice prints them, with headers, notes and what is drawn. */
export async function shownText(file: Buffer, extension: string): Promise<string> {
  const pdf = await convert(file, extension, 'pdf');
  const poppler = run('pdftotext', ['-raw', '-', '-'], { encoding: 'utf8' });
  poppler.child.stdin?.end(pdf);
  return (await poppler).stdout;
}
