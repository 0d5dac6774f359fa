import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';

const run = promisify(execFile);

describe('a printed code', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let work: string;
  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-print-'));
    server = await startServer();
    browser = await launchChromium();
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  /** What is on the paper, with the title and address that a browser prints on every sheet that has a margin. */
  async function printed(name: string): Promise<string> {
    const path = join(work, name);
    await page.pdf({ path, format: 'A4', displayHeaderFooter: true, preferCSSPageSize: true });
    const { stdout } = await run('pdftotext', [path, '-']);
    return stdout.replace(/\s+/g, ' ').trim();
  }

  it('is alone on the paper with its address, before the report is sent', async () => {
    await page.goto(`${server.url}/en/report`);
    const code = await page.locator('.digits').textContent();
    expect(await printed('form.pdf')).to.equal(`${code} ${server.url}/en/mailbox`);
  });

  it('is alone with its address and the next dates afterwards', async () => {
    const code = await page.locator('.digits').textContent();
    await page.locator('#text').fill('words');
    await page.getByRole('button', { name: 'Send the report' }).click();
    // Printing in the middle of a change of pages fails.
    await page.waitForURL('**/en/receipt');
    await page.waitForLoadState();
    const paper = await printed('receipt.pdf');
    expect(paper.slice(0, 100)).to.include(`${code} ${server.url}/en/mailbox You can expect`);
    expect(paper).to.match(/by \d+ \w+ \d{4} and feedback by \d+ \w+ \d{4}\.$/);
  });
});
