import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { findMarkers } from '../sanitise/judges.ts';
import { dirtyDocx } from '../sanitise/office/dirty-docx.ts';
import { launchChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';

const run = promisify(execFile);

/** Words that a reporter types or that hide in a file, each found nowhere else. */
const TYPED = ['qz-typed-report-7431', 'qz-typed-name-2210', 'qz-typed-followup-9852'];
const HIDDEN = ['qz-photo-author-5512', 'qz-photo-serial-8846', 'qz-photo-comment-1203'];

describe('the whole way in a browser without JavaScript', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let work: string;
  let documentMarkers: readonly string[];
  let code: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-files-'));
    await writeFile(join(work, 'photo.jpg'), await photo());
    const document = await dirtyDocx(async () =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
        .png()
        .toBuffer(),
    );
    documentMarkers = document.planted;
    await writeFile(join(work, 'letter.docx'), document.file);
    server = await startServer();
    browser = await launchChromium();
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  /** A photo with author, GPS place, serial number and comment. */
  async function photo(): Promise<Buffer> {
    const path = join(work, 'plain.jpg');
    await sharp({ create: { width: 320, height: 240, channels: 3, background: '#3a6' } })
      .jpeg()
      .toFile(path);
    const tags = [`-Artist=${HIDDEN[0]}`, `-SerialNumber=${HIDDEN[1]}`, `-Comment=${HIDDEN[2]}`];
    const place = [
      '-GPSLatitude=55.676',
      '-GPSLatitudeRef=N',
      '-GPSLongitude=12.568',
      '-GPSLongitudeRef=E',
    ];
    await run('exiftool', ['-q', '-overwrite_original', '-Make=Canon', ...tags, ...place, path]);
    return readFile(path);
  }

  it('leads from the front page to a form that shows its code first', async () => {
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Start a report' }).click();
    code = (await page.locator('.digits').textContent()) ?? '';
    expect(code).to.match(/^\d{4} \d{4} \d{4} \d{4}$/);
  });

  it('takes a report with a photo and a document and says what was removed from each', async () => {
    await page.getByLabel('What happened?').fill(`They pour it into the fjord. ${TYPED[0]}`);
    await page.getByLabel('Yes, I give my name').check();
    await page.getByLabel('Name', { exact: true }).fill(TYPED[1] as string);
    await page
      .locator('#files')
      .setInputFiles([join(work, 'photo.jpg'), join(work, 'letter.docx')]);
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.waitForURL('**/en/receipt');
    const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
    expect(text).to.include('Your report has arrived').and.to.include(code);
    expect(text).to.match(
      /File 1 .* Cleaned and sent\. Removed: .*place where it was taken or made.*File 2 .* Cleaned and sent\. Removed: .*names of authors/,
    );
  });

  it('opens the mailbox with the code and takes a follow-up', async () => {
    await page.getByRole('link', { name: 'Go to the mailbox' }).click();
    await page.getByRole('button', { name: 'Close the mailbox' }).click();
    await page.getByLabel('Your 16-digit code').fill(code.replaceAll(' ', '-'));
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByLabel('Message', { exact: true }).fill(`One thing more: ${TYPED[2]}`);
    await page.locator('#files').setInputFiles(join(work, 'photo.jpg'));
    await page.getByRole('button', { name: 'Send the message' }).click();
    const text = await page.locator('main').innerText();
    expect(text).to.include('Your message has arrived').and.to.include('What you sent');
    expect(text).to.not.include(TYPED[0]).and.to.not.include(TYPED[2]);
  });

  it('gives the unit every word and clean files, on a computer that never saw the server', async () => {
    const { cases } = await exportAndOpen(server.data, server.identityFile, '--contact');
    expect(cases).to.have.length(1);
    const files = await filesBelow(cases[0] as string);
    const names = files.map(({ path }) => path.slice((cases[0] as string).length + 1)).sort();
    expect(names).to.include.members([
      '001-report/attachment-1.jpg',
      '001-report/attachment-2.docx',
      '003-follow-up/attachment-1.jpg',
      'case.txt',
    ]);
    const text = await readFile(join(cases[0] as string, 'case.txt'), 'utf8');
    for (const word of TYPED) expect(text).to.include(word);
    for (const { path, bytes } of files.filter((file) => /attachment/.test(file.path))) {
      expect(findMarkers(bytes, [...HIDDEN, ...documentMarkers]), path).to.deep.equal([]);
    }
    const { stdout } = await run('exiftool', [
      '-a',
      '-G1',
      '-s',
      join(cases[0] as string, '001-report/attachment-1.jpg'),
    ]);
    expect(stdout).to.not.match(/GPS|Canon|Serial|Artist/);
  });

  it('leaves no plaintext in the data folder, in temporary folders or in the output', async () => {
    const markers = [...TYPED, ...HIDDEN, ...documentMarkers, code, code.replaceAll(' ', '')];
    for (const { path, bytes } of await filesBelow(server.data)) {
      expect(findMarkers(bytes, markers), path).to.deep.equal([]);
    }
    expect(findMarkers(Buffer.from(server.output()), markers)).to.deep.equal([]);
    // What the browser, the reporter and the unit keep for themselves is theirs.
    const others = [work, '/tmp/sluse-unit-*', '/tmp/playwright*', '/tmp/.org.chromium*'];
    const { stdout } = await run('find', [
      ...['/tmp', '/dev/shm', '-type', 'f', '-newer', join(work, 'plain.jpg')],
      ...others.flatMap((path) => ['-not', '-path', `${path}*`]),
      ...['-exec', 'grep', '-lF', ...TYPED.flatMap((word) => ['-e', word]), '{}', '+'],
    ]).catch((error: { stdout: string }) => error);
    expect(stdout).to.equal('');
  });
});
