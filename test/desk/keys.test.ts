import { createHash } from 'node:crypto';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { noteRecipients } from '../../src/cases/recipient-changes.ts';
import { fingerprint } from '../../src/seal/recipients.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';

describe('keys that reports are sealed to', () => {
  let desk: DeskWorld;
  let handler: Member;
  let administrator: Member;
  let key: string;

  const note = (recipients: { name: string; key: string }[]) =>
    noteRecipients(
      desk.world.tools.store,
      desk.ledger,
      [{ id: 'trial', recipients }],
      '2026-03-01',
    );

  before(async () => {
    desk = await deskWorld();
    handler = await desk.member(['handler']);
    administrator = await desk.member(['administrator']);
    key = await identityToRecipient(await generateHybridIdentity());
  });
  after(() => desk.close());

  it('are no news at the first start, nor when nothing changed', async () => {
    const { recipients } = desk.world.channel;
    expect(await note(recipients)).to.deep.equal([]);
    expect(await note(recipients)).to.deep.equal([]);
    expect((await handler.get('/en')).text).to.not.include('Keys have changed');
  });

  it('are announced to every member of their channel when one came or went', async () => {
    const [first] = desk.world.channel.recipients;
    const changes = await note([{ name: 'Anna', key }]);
    expect(changes.map(({ change }) => change)).to.deep.equal(['added', 'removed']);
    const page = await handler.get('/en');
    expect(page.text)
      .to.include('Keys have changed')
      .and.to.include(`Anna, ${fingerprint(key)}`);
    expect(page.text).to.include(`key removed: Unit, ${fingerprint(first?.key as string)}`);
    const elsewhere = await desk.member(['handler'], ['other']);
    expect((await elsewhere.get('/en')).text).to.not.include('Keys have changed');
  });

  it('stay announced at every later start until an administrator knows of them', async () => {
    expect(await note([{ name: 'Anna', key }])).to.deep.equal([]);
    const page = await administrator.get('/en/members');
    expect(page.text).to.include('Keys have changed');
    const refused = await administrator.browser.submit(page, '/keys', { password: '000000' });
    expect(refused.status).to.equal(422);
    expect((await handler.get('/en')).text).to.include('Keys have changed');
    desk.wait(60);
    const one = async (number: number) =>
      administrator.browser.submit(page, '/keys', {
        change: String(number),
        password: administrator.password(),
      });
    // The form carries every change that was shown; only these are known.
    expect((await one(1)).text).to.include('Keys have changed');
    expect((await one(2)).text).to.not.include('Keys have changed');
    expect((await handler.get('/en')).text).to.not.include('Keys have changed');
  });

  it('are in the register with their fingerprints', async () => {
    const ledger = (await administrator.get('/en/ledger')).text;
    expect(ledger).to.include(fingerprint(key)).and.to.include('knows of changed keys');
  });

  it('are opened by a reader whose SHA-256 every member sees', async () => {
    const page = await handler.get('/en/reader');
    expect(page.text).to.include('abababab abababab').and.to.include('certutil -hashfile');
    const file = await handler.get('/en/reader.html');
    expect(file.headers.get('content-disposition')).to.equal('attachment; filename="reader.html"');
    expect(file.headers.get('content-type')).to.equal('application/octet-stream');
    expect(createHash('sha256').update(file.html).digest('hex')).to.equal(
      createHash('sha256').update('<!doctype html>').digest('hex'),
    );
  });
});
