import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { gzipSync } from 'fflate';

/** Makes reader.html: one file with everything in it, the same from the same commit, which may load nothing. */

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'src/offline/reader');

async function bundle(
  entry: string,
  format: 'iife' | 'esm',
  define: Record<string, string> = {},
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(SOURCE, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    minify: true,
    format,
    platform: 'browser',
    // Two years of browsers, as members of a unit have them.
    target: ['chrome120', 'firefox121', 'safari17.4'],
    charset: 'ascii',
    legalComments: 'none',
    // MuPDF asks for these where it finds itself in Node.
    external: ['module', 'node:fs'],
    define,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry} gave nothing`);
  return file.text;
}

/**
 * MuPDF awaits at its top level, which esbuild allows in modules only; but browsers refuse a module as the worker of a page
 * from a disk (its origin is nobody's). As it is loaded late, the module that comes out is a plain script but for its address.
 */
async function pdfWorker(): Promise<string> {
  const script = await bundle('pdf-worker.ts', 'esm', { 'import.meta.url': '""' });
  if (/\bexport\s*\{|\bimport\.meta\b/.test(script))
    throw new Error('pdf-worker.ts became a module');
  return `{${script}}`;
}

async function readerPage(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const script = await bundle('page.ts', 'iife', {
    WORKER_SOURCE: JSON.stringify(await bundle('worker.ts', 'iife')),
    PDF_WORKER_SOURCE: JSON.stringify(await pdfWorker()),
    VERSION: JSON.stringify(version),
  });
  // An HTML parser would end the element there, whatever the script means by it.
  const inline = script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3c!--');
  const style = `${await readFile(join(ROOT, 'static/style.css'), 'utf8')}${await readFile(join(SOURCE, 'reader.css'), 'utf8')}`;
  const policy = [
    "default-src 'none'",
    // WebAssembly decrypts and draws; nothing is made code out of text.
    `script-src '${sourceHash(inline)}' 'wasm-unsafe-eval'`,
    `style-src '${sourceHash(style)}'`,
    'img-src blob:',
    'worker-src blob:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Sluse</title>
<style>${style}</style>
</head>
<body>
<noscript><p>JavaScript is off. This page needs it, and asks no network for anything.</p></noscript>
<script>${inline}</script>
<script type="text/plain" id="pdf-renderer">${await pdfRenderer()}</script>
</body>
</html>
`;
}

/** Packed by JavaScript, which gives the same bytes on every machine; zlib need not (it looks at the processor). */
async function pdfRenderer(): Promise<string> {
  const wasm = await readFile(join(ROOT, 'node_modules/mupdf/dist/mupdf-wasm.wasm'));
  return Buffer.from(gzipSync(wasm, { level: 9, mtime: 0 })).toString('base64');
}

function sourceHash(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out ?? join(ROOT, 'reader.html');
const page = await readerPage();
await writeFile(out, page);
console.log(createHash('sha256').update(page).digest('hex'));
