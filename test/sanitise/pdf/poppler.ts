import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inTemporaryFile } from '../judges.ts';

const run = promisify(execFile);
const MOST = 512 << 20;

/** The pages as Poppler draws them, as one run of PPM pictures. */
export function drawn(pdf: Buffer, dotsPerInch = 72): Promise<Buffer> {
  return inTemporaryFile(pdf, 'pdf', async (path) => {
    const options = { encoding: 'buffer', maxBuffer: MOST } as const;
    const { stdout } = await run('pdftoppm', ['-r', String(dotsPerInch), path], options);
    return stdout;
  });
}

/** The text of the pages as Poppler reads it. */
export function textOf(pdf: Buffer): Promise<string> {
  return inTemporaryFile(pdf, 'pdf', async (path) => {
    const { stdout } = await run('pdftotext', ['-layout', path, '-'], { maxBuffer: MOST });
    return stdout;
  });
}

/** Resolves when qpdf finds nothing wrong with the file's structure. */
export function checked(pdf: Buffer): Promise<void> {
  return inTemporaryFile(pdf, 'pdf', async (path) => {
    await run('qpdf', ['--check', path]);
  });
}

/** What qpdf makes of a file with these options. */
export function qpdf(pdf: Buffer, ...options: string[]): Promise<Buffer> {
  return inTemporaryFile(pdf, 'pdf', async (path) => {
    const { stdout } = await run('qpdf', [...options, path, '-'], {
      encoding: 'buffer',
      maxBuffer: MOST,
    });
    return stdout;
  });
}

/** The data of the stream that the first such key of a cleaned file leads to, as qpdf decodes it. */
export function streamUnder(pdf: Buffer, key: string): Promise<Buffer> {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(pdf.toString('latin1'))?.[1];
  if (number === undefined) throw new Error(`no ${key}`);
  return inTemporaryFile(pdf, 'pdf', async (path) => {
    const options = { encoding: 'buffer', maxBuffer: MOST } as const;
    const args = [`--show-object=${number}`, '--filtered-stream-data', path];
    return (await run('qpdf', args, options)).stdout;
  });
}
