import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { type MailRelay, startMailRelay } from '../support/mail-relay.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command } from '../support/unit.ts';
import { until } from '../support/until.ts';

const key = async () => identityToRecipient(await generateHybridIdentity());

describe('a real server', () => {
  let relay: MailRelay;
  let server: TestServer;
  let file: string;

  before(async () => {
    relay = await startMailRelay({ password: 'open sesame' });
    server = await startServer({
      config: async (data) => {
        file = join(data, 'sluse.yaml');
        const passwordFile = join(data, 'smtp-password');
        await writeFile(passwordFile, 'open sesame\n', { mode: 0o600 });
        const recipients = [{ name: 'Anna', key: await key() }];
        const channel = { id: 'trial', name: { en: 'Trial' }, languages: ['en'], recipients };
        const notices = {
          // This very minute, so that it is time.
          at: new Date().toISOString().slice(11, 16),
          timeZone: 'UTC',
          language: 'en',
          from: 'notice@example.org',
          to: [{ address: 'unit@example.org' }],
          relay: { host: '127.0.0.1', port: relay.port, security: 'none', user: 'u', passwordFile },
        };
        const listen = { intake: { port: 0 }, desk: { port: 0 } };
        await writeFile(file, stringify({ data, listen, channels: [channel], notices }));
        return file;
      },
    });
  });
  after(async () => {
    await server?.stop();
    await relay.stop();
  });

  const mails = (count: number) =>
    until(`${count} mails`, 20_000, async () => relay.mails.length >= count);

  it('sends the notice of the day with the password of a file', async () => {
    await mails(1);
    expect(relay.mails[0]).to.deep.include({ to: ['unit@example.org'] });
    expect(relay.commands.map(({ line }) => line)).to.include('AUTH LOGIN');
    expect(server.output()).to.not.match(/notice|sesame|@/);
  });

  it('says at its next start that a key changed, enters it into the register, and sends no second notice', async () => {
    const config = parse(await readFile(file, 'utf8'));
    config.channels[0].recipients[0].key = await key();
    await writeFile(file, stringify(config));
    await server.restart();
    expect(server.output()).to.include('ALARM: 2 keys that reports are sealed to came or went');
    const { stdout, stderr } = await command('ledger', 'verify', '--data', server.data);
    // One key at the first start, then one added and one removed.
    expect(stdout).to.match(/^3 entries/);
    expect(stderr).to.include('whole');
    expect(relay.mails).to.have.length(1);
  });
});
