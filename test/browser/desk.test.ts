import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { stringify } from 'yaml';
import { launchChromium } from '../support/chromium.ts';
import { totpOf } from '../support/desk.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command, filesBelow } from '../support/unit.ts';

const PASSPHRASE = 'seven quiet kettles sing';

describe('the desk in a browser without JavaScript', () => {
  let server: TestServer;
  let browser: Browser;
  let member: Page;
  let reporter: Page;
  let work: string;
  let desk: string;
  let config: string;
  let password: (steps: number) => string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-desk-'));
    server = await startServer({ config: twoChannels });
    config = join(server.data, 'sluse.yaml');
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
    const roles = ['--role', 'handler', '--role', 'administrator', '--channel', 'trial'];
    const place = ['--config', config, '--origin', desk];
    const { stdout } = await command('member', 'add', '--name', 'Anna', ...roles, ...place);
    await member.goto(stdout.trim());
    const secret = (await member.locator('.secret').innerText()).replaceAll(' ', '');
    const totp = totpOf(secret);
    // The next password is kept for a step that asks for one: none has to be waited for.
    password = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 });
    await member.getByLabel('Passphrase').fill(PASSPHRASE);
    await member.getByLabel('The same again').fill(PASSPHRASE);
    await member.getByLabel('Six digits from the app').fill(password(0));
    await member.getByRole('button', { name: 'Set up' }).click();
    const recovery = await member.locator('.codes li').first().innerText();
    await member.getByRole('link', { name: 'Go and log in' }).click();
    await member.getByLabel('Name').fill('Anna');
    await member.getByLabel('Passphrase').fill(PASSPHRASE);
    await member.getByLabel('One-time password').fill(recovery);
    await member.getByRole('button', { name: 'Log in' }).click();
    expect(await member.locator('h1').innerText()).to.equal('Cases');
    const { stdout: list } = await command('member', 'list', '--config', config);
    expect(list).to.match(/^Anna\tactive\thandler, administrator\ttrial$/m);
  });

  it('shows a new case, gives it sealed, and brings the sealed answer to the reporter', async () => {
    await reporter.goto(`${server.url}/trial/en/report`);

    await reporter.getByLabel('What happened?').fill('It happens every night.');
    await reporter.getByRole('button', { name: 'Send the report' }).click();
    await reporter.waitForURL('**/receipt');

    await member.goto(`${desk}/en`);
    expect(await member.locator('table').innerText()).to.match(
      /New[\s\S]*Acknowledgement of receipt/,
    );
    await member.locator('table a').click();
    const downloading = member.waitForEvent('download');
    await member.getByRole('link', { name: /Save the sealed case/ }).click();
    const bundle = join(work, 'case.zip');
    await (await downloading).saveAs(bundle);
    const opened = join(work, 'opened');
    const key = ['--identity', join(server.data, 'trial.txt')];
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

    await reporter.goto(`${server.url}/trial/en/mailbox`);
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

  it('registers what came by telephone, and its reporter approves the minutes', async () => {
    await member.getByRole('link', { name: 'Register a report' }).click();
    await member.getByLabel('What was reported').fill('Somebody called about the harbour.');
    await member.getByLabel(/^Minutes that the reporter/).fill('You said it happens on Fridays.');
    await member.getByRole('button', { name: 'Seal and register' }).click();
    const code = await member.locator('.digits').innerText();
    const caller = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await caller.goto(`${server.url}/trial/en/mailbox`);
    await caller.getByLabel('Your 16-digit code').fill(code);
    await caller.getByRole('button', { name: 'Open', exact: true }).click();
    expect(await caller.locator('main').innerText()).to.include('You said it happens on Fridays.');
    await caller.getByRole('button', { name: 'Yes, I approve them' }).click();
    await member.getByRole('link', { name: 'Go to the case' }).click();
    expect(await member.locator('main').innerText()).to.include('Message from the reporter');
  });

  it('hands that case to another channel, sealed anew', async () => {
    await member.getByRole('link', { name: 'Hand the case over' }).click();
    const save = async (name: RegExp, file: string) => {
      const downloading = member.waitForEvent('download');
      await member.getByRole('link', { name }).click();
      await (await downloading).saveAs(join(work, file));
      return join(work, file);
    };
    const bundle = await save(/Save the sealed case/, 'whole.zip');
    const keys = await save(/Keys of Law firm/, 'keys.txt');
    const anew = join(work, 'anew.zip');
    const key = ['--identity', join(server.data, 'trial.txt')];
    await command('unit', 'reseal', ...key, '--to', keys, '--contact', '--out', anew, bundle);
    await member.getByLabel('One-time password').fill(password(1));
    await member.getByLabel('The case, sealed anew').setInputFiles(anew);
    await member.getByRole('button', { name: 'Hand over' }).click();
    expect(await member.getByRole('status').innerText()).to.include(
      'The case is with Law firm now',
    );

    const bundles = join(work, 'bundles');
    await command('export', '--data', server.data, '--out', bundles);
    const opened = join(work, 'theirs');
    const law = ['--identity', join(server.data, 'law.txt')];
    const all = (await readdir(bundles)).map((name) => join(bundles, name));
    await command('unit', 'open', ...law, '--out', opened, ...all).catch(() => undefined);
    const texts = (await filesBelow(opened)).map(({ bytes }) => bytes.toString('utf8')).join();
    expect(texts).to.include('Somebody called about the harbour.');
    expect(texts).to.not.include('It happens every night.');
  });

  it('leaves a register that the command line finds whole', async () => {
    const { stdout, stderr } = await command('ledger', 'verify', '--data', server.data);
    expect(stdout).to.match(/^\d+ entries, head [0-9a-f]{64}$/m);
    expect(stderr).to.include('The register is whole.');
  });
});

/** One channel that the front page names, and the law firm that takes cases over; with keys that lie beside the data. */
async function twoChannels(data: string): Promise<string> {
  const channel = async (id: string, name: string) => {
    const identity = await generateHybridIdentity();
    await writeFile(join(data, `${id}.txt`), `${identity}\n`, { mode: 0o600 });
    const recipients = [{ name, key: await identityToRecipient(identity) }];
    return { id, name: { en: name }, languages: ['en'], recipients };
  };
  const channels = [
    await channel('trial', 'Trial'),
    { ...(await channel('law', 'Law firm')), listed: false },
  ];
  const file = join(data, 'sluse.yaml');
  const listen = { intake: { port: 0 }, desk: { port: 0 } };
  await writeFile(file, stringify({ data, listen, channels }));
  return file;
}
