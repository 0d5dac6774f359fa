import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { BAR, mask } from '../../src/offline/archive.ts';
import { newIdentity } from '../../src/offline/identities.ts';
import { ROOT } from '../support/server.ts';
import { command, filesBelow } from '../support/unit.ts';
import { madeCase } from './made-case.ts';

const run = promisify(execFile);

describe('a copy for the archive', () => {
  let work: string;
  const file = Buffer.from('qz-file-content');

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-archive-'));
    const { file: identity, recipient } = await newIdentity('hybrid');
    await writeFile(join(work, 'unit.key'), identity);
    const messages = [
      { text: 'Ask Åse Berg.\nåse  BERG knows.', files: [file], name: 'Inger Marie' },
      { text: 'More.', files: [] },
    ];
    await writeFile(join(work, 'case.zip'), await madeCase([recipient], messages));
  });
  after(() => rm(work, { recursive: true }));

  async function copy(name: string, ...options: string[]) {
    const out = join(work, `${name}.zip`);
    const args = ['archive', '--identity', join(work, 'unit.key'), '--out', out, ...options];
    const { stdout } = await command('unit', ...args, join(work, 'case.zip'));
    await run('unzip', ['-q', out, '-d', join(work, name)]);
    await run('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], {
      cwd: join(work, name),
    });
    const files = await filesBelow(join(work, name));
    return {
      stdout,
      names: files.map(({ path }) => path.slice(join(work, name).length + 1)).sort(),
      all: Buffer.concat(files.map(({ bytes }) => bytes)).toString(),
    };
  }

  it('holds the page, texts, files, contents and their checksums, and no contact data', async () => {
    const { names, all } = await copy('whole');
    expect(names).to.deep.equal([
      '001-report/attachment-1.bin',
      '001-report/message.txt',
      '002-follow-up/message.txt',
      'SHA256SUMS',
      'case.html',
      'contents.json',
    ]);
    expect(all).to.include('qz-file-content').and.not.to.include('Inger Marie');
    const text = await readFile(join(work, 'whole/001-report/message.txt'), 'utf8');
    expect(text).to.equal('Ask Åse Berg.\nåse  BERG knows.');
  });

  it('holds contact data when it is asked for', async () => {
    expect((await copy('contact', '--contact')).all).to.include('Inger Marie');
  });

  it('leaves out passages wherever they stand, and files', async () => {
    await writeFile(join(work, 'mask.txt'), 'Åse Berg\n\n');
    const { stdout, names, all } = await copy(
      'masked',
      '--mask',
      join(work, 'mask.txt'),
      '--no-files',
    );
    expect(stdout).to.include('2 passages left out');
    expect(all).not.to.match(/Åse|BERG|qz-file/i);
    expect(names).not.to.include('001-report/attachment-1.bin');
  });

  it('has contents as docs/format.md describes them', async () => {
    await copy('described', '--originals');
    const contents = JSON.parse(await readFile(join(work, 'described/contents.json'), 'utf8'));
    const page = await readFile(join(ROOT, 'docs/format.md'), 'utf8');
    const [, example = ''] = /```json contents\.json\n(.*?)^```$/ms.exec(page) ?? [];
    const keys = (value: unknown): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, inner]) => [
            ...(Array.isArray(value) ? [] : [key]),
            ...keys(inner),
          ]);
    const sorted = (value: unknown) => [...new Set(keys(value))].sort();
    expect(sorted(contents)).to.deep.equal(sorted(JSON.parse(example)));
  });

  it('speaks the language of the case, or the one that is asked for', async () => {
    expect((await copy('own')).all)
      .to.include('<html lang="en">')
      .and.to.include('Report, 22 Nov');
    const { all } = await copy('danish', '--language', 'da');
    expect(all).to.include('<html lang="da">').and.to.include('1. Indberetning, 22. november 2026');
    expect(all).not.to.match(/>[^<]*\b(Case|Received|Files|left out)\b/);
  });

  it('leaves out a passage however its letters are composed', () => {
    const text = 'A\u030ase and \u00c5se';
    expect(mask(text, ['\u00c5se']).text).to.equal(`${BAR} and ${BAR}`);
    expect(mask(text, ['A\u030ase']).text).to.equal(`${BAR} and ${BAR}`);
  });

  it('leaves nothing of a passage, whatever else stands around it', () => {
    const word = fc.stringMatching(/^[A-Za-zæøåÆØÅ.*+?()[\]\\|^$]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.array(fc.string()), (passages, around) => {
        const text = around
          .flatMap((piece, at) => [piece, passages[at % passages.length]])
          .join(' ');
        const masked = mask(text, passages).text;
        for (const passage of passages) {
          expect(masked.replaceAll(BAR, '').toLowerCase().split(/\s+/)).not.to.include(
            passage.toLowerCase(),
          );
        }
      }),
    );
  });
});
