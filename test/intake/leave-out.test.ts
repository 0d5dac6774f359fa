import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { stringify } from 'yaml';
import { openCase } from '../../src/offline/open-case.ts';
import { newReporter, type Page, type Reporter } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command, filesBelow } from '../support/unit.ts';

const NAMES = ['handler', 'director', 'lawyer'] as const;

describe('a report that leaves somebody of the unit out', () => {
  let server: TestServer;
  let reporter: Reporter;
  let form: Page;

  before(async () => {
    server = await startServer({
      config: async (data) => {
        const keys: Record<string, string> = {};
        for (const name of NAMES) {
          const identity = await generateHybridIdentity();
          await writeFile(join(data, `${name}.txt`), `${identity}\n`, { mode: 0o600 });
          keys[name] = await identityToRecipient(identity);
        }
        const role = (id: string) => ({ id, label: { en: `The ${id}` } });
        const file = join(data, 'sluse.yaml');
        const trial = {
          id: 'trial',
          name: { en: 'Trial' },
          languages: ['en'],
          recipients: [
            { name: 'Anna', role: 'handler', key: keys['handler'] },
            { name: 'Bent', role: 'director', key: keys['director'] },
          ],
          leaveOut: { roles: [role('handler'), role('director')], instead: 'lawyer' },
        };
        const lawyer = {
          id: 'lawyer',
          name: { en: 'Outside lawyer' },
          languages: ['en'],
          listed: false,
          recipients: [{ name: 'Carl', key: keys['lawyer'] }],
        };
        const listen = { intake: { port: 0 } };
        await writeFile(file, stringify({ data, listen, channels: [trial, lawyer] }));
        return file;
      },
    });
  });
  beforeEach(async () => {
    reporter = newReporter(() => server.url);
    form = await reporter.get('/trial/en/report');
  });
  after(() => server.stop());

  it('goes without the keys of those left out, also with what follows', async () => {
    const first = { text: 'Harbour money.', 'leave-director': 'yes' };
    const receipt = await reporter.submit(form, '/report', first);
    expect(receipt.text).to.include('not sealed to those whom you left out');
    const mailbox = await reporter.get('/trial/en/mailbox');
    expect((await reporter.submit(mailbox, '/message', { text: 'Sunday boat.' })).status).to.equal(
      200,
    );
  });

  it('goes to the channel that takes its place, and is answered at the same mailbox', async () => {
    const first = { text: 'Whole house.', instead: 'yes' };
    expect((await reporter.submit(form, '/report', first)).status).to.equal(200);
    const mailbox = await reporter.get('/trial/en/mailbox');
    const more = await reporter.submit(mailbox, '/message', { text: 'Second floor.' });
    expect(more.status).to.equal(200);
  });

  it('goes to everybody when nobody is left out', async () => {
    const receipt = await reporter.submit(form, '/report', { text: 'Plain case.' });
    expect(receipt.text).to.not.include('left out');
  });

  it('is refused when nobody could open it, and keeps text, code and ticks', async () => {
    const ticks = { 'leave-director': 'yes', 'leave-handler': 'yes' };
    const refused = await reporter.submit(form, '/report', { text: 'My long words.', ...ticks });
    expect(refused.status).to.equal(422);
    expect(refused.text)
      .to.include('nobody could open the report')
      .and.to.include('My long words.');
    expect(refused.html.match(/value="yes" checked/g)).to.have.length(2);
    expect(/class="digits">([\d ]+)</.exec(refused.html)?.[1]).to.equal(
      /class="digits">([\d ]+)</.exec(form.html)?.[1],
    );
  });

  it('is refused when the form names somebody whom the channel does not offer any more', async () => {
    for (const tick of ['leave-mayor', 'leave-director2']) {
      const refused = await reporter.submit(form, '/report', { text: 'Kept.', [tick]: 'yes' });
      expect(refused.status).to.equal(422);
      expect(refused.text).to.include('Kept.');
    }
    const alone = await reporter.get('/lawyer/en/report');
    const refused = await reporter.submit(alone, '/report', { text: 'Kept too.', instead: 'yes' });
    expect(refused.status).to.equal(422);
  });

  it('is told apart from the same words sent to others', async () => {
    await reporter.submit(form, '/report', { text: 'Twice.' });
    const again = await reporter.submit(form, '/report', {
      text: 'Twice.',
      'leave-director': 'yes',
    });
    expect(again.text).to.not.include('not sealed to those whom you left out');
    expect(again.text).to.include('changed');
  });

  it('is opened by those it was sealed to, and by nobody else', async () => {
    const words = [
      'Harbour money.',
      'Sunday boat.',
      'Whole house.',
      'Second floor.',
      'Plain case.',
    ];
    const bundles = join(server.data, 'bundles');
    await command('export', '--data', server.data, '--out', bundles);
    const files = (await readdir(bundles)).map((name) => join(bundles, name));
    const opened = async (name: string) => {
      const out = join(server.data, `opened-${name}`);
      const identity = (await readFile(join(server.data, `${name}.txt`), 'utf8')).trim();
      for (const file of files) await openCase(file, [identity], out, false);
      const text = (await filesBelow(out)).map(({ bytes }) => bytes.toString('utf8')).join();
      return words.filter((word) => text.includes(word));
    };
    expect(await opened('handler')).to.deep.equal([
      'Harbour money.',
      'Sunday boat.',
      'Plain case.',
    ]);
    expect(await opened('director')).to.deep.equal(['Plain case.']);
    expect(await opened('lawyer')).to.deep.equal(['Whole house.', 'Second floor.']);
  });

  it('offers only what the configuration has, and no channel that is not listed', async () => {
    const alone = await reporter.get('/lawyer/en/report');
    expect(alone.html).to.not.match(/name="leave-|name="instead"/);
    expect((await reporter.get('/')).text).to.not.include('Outside lawyer');
  });
});
