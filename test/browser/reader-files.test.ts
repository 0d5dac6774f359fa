import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { newIdentity } from '../../src/offline/identities.ts';
import { type MadeFile, madeCase } from '../offline/made-case.ts';
import { madePdf, pdfOf } from '../support/made-pdf.ts';
import {
  builtReader,
  expectText,
  type ReaderWindow,
  readerInChromium,
} from '../support/reader-window.ts';

const run = promisify(execFile);
const pdf = (content: Buffer): MadeFile => ({ content, ending: 'pdf', type: 'application/pdf' });

const CATALOGUE = '<< /Type /Catalog /Pages 2 0 R >>';
const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const stream = (dictionary: string, content: string) =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** PDFs that want to do harm. */
const HOSTILE: { what: string; content: Buffer; shown: RegExp }[] = [
  { what: 'is no PDF', content: Buffer.from('%PDF-1.7 nothing else'), shown: /broken/ },
  {
    what: 'has pages as large as a town',
    content: pdfOf([
      CATALOGUE,
      PAGES,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900000 900000] /Contents 4 0 R >>',
      stream('', '0 0 900000 900000 re f'),
    ]),
    shown: /Page 1 of 1/,
  },
  {
    what: 'has a tree of pages that bites its tail, and scripts and links that would run at once',
    content: pdfOf([
      '<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL("http://127.0.0.1:9/")) >> >>',
      '<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /AA << /O << /S /URI /URI (http://127.0.0.1:9/) >> >> >>',
    ]),
    shown: /broken|Page 1 of/,
  },
  {
    what: 'draws a picture of fourteen gigabytes',
    content: pdfOf([
      CATALOGUE,
      PAGES,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>',
      stream('', 'q 200 0 0 200 0 0 cm /I Do Q'),
      stream(
        '/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceCMYK /Filter /ASCIIHexDecode',
        '00>',
      ),
    ]),
    shown: /Page 1 of 1|too much time or memory|broken/,
  },
];

/** Forms in forms, each drawn thirty times by the next: more than the age of the world allows. */
const ENDLESS = pdfOf([
  CATALOGUE,
  PAGES,
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>',
  stream('', '/F Do'),
  ...Array.from({ length: 12 }, (_, level) =>
    stream(
      `/Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << /XObject << /F ${level + 6} 0 R >> >>`,
      level === 11 ? '0 0 9 9 re f' : '/F Do '.repeat(30),
    ),
  ),
]);

