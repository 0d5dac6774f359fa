import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { addFollowUp } from '../../src/cases/converse.ts';
import { openMailbox } from '../../src/cases/mailbox.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';
import type { Page } from '../support/reporter.ts';
import { command, filesBelow } from '../support/unit.ts';

/** Bytes that stand nowhere but in what is looked for. */
const SECRET = 'The mayor took the boat on Friday night.';

describe('a case that is handed over', () => {
  let desk: DeskWorld;
  let screener: Member;
  let lawyer: Member;
  let work: string;
  let identities: { unit: string; law: string };
  let caseId: string;
  let code: Uint8Array;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-hand-over-'));
    const [unit, law] = [await generateHybridIdentity(), await generateHybridIdentity()];
    identities = { unit: join(work, 'unit.txt'), law: join(work, 'law.txt') };
    await writeFile(identities.unit, `${unit}\n`);
    await writeFile(identities.law, `${law}\n`);
    const key = await identityToRecipient(unit);
    const keys = [
      { name: 'Law firm', key: await identityToRecipient(law) },
      { name: 'Its safe', key: await identityToRecipient(await generateHybridIdentity()) },
    ];
    desk = await deskWorld({ recipients: [{ name: 'Unit', key }], handOver: { keeps: 'dates' } }, [
      { id: 'law', name: { en: 'Law firm' }, languages: ['en'], recipients: keys, timeZone: 'UTC' },
    ]);
    screener = await desk.member(['screener']);
    lawyer = await desk.member(['handler'], ['law']);
  });
  beforeEach(async () => {
    ({ caseId, code } = await desk.world.report(SECRET));
  });
  after(async () => {
    await desk.close();
    await rm(work, { recursive: true });
  });

  const at = (path = '') => `/en/case/${caseId}${path}`;

  async function save(member: Member, path: string, name: string): Promise<string> {
    const headers = { cookie: member.browser.cookie() };
    const sent = request(`${desk.url}${at(path)}`, { headers }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(response.statusCode, path).to.equal(200);
    const file = join(work, `${caseId}-${name}`);
    await writeFile(file, await buffer(response));
    return file;
  }

  /** Saves the case and its new keys, and seals it anew with the command that the page names. */
  async function reseal(channel = 'law', ...options: string[]): Promise<Buffer<ArrayBuffer>> {
    const bundle = await save(screener, '/bundle', 'case.zip');
    const keys = await save(screener, `/recipients/${channel}`, 'keys.txt');
    const out = join(work, `${caseId}-new.zip`);
    await rm(out, { force: true });
    const of = ['--identity', identities.unit, '--to', keys, '--out', out];
    await command('unit', 'reseal', ...of, ...options, bundle);
    return (await readFile(out)) as Buffer<ArrayBuffer>;
  }

  async function bring(
    content: Buffer<ArrayBuffer> | null,
    fields: Record<string, string> = {},
    shown?: Page,
  ): Promise<Page> {
    const page = shown ?? (await screener.get(at('/hand-over')));
    desk.wait(60);
    const typed = { channel: 'law', reason: 'screening-done', password: screener.password() };
    const files = content === null ? [] : [{ name: 'new.zip', content }];
    return screener.browser.submit(page, '/hand-over', { ...typed, ...fields }, files);
  }

  /** Everything of the case that must be as it was when something is refused. */
  async function state() {
    const { store } = desk.world.tools;
    const files = (await filesBelow(join(desk.world.data, 'sealed')))
      .map(({ path }) => path)
      .sort();
    return [await store.messages(caseId), await store.history(caseId), files];
  }

  it('is opened by the new unit, and by nobody else', async () => {
    const mailbox = await openMailbox(desk.world.tools, desk.world.channel, code);
    if (mailbox === null) throw new Error('no mailbox');
    const fields = { kind: 'follow-up' as const, language: 'en', originals: false };
    const more = { fields, text: 'And on Sunday.', contact: null, uploads: [] };
    await addFollowUp(desk.world.tools, mailbox, 'once', more);
    const before = await filesBelow(join(desk.world.data, 'sealed'));
    const done = await bring(await reseal());
    expect(done.text).to.include('The case is with Law firm now');

    const bundle = await save(lawyer, '/bundle', 'theirs.zip');
    const out = join(work, 'opened');
    await command('unit', 'open', '--identity', identities.law, '--out', out, bundle);
    const text = await readFile(join(out, `case-${caseId}`, 'case.txt'), 'utf8');
    expect(text).to.include(SECRET).and.to.include('And on Sunday.');
    const refused = await command(
      'unit',
      'open',
      '--identity',
      identities.unit,
      '--out',
      join(work, 'no'),
      bundle,
    ).then(
      () => '',
      (error: { stderr: string }) => error.stderr,
    );
    expect(refused).to.include('not opened');
    const after = await filesBelow(join(desk.world.data, 'sealed'));
    expect(after.length).to.equal(before.length);
    expect((await desk.world.tools.store.reconcile()).missingFiles).to.equal(0);
  });

  it('goes on with the mailbox of its reporter, whose next words only the new unit opens', async () => {
    await bring(await reseal());
    const mailbox = await openMailbox(desk.world.tools, desk.world.channel, code);
    if (mailbox === null) throw new Error('no mailbox');
    const fields = { kind: 'follow-up' as const, language: 'en', originals: false };
    const more = { fields, text: 'Later words.', contact: null, uploads: [] };
    expect(await addFollowUp(desk.world.tools, mailbox, 'twice', more)).to.equal('done');
    const bundle = await save(lawyer, '/bundle', 'later.zip');
    const out = join(work, 'opened-later');
    await command('unit', 'open', '--identity', identities.law, '--out', out, bundle);
    expect(await readFile(join(out, `case-${caseId}`, 'case.txt'), 'utf8')).to.include(
      'Later words.',
    );
  });

  it('leaves the screener its dates and nothing else, as configured, in the list and on its page', async () => {
    await bring(await reseal());
    const page = await screener.get(at());
    expect(page.text).to.include('Your channel handed this case over');
    expect(page.html).to.not.match(/message\.txt|\/bundle|\/step"|\/reply|\/erase/);
    expect((await screener.get('/en')).text).to.include(caseId);
    for (const path of ['/bundle', '/hand-over', '/recipients/law'])
      expect((await screener.get(at(path))).status, path).to.equal(404);
    expect((await lawyer.get(at())).text).to.include('Handed over to another channel');
  });

  it('stands in the history and in the register', async () => {
    await bring(await reseal());
    const kinds = (await desk.world.tools.store.history(caseId)).map(({ kind }) => kind);
    expect(kinds).to.include('handed-over');
    const administrator = await desk.member(['administrator']);
    expect((await administrator.get('/en/ledger')).text).to.include(
      'handed a case over, sealed anew',
    );
  });

  it('refuses what is not this case, sealed anew, whole and to the right keys, and loses nothing', async () => {
    const good = await reseal();
    const old = (await readFile(await save(screener, '/bundle', 'old.zip'))) as Buffer<ArrayBuffer>;
    const mine = caseId;
    const { caseId: other } = await desk.world.report();
    caseId = other;
    const theirs = await reseal();
    caseId = mine;
    const before = await state();
    const cut = Buffer.from(good);
    cut.fill(0, 3000, 3100);
    for (const [content, says] of [
      [Buffer.from('no zip'), 'no case that was sealed anew'],
      [good.subarray(0, good.length - 40), 'no case that was sealed anew'],
      [Buffer.concat([good.subarray(0, 100), Buffer.alloc(30_000_000)]), 'larger than this case'],
      [theirs, 'another case'],
      [old, 'other keys'],
      [cut, 'cut off or changed'],
      [null, 'Choose the file'],
    ] as [Buffer<ArrayBuffer> | null, string][]) {
      const refused = await bring(content);
      expect(refused.text, says).to.include('Nothing was done').and.to.include(says);
      expect(refused.status, says).to.be.oneOf([413, 422]);
      expect(await state(), says).to.deep.equal(before);
    }
    for (const fields of [
      { channel: '' },
      { channel: 'trial' },
      { password: '000000' },
      { after: '1' },
    ])
      expect((await bring(good, fields as Record<string, string>)).status).to.be.oneOf([409, 422]);
    expect(await state()).to.deep.equal(before);
    expect((await bring(good)).text).to.include('The case is with Law firm now');
  });

  it('refuses a file without what came in since it was saved', async () => {
    const good = await reseal();
    const mailbox = await openMailbox(desk.world.tools, desk.world.channel, code);
    if (mailbox === null) throw new Error('no mailbox');
    const fields = { kind: 'follow-up' as const, language: 'en', originals: false };
    const more = { fields, text: 'One thing more.', contact: null, uploads: [] };
    await addFollowUp(desk.world.tools, mailbox, 'meanwhile', more);
    expect((await bring(good)).text).to.include('Something came in since you saved the case');
  });

  it('never lies readable on the disk, even when an opened case is brought by mistake', async () => {
    const marker = Buffer.alloc(8_000_000, `${SECRET} `);
    const page = await screener.get(at('/hand-over'));
    let seen = false;
    const watch = setInterval(async () => {
      for (const { bytes } of await filesBelow(join(desk.world.data, 'sealed')).catch(() => []))
        seen ||= bytes.includes(SECRET);
    }, 20);
    const refused = await bring(marker, {}, page);
    clearInterval(watch);
    expect(refused.text).to.include('no case that was sealed anew');
    expect(seen).to.equal(false);
  });

  it('has had no incident', () => {
    expect(desk.incidents).to.deep.equal([]);
  });
});
