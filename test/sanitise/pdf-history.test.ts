import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { findMarkers, inTemporaryFile } from './judges.ts';
import { cleanHere, verifyHere } from './pdf/clean-here.ts';
import { checked, drawn, qpdf, textOf } from './pdf/poppler.ts';
import { appended, onePage } from './pdf/write-pdf.ts';

const run = promisify(execFile);
const FONT = '/Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>';
const says = (words: string): string => `BT /F 20 Tf 20 100 Td (${words}) Tj ET`;

async function cleaned(dirty: Buffer): Promise<{ bytes: Buffer; removed: Record<string, number> }> {
  const result = await cleanHere(dirty);
  await verifyHere(result.bytes);
  return result;
}

describe('what a PDF document was before', () => {
  it('goes: earlier versions of text and deleted objects', async () => {
    const first = onePage(says('QzFirstZq'), FONT, [`<</Secret (QzDeletedZq)>>`]);
    const second = appended(first, { 4: { dict: '', data: says('QzSecondZq') } });
    const third = appended(second, { 4: { dict: '', data: says('Now') }, 5: null });
    const words = ['QzFirstZq', 'QzSecondZq', 'QzDeletedZq'];
    expect(findMarkers(third, words)).to.deep.equal(words);
    const { bytes, removed } = await cleaned(third);
    expect(findMarkers(bytes, words)).to.deep.equal([]);
    expect(removed).to.deep.equal({ history: 2 });
    expect(await textOf(bytes)).to.include('Now');
  });

  it('goes with what ExifTool only crossed out', async () => {
    const info = ['<</Author (QzAuthorZq)>>'];
    const text = onePage(says('Text'), FONT, info).toString('latin1');
    const file = Buffer.from(text.replace('/Root 1 0 R', '/Root 1 0 R /Info 5 0 R'), 'latin1');
    const edited = await inTemporaryFile(file, 'pdf', async (path) => {
      await run('/usr/bin/exiftool', ['-q', '-overwrite_original', '-all=', path]);
      return readFile(path);
    });
    expect(findMarkers(edited, ['QzAuthorZq'])).to.deep.equal(['QzAuthorZq']);
    const { bytes, removed } = await cleaned(edited);
    expect(findMarkers(bytes, ['QzAuthorZq'])).to.deep.equal([]);
    expect(removed['history']).to.be.greaterThan(0);
  });

  it('is not counted for a document that was only prepared for the web', async () => {
    const { removed } = await cleaned(await qpdf(onePage(says('Text'), FONT), '--linearize'));
    expect(removed).to.not.have.property('history');
  });

  it('goes with bytes in front of and behind the document', async () => {
    const file = onePage(says('Text'), FONT);
    const dirty = Buffer.concat([Buffer.from('QzFrontZq\n'), file, Buffer.from('QzBehindZq')]);
    const { bytes, removed } = await cleaned(dirty);
    expect(findMarkers(bytes, ['QzFrontZq', 'QzBehindZq'])).to.deep.equal([]);
    expect(removed['trailingData']).to.equal(2);
    expect((await drawn(bytes)).equals(await drawn(file))).to.equal(true);
  });
});

describe('a PDF document that is not as it should be', () => {
  const file = onePage(says('Still here'), FONT);

  for (const [name, broken] of [
    ['whose cross-reference is lost', file.subarray(0, file.indexOf('xref\n'))],
    [
      'whose offsets are wrong',
      Buffer.from(file.toString('latin1').replace('%PDF-1.6\n', '%PDF-1.6\n% more\n'), 'latin1'),
    ],
    [
      'whose stream has a wrong length',
      Buffer.from(file.toString('latin1').replace(/\/Length \d+/, '/Length 9'), 'latin1'),
    ],
    [
      'whose line ends were changed',
      Buffer.from(file.toString('latin1').replaceAll(' \n', '\n'), 'latin1'),
    ],
  ] as const) {
    it(`${name} is put right and looks the same`, async () => {
      const { bytes } = await cleaned(broken);
      await checked(bytes);
      expect((await drawn(bytes)).equals(await drawn(file))).to.equal(true);
      expect(await textOf(bytes)).to.include('Still here');
    });
  }

  it('only needs a password to be changed, and is opened without', async () => {
    const locked = await qpdf(file, '--encrypt', '', 'owner', '256', '--print=none', '--');
    const { bytes } = await cleaned(locked);
    expect((await drawn(bytes)).equals(await drawn(file))).to.equal(true);
    expect(bytes.equals((await cleaned(file)).bytes)).to.equal(true);
  });

  for (const bits of ['40', '128', '256']) {
    it(`needs a password to be read (${bits} bits) and is refused as encrypted`, async () => {
      const weak = bits === '256' ? [] : ['--allow-weak-crypto'];
      const locked = await qpdf(file, ...weak, '--encrypt', 'user', 'owner', bits, '--');
      expect(await refusal(locked)).to.equal('encrypted');
    });
  }

  it('shows only the files it carries, and is refused', async () => {
    const text = file.toString('latin1').replace('/Catalog', '/Catalog /Collection <</View /T>>');
    expect(await refusal(Buffer.from(text, 'latin1'))).to.equal('unsupported');
  });

  it('is drawn by Acrobat from a dynamic form, and is refused', async () => {
    const text = file.toString('latin1').replace('/Catalog', '/Catalog /NeedsRendering true');
    expect(await refusal(Buffer.from(text, 'latin1'))).to.equal('unsupported');
  });

  it('has no page, and is refused as damaged', async () => {
    const text = file.toString('latin1').replace('/Kids [3 0 R]', '/Kids [     ]');
    expect(await refusal(Buffer.from(text, 'latin1'))).to.equal('damaged');
    expect(await refusal(Buffer.from('%PDF-1.7\nnothing'))).to.equal('damaged');
  });
});

/** The reason for which a file is not cleaned; undefined when it is. */
function refusal(dirty: Buffer): Promise<string | undefined> {
  return cleanHere(dirty).then(
    () => undefined,
    (error) => error.reason,
  );
}
