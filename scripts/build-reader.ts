import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

/** Makes reader.html: one file with everything in it, the same from the same commit, which may load nothing. */

const ROOT = join(import.meta.dirname, '..');
const SOURCE = join(ROOT, 'src/offline/reader');

async function bundle(entry: string, define: Record<string, string> = {}): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(SOURCE, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    // Two years of browsers, as members of a unit have them.
    target: ['chrome120', 'firefox121', 'safari17.4'],
    charset: 'ascii',
    legalComments: 'none',
    define,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error(`${entry} gave nothing`);
  return file.text;
}

async function readerPage(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    version: string;
  };
  const worker = await bundle('worker.ts');
  const script = await bundle('page.ts', {
    WORKER_SOURCE: JSON.stringify(worker),
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
</body>
</html>
`;
}

function sourceHash(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out ?? join(ROOT, 'reader.html');
const page = await readerPage();
await writeFile(out, page);
console.log(createHash('sha256').update(page).digest('hex'));
