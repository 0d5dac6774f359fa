import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../support/server.ts';

/**
 * What each folder of src may import at run time. A report's way reads from top to bottom: page, upload, rules,
 * sanitiser, seal, store.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  languages: [],
  sharing: [],
  passphrase: [],
  spool: ['sharing'],
  seal: ['sharing'],
  sanitise: ['sharing'],
  store: [],
  // A logo must pass the same rules as the pictures that reporters send.
  config: ['languages', 'seal', 'cases', 'sanitise'],
  cases: ['sanitise', 'seal', 'store', 'spool'],
  backup: ['store', 'seal', 'cases'],
  web: ['seal', 'spool', 'languages', 'cases', 'sharing'],
  intake: ['web', 'cases', 'seal', 'languages', 'sanitise'],
  desk: ['web', 'cases', 'seal', 'languages', 'passphrase'],
  doctor: ['config', 'sanitise', 'seal', 'cases', 'store'],
  notices: ['cases', 'languages', 'config'],
  // The reader speaks four languages, and takes their words for files and reasons.
  offline: ['seal', 'languages', 'passphrase'],
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

async function importsOf(folder: string): Promise<Import[]> {
  const src = join(ROOT, 'src', folder);
  const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async (name) => {
      const path = join(src, name);
      const text = await readFile(path, 'utf8');
      const statements = text.matchAll(
        /(?:^import|^export)\s+(type\s)?[^;]*?from '(\.[^']+)'|import\('(\.[^']+)'\)/gm,
      );
      return [...statements].map(([, typeOnly, plain, dynamic]) => ({
        from: relative(ROOT, path),
        to: relative(join(ROOT, 'src'), join(path, '..', (plain ?? dynamic) as string)),
        typeOnly: typeOnly !== undefined,
      }));
    }),
  );
  return found.flat();
}

describe('imports', () => {
  it('know every folder of src', async () => {
    const folders = (await readdir(join(ROOT, 'src'), { withFileTypes: true })).filter((entry) =>
      entry.isDirectory(),
    );
    const names = folders.map(({ name }) => name);
    expect(Object.keys(MAY_IMPORT)).to.have.members(names);
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    const layout = [...readme.matchAll(/^ {4}src\/(\w+)\/ /gm)].map(([, name]) => name);
    expect(layout, 'the layout in the README').to.have.members(names);
  });

  for (const [folder, allowed] of Object.entries(MAY_IMPORT)) {
    it(`of src/${folder} point one way`, async () => {
      const exists = (await readdir(join(ROOT, 'src'))).includes(folder);
      const wrong = (exists ? await importsOf(folder) : []).filter(({ to, typeOnly }) => {
        const target = to.split('/')[0] as string;
        return !typeOnly && target !== folder && !allowed.includes(target);
      });
      expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).to.deep.equal([]);
    });
  }

  it('never reach for main.ts', async () => {
    const all = (
      await Promise.all(Object.keys(MAY_IMPORT).map((folder) => importsOf(folder).catch(() => [])))
    ).flat();
    expect(all.filter(({ to }) => to === 'main.ts')).to.deep.equal([]);
  });

  it('load no parser of untrusted files into the server process', async () => {
    const parsers = /from '(sharp|mupdf|saxes|mediabunny|libheif-js|file-type)'/;
    const outside = [
      'cases',
      'config',
      'intake',
      'languages',
      'offline',
      'seal',
      'spool',
      'store',
      'web',
    ];
    for (const folder of outside) {
      const files = (await readdir(join(ROOT, 'src', folder), { recursive: true })).filter((name) =>
        name.endsWith('.ts'),
      );
      for (const name of files) {
        // It is the reader's own isolated process: a worker in the browser of a unit.
        if (name === join('reader', 'pdf-worker.ts')) continue;
        const text = await readFile(join(ROOT, 'src', folder, name), 'utf8');
        expect(parsers.test(text), `${folder}/${name}`).to.equal(false);
      }
    }
  });
});