describe('files in the reader', function () {
  this.timeout(120_000);
  let work: string;
  let reader: ReaderWindow;
  let page: Page;
  const document = madePdf(['The first invoice', 'The second invoice', 'A letter']);

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-files-'));
    const { file, recipient } = await newIdentity('x25519');
    await writeFile(join(work, 'unit.key'), file);
    const locked = join(work, 'locked.pdf');
    await writeFile(join(work, 'open.pdf'), document);
    await run('qpdf', ['--encrypt', 'a', 'b', '256', '--', join(work, 'open.pdf'), locked]);
    const files = [
      pdf(document),
      { ...pdf(await readFile(locked)), cleaned: false },
      ...HOSTILE.map(({ content }) => ({ ...pdf(content), cleaned: false })),
      { content: Buffer.alloc(60_000_000, 'film'), ending: 'mp4', type: 'video/mp4' },
      pdf(ENDLESS),
    ];
    await writeFile(join(work, 'case.zip'), await madeCase([recipient], [{ text: '', files }]));
    reader = await readerInChromium((await builtReader(work)).path);
    page = reader.page as Page;
    await reader.setFiles('#unlock input[type=file]', [join(work, 'unit.key')]);
    await reader.click('#unlock button[type=submit]');
    await reader.text('.keys');
    await reader.setFiles('#bundle input[type=file]', [join(work, 'case.zip')]);
    await reader.text('#message-1');
  });
  after(async () => {
    await reader?.close();
    await rm(work, { recursive: true });
  });

  const file = (number: number) => `.files > li:nth-child(${number})`;
  const show = (number: number) => reader.click(`${file(number)} > .buttons button`);

  it('shows a PDF page by page, as a picture and as text, and finds words in it', async () => {
    await show(1);
    await expectText(reader, '.pdf [role=status]', /^Page 1 of 3, 100 %/);
    const dark = await page.evaluate<number>(
      `(() => { const canvas = document.querySelector('.sheet-of-pdf canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, at) => at % 4 === 0 && value < 64).length; })()`,
    );
    expect(dark, 'dark points of the text').to.be.above(300);
    await reader.click('.page-text summary');
    await expectText(reader, '.page-text', /The first invoice/);
    await page.getByRole('button', { name: 'Next page' }).click();
    await expectText(reader, '.page-text', /The second invoice/);
    await reader.fill('.pdf form input', 'LETTER');
    await page.getByRole('button', { name: 'Find next' }).click();
    await expectText(reader, '.pdf [role=status]', /^Page 3 of 3, 100 %\. Found/);
    await reader.fill('.pdf form input', 'nowhere');
    await page.getByRole('button', { name: 'Find next' }).click();
    await expectText(reader, '.pdf [role=status]', /Not found/);
    await page.getByRole('button', { name: 'Larger' }).click();
    await expectText(reader, '.pdf [role=status]', /125 %/);
    expect(await page.getByRole('img', { name: 'Page 3 of 3' }).count()).to.equal(1);
    const next = page.getByRole('button', { name: 'Next page' });
    expect(await next.getAttribute('aria-disabled')).to.equal('true');
    await next.press('Enter');
    await expectText(reader, '.pdf [role=status]', /^Page 3 of 3/);
    expect(await next.evaluate((button) => button.ownerDocument.activeElement === button)).to.equal(
      true,
    );
  });

  it('says that a PDF is locked', async () => {
    await show(2);
    await expectText(reader, `${file(2)} .shown`, /asks for a password/);
  });

  for (const [index, { what, shown }] of HOSTILE.entries()) {
    it(`stays whole when a PDF ${what}`, async () => {
      await show(index + 3);
      await expectText(reader, `${file(index + 3)} .shown`, shown);
      const saved = await reader.saved(`${file(index + 3)} > .buttons button:nth-child(2)`);
      expect((await readFile(saved)).equals(HOSTILE[index]?.content as Buffer)).to.equal(true);
    });
  }

  it('gives up a PDF that takes for ever, and shows the next one', async () => {
    await page.clock.install();
    await show(HOSTILE.length + 4);
    await reader.text(`${file(HOSTILE.length + 4)} .pdf`);
    await page.clock.fastForward(30_000);
    await expectText(reader, `${file(HOSTILE.length + 4)} .shown`, /too much time or memory/);
    await page.clock.resume();
    await show(1);
    await show(1);
    await expectText(reader, `${file(1)} .pdf [role=status]`, /^Page 1 of 3/);
  });

  it('writes a large file to the disk as it comes, and nothing when it is stopped', async () => {
    const save = `${file(HOSTILE.length + 3)} > .buttons button`;
    const place = (write: string) =>
      page.evaluate(`window.showSaveFilePicker = async ({ suggestedName }) => ({ createWritable: async () => {
        window.place = { suggestedName, bytes: 0, largest: 0, end: null };
        return {
          write: async (piece) => { place.bytes += piece.length; place.largest = Math.max(place.largest, piece.length); ${write} },
          close: async () => { place.end = 'closed'; },
          abort: async () => { place.end = 'aborted'; },
        };
      } })`);
    await place('');
    await reader.click(save);
    await expectText(reader, `${file(HOSTILE.length + 3)} [role=status]`, /Done/);
    const { largest, ...whole } = await page.evaluate<Record<string, number>>('place');
    const suggestedName = `attachment-${HOSTILE.length + 3}.mp4`;
    expect(whole).to.deep.equal({ suggestedName, bytes: 60_000_000, end: 'closed' });
    expect(largest).to.be.below(5_000_000);

    // A disk that takes one piece and then no more.
    await place('await new Promise(() => {});');
    await reader.click(save);
    await page
      .locator(file(HOSTILE.length + 3))
      .getByRole('button', { name: 'Stop' })
      .click();
    await expectText(reader, `${file(HOSTILE.length + 3)} [role=status]`, /Stopped\. Nothing/);
    expect(await page.evaluate('place.end')).to.equal('aborted');
    // The worker takes other work after it.
    await reader.click('#verify button');
    await expectText(reader, '#verify [role=status]', /All files are whole/);
  });

  it('prints a key on one sheet, with a square that is the key file', async () => {
    await reader.click('header li:nth-child(2) button');
    await reader.click('#make .second');
    await reader.click('#make > button');
    const paper = (await reader.text('.paper pre')).trim();
    await page.evaluate('window.print = () => undefined');
    await page.getByRole('button', { name: 'Print the paper copy' }).click();
    await writeFile(join(work, 'paper.pdf'), await page.pdf({ format: 'A4' }));
    const { stdout: info } = await run('pdfinfo', [join(work, 'paper.pdf')]);
    expect(info).to.match(/^Pages: +1$/m);
    await run('pdftoppm', ['-r', '150', '-png', '-singlefile', 'paper.pdf', 'paper'], {
      cwd: work,
    });
    const { stdout: square } = await run('zbarimg', ['-q', '--raw', join(work, 'paper.png')]);
    expect(square.trim()).to.equal(paper);
    const { stdout: text } = await run('pdftotext', ['-layout', join(work, 'paper.pdf'), '-']);
    expect(text)
      .to.include(paper.split('\n')[1] as string)
      .and.not.to.include('Unlock');
  });

  it('asked no network for anything', () => {
    expect(reader.complaints()).to.deep.equal([]);
  });
});
