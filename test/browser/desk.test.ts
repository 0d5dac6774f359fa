import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { totpOf } from '../support/desk.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command } from '../support/unit.ts';

const PASSPHRASE = 'seven quiet kettles sing';

describe('the desk in a browser without JavaScript', () => {
  let server: TestServer;
  let browser: Browser;
  let member: Page;
  let reporter: Page;
  let work: string;
  let desk: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-desk-'));
    server = await startServer();
    desk = /http:\/\/localhost:\d+/.exec(server.output())?.[0] as string;
    browser = await launchChromium();
    const open = async () => (await browser.newContext({ javaScriptEnabled: false })).newPage();
    member = await open();
    reporter = await open();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  it('lets a member in by a link that the command line gives', async () => {
    const roles = ['--role', 'handler', '--role', 'administrator'];
    const place = ['--data', server.data, '--origin', desk];
    const { stdout } = await command('member', 'add', '--name', 'Anna', ...roles, ...place);
    await member.goto(stdout.trim());
    const secret = (await member.locator('.secret').innerText()).replaceAll(' ', '');
    const totp = totpOf(secret);
    // Three steps count at any moment, so none has to be waited for.
    const password = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    await member.getByLabel('Passphrase').fill(PASSPHRASE);
    await member.getByLabel('The same again').fill(PASSPHRASE);
    await member.getByLabel('Six digits from the app').fill(password(0));
    await member.getByRole('button', { name: 'Set up' }).click();
    await member.getByRole('link', { name: 'Go and log in' }).click();
    await member.getByLabel('Name').fill('Anna');
    await member.getByLabel('Passphrase').fill(PASSPHRASE);
    await member.getByLabel('One-time password').fill(password(1));
    await member.getByRole('button', { name: 'Log in' }).click();
    expect(await member.locator('h1').innerText()).to.equal('Cases');
    const { stdout: list } = await command('member', 'list', '--data', server.data);
    expect(list).to.match(/^Anna\tactive\thandler, administrator\tdemo$/m);
  });

  it('shows a new case, gives it sealed, and brings the sealed answer to the reporter', async () => {
    await reporter.goto(`${server.url}/en/report`);

    await reporter.getByLabel('What happened?').fill('It happens every night.');
    await reporter.getByRole('button', { name: 'Send the report' }).click();
    await reporter.waitForURL('**/receipt');

    await member.goto(`${desk}/en`);
    expect(await member.locator('table').innerText()).to.match(/New[\s\S]*SOON/);
    await member.locator('table a').click();
    const downloading = member.waitForEvent('download');
    await member.getByRole('link', { name: /Save the sealed case/ }).click();
    const bundle = join(work, 'case.zip');
    await (await downloading).saveAs(bundle);
    const opened = join(work, 'opened');
    const key = ['--identity', server.identityFile];
    const { stdout } = await command('unit', 'open', ...key, '--out', opened, bundle);
    const folder = stdout.split(':')[0] as string;
    expect(await readFile(join(folder, 'case.txt'), 'utf8')).to.include('It happens every night.');

    await writeFile(join(work, 'answer.txt'), 'We looked into it. Thank you.');
    const reply = join(work, 'reply.zip');
    const draft = ['--kind', 'feedback', '--text', join(work, 'answer.txt'), '--out', reply];
    await command('unit', 'reply', '--bundle', bundle, ...draft);
    await member.getByLabel('Reply file made offline').setInputFiles(reply);
    await member.getByRole('button', { name: 'Bring it to the reporter' }).click();
    expect(await member.getByRole('status').innerText()).to.include('The reply is in the mailbox');

    await reporter.goto(`${server.url}/en/mailbox`);
    expect(await reporter.locator('main').innerText()).to.include('We looked into it. Thank you.');
  });

  it('takes the case to its end, and counts it', async () => {
    for (const step of [
      'Begin substantive processing',
      'Decide the outcome: Processed, action taken',
    ]) {
      const options = member.locator('#step option');
      const wanted = step.split(': ').at(-1) as string;
      const value = await options.filter({ hasText: wanted }).first().getAttribute('value');
      await member.locator('#step').selectOption(value);
      await member.getByRole('button', { name: 'Record it' }).click();
      expect(await member.getByRole('status').innerText()).to.equal('Recorded.');
    }
    await member.locator('#step').selectOption({ label: 'Close the case' });
    const refused = member.getByRole('button', { name: 'Record it' });
    await refused.click();
    expect(await member.locator('.facts').innerText()).to.include('Closed');
    await member.getByRole('link', { name: 'Figures' }).click();
    const row = member.getByRole('row', { name: 'Processed, action taken 1' });
    expect(await row.count()).to.equal(1);
  });

  it('leaves a register that the command line finds whole', async () => {
    const { stdout, stderr } = await command('ledger', 'verify', '--data', server.data);
    expect(stdout).to.match(/^\d+ entries, head [0-9a-f]{64}$/m);
    expect(stderr).to.include('The register is whole.');
  });
});
