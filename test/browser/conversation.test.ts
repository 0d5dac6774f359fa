import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { sendReply } from '../support/replies.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

describe('the conversation in a browser without JavaScript', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  let work: string;
  let code: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-talk-'));
    server = await startServer();
    browser = await launchChromium();
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${server.url}/en/report`);
    code = (await page.locator('.digits').textContent()) ?? '';
    await page.getByLabel('What happened?').fill('It happens every night.');
    await page.getByRole('button', { name: 'Send the report' }).click();
    await page.waitForURL('**/receipt');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  const mailbox = async () => {
    await page.goto(`${server.url}/en/mailbox`);
    if (await page.getByLabel('Your 16-digit code').isVisible()) {
      await page.getByLabel('Your 16-digit code').fill(code);
      await page.getByRole('button', { name: 'Open', exact: true }).click();
    }
    return (await page.locator('main').innerText()).replace(/[ \t]+/g, ' ');
  };
  const unitReads = async () => {
    const { cases } = await exportAndOpen(server.data, server.identityFile);
    return readFile(join(cases[0] as string, 'case.txt'), 'utf8');
  };

  it('shows at first the automatic receipt, what is due, and when to come back', async () => {
    const text = await mailbox();
    expect(text)
      .to.include('The mailbox confirmed by itself')
      .and.to.include('There is no answer yet');
    expect(text).to.match(/Confirmation that they have your report: by \d+ \w+ \d{4}/);
    expect(text).to.match(/Feedback on what was done and why: by \d+ \w+ \d{4}/);
    expect(text).to.match(/\d{4}: the confirmation must be here/);
  });

  it('shows the acknowledgement as something a person did', async () => {
    expect(await sendReply(server.data, 'acknowledgement', 'We have it.')).to.include(
      'acknowledgement brought',
    );
    const text = await mailbox();
    expect(text).to.include('Confirmation of receipt').and.to.include('We have it.');
    expect(text).to.include('The people who handle reports confirmed that they have it.');
    expect(text).to.not.include('Confirmation that they have your report: by');
  });

  it('shows a reply with a file and gives the file unchanged', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251));
    const file = join(work, 'Brev til dig.PDF');
    await writeFile(file, content);
    await sendReply(server.data, 'question', 'Who else saw it?\nWhen?  <b>', ['--file', file]);
    expect(await mailbox()).to.include('Who else saw it?\nWhen? <b>');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /Save attachment-1\.pdf/ }).click(),
    ]);
    expect(download.suggestedFilename()).to.equal('attachment-1.pdf');
    expect(await readFile(await download.path())).to.deep.equal(content);
  });

  it('takes an answer and a correction', async () => {
    await mailbox();
    await page.getByLabel('Message', { exact: true }).fill('Two others saw it.');
    await page.getByLabel('A correction of what I wrote').check();
    await page.getByRole('button', { name: 'Send the message' }).click();
    expect(await page.locator('main').innerText()).to.include('Your message has arrived');
    expect(await unitReads())
      .to.include('Two others saw it.')
      .and.to.include('About: correction');
  });

  it('takes corrections of minutes, and their approval', async () => {
    await sendReply(server.data, 'minutes', 'Minutes: she said no.');
    await mailbox();
    await page.getByLabel('What is wrong in them?').fill('She said yes.');
    await page.getByRole('button', { name: 'Send corrections' }).click();
    expect(await page.locator('main').innerText()).to.include('Your answer has arrived');
    await page.getByRole('button', { name: 'Yes, I approve them' }).click();
    const text = await unitReads();
    expect(text).to.include('About: minutes-corrected').and.to.include('She said yes.');
    expect(text).to.include('About: minutes-approved');
  });

  it('takes an answer to a request for consent', async () => {
    await sendReply(server.data, 'consent-request', 'May we tell the police your name?');
    await mailbox();
    await page.getByRole('button', { name: 'No, I do not consent' }).click();
    expect(await unitReads()).to.include('About: consent-refused');
  });

  it('shows feedback and the stage it leads to', async () => {
    await sendReply(server.data, 'feedback', 'We stopped it.');
    const text = await mailbox();
    expect(text).to.include('We stopped it.').and.to.include('You have been given feedback');
    expect(text).to.not.include('Feedback on what was done and why: by');
  });

  it('deletes a reply when the reporter wants it', async () => {
    await mailbox();
    const question = page.getByRole('link', { name: 'Question to you' });
    await question.click();
    expect(await page.locator('main').innerText()).to.include('Who else saw it?');
    await page.getByRole('button', { name: 'Delete this answer' }).click();
    expect(await page.locator('main').innerText()).to.include('The answer is deleted');
    expect(await question.count()).to.equal(0);
  });

  it('records a withdrawal', async () => {
    await mailbox();
    await page.getByLabel('I want to withdraw the report').check();
    await page.getByRole('button', { name: 'Send the message' }).click();
    expect(await page.locator('main').innerText()).to.include('You asked to withdraw the report');
    expect(await unitReads()).to.include('About: withdrawal');
  });

  it('destroys the code after asking once more; the report stays with the unit', async () => {
    await mailbox();
    await page.getByRole('link', { name: 'Destroy the code …' }).click();
    expect(await page.locator('main').innerText()).to.include('nobody can answer you');
    await page.getByRole('button', { name: 'Destroy the code now' }).click();
    expect(await page.locator('main').innerText()).to.include('It opens nothing any more');
    expect(await mailbox()).to.include('No mailbox opens with this code');
    expect(await unitReads()).to.include('It happens every night.');
  });
});
