import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { mailboxIdentity, openMailbox } from '../../src/cases/mailbox.ts';
import { readReplies } from '../../src/cases/replies.ts';
import { openBundle } from '../../src/offline/bundle-reader.ts';
import { makeReply } from '../../src/offline/make-reply.ts';
import { type DeskWorld, deskWorld, type Member } from '../support/desk.ts';
import type { Page } from '../support/reporter.ts';

describe('a case on the desk', () => {
  let desk: DeskWorld;
  let member: Member;
  let work: string;
  let caseId: string;
  let code: Uint8Array;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-desk-'));
    desk = await deskWorld();
    member = await desk.member(['handler']);
  });
  beforeEach(async () => {
    ({ caseId, code } = await desk.world.report());
  });
  after(async () => {
    await desk.close();
    await rm(work, { recursive: true });
  });

  const at = (id = caseId) => `/en/case/${id}`;
  const page = () => member.get(at());
  const step = async (value: object, shown?: Page) =>
    member.browser.submit(shown ?? (await page()), '/step', { step: JSON.stringify(value) });

  async function fetchBundle(headers: Record<string, string> = {}, id = caseId) {
    const sent = request(`${desk.url}${at(id)}/bundle`, {
      headers: { cookie: member.browser.cookie(), ...headers },
    }).end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    return { response, body: await buffer(response) };
  }

  async function replyTo(
    id: string,
    kind: 'feedback' | 'message' = 'message',
  ): Promise<Buffer<ArrayBuffer>> {
    const path = join(work, `${id}.zip`);
    await writeFile(path, (await fetchBundle({}, id)).body);
    const bundle = await openBundle(path);
    const day = desk.now().toISOString().slice(0, 10);
    const reply = await makeReply(bundle.head, { kind, text: 'Thank you.', files: [], day });
    bundle.close();
    return Buffer.from(await buffer(reply));
  }
  const bring = async (content: Buffer<ArrayBuffer>) =>
    member.browser.submit(await page(), '/reply', {}, [{ name: 'reply.zip', content }]);
  const kinds = async () => (await desk.world.tools.store.history(caseId)).map(({ kind }) => kind);

  it('is new until it was looked at', async () => {
    const row = async () =>
      /<tr[^>]*>(?:(?!<\/tr>).)*ID(?:(?!<\/tr>).)*<\/tr>/s.source.replace('ID', caseId);
    const line = async () => new RegExp(await row(), 's').exec((await member.get('/en')).html)?.[0];
    expect(await line()).to.include('New');
    await page();
    expect(await line()).to.not.include('New');
  });

  it('is fetched whole, and taken up again where it broke off', async () => {
    const whole = await fetchBundle();
    const tag = whole.response.headers.etag as string;
    expect(whole.body.length).to.equal(Number(whole.response.headers['content-length']));
    const from = Math.floor(whole.body.length / 3);
    const rest = await fetchBundle({ range: `bytes=${from}-`, 'if-range': tag });
    expect(rest.response.statusCode).to.equal(206);
    expect(rest.body.equals(whole.body.subarray(from))).to.equal(true);
    const middle = await fetchBundle({ range: 'bytes=10-20' });
    expect(middle.body.equals(whole.body.subarray(10, 21))).to.equal(true);
    expect(
      (await fetchBundle({ range: `bytes=${whole.body.length}-` })).response.statusCode,
    ).to.equal(416);
    const changed = await fetchBundle({ range: 'bytes=10-', 'if-range': '"another"' });
    expect(changed.response.statusCode).to.equal(200);
    expect(createHash('sha256').update(changed.body).digest()).to.deep.equal(
      createHash('sha256').update(whole.body).digest(),
    );
  });

  it('takes a reply that its reporter then reads', async () => {
    const done = await bring(await replyTo(caseId));
    expect(done.text).to.include('The reply is in the mailbox');
    const mailbox = await openMailbox(desk.world.tools, desk.world.channel, code);
    if (mailbox === null) throw new Error('no mailbox');
    const messages = await desk.world.tools.store.messages(caseId);
    const [reply] = await readReplies(desk.world.tools.store, messages, mailboxIdentity(mailbox));
    expect(reply).to.include({ text: 'Thank you.' });
    expect(
      (await bring((await readFile(join(work, `${caseId}.zip`))) as Buffer<ArrayBuffer>)).status,
    ).to.equal(422);
  });

  it('refuses a wrong file, a truncated one, one too large and one for another case, each with its reason', async () => {
    const good = await replyTo(caseId);
    const { caseId: other } = await desk.world.report();
    const before = await desk.world.tools.store.messages(caseId);
    for (const [content, says] of [
      [Buffer.from('no zip'), 'no reply file'],
      [good.subarray(0, good.length - 40), 'no reply file'],
      [await replyTo(other), 'belongs to another case'],
      [Buffer.alloc(2_500_000, 7), 'too large'],
      [Buffer.from(good).fill(0, 2000, 2100), 'cut off or changed'],
    ] as [Buffer<ArrayBuffer>, string][]) {
      const refused = await bring(Buffer.from(content));
      expect(refused.status, says).to.equal(422);
      expect(refused.text).to.include('Nothing was done').and.to.include(says);
    }
    expect((await member.browser.submit(await page(), '/reply')).text).to.include('Choose a file');
    expect(await desk.world.tools.store.messages(caseId)).to.deep.equal(before);
  });

  it('goes from its first stage to closing, and into the figures', async () => {
    for (const taken of [
      { kind: 'assessment-started' },
      { kind: 'investigation-started' },
      { kind: 'decided', outcome: { kind: 'action' } },
    ])
      expect((await step(taken)).text).to.include('Recorded.');
    expect((await page()).html).to.not.include('&quot;closed&quot;');
    await bring(await replyTo(caseId, 'feedback'));
    expect((await step({ kind: 'closed' })).text).to.include('Recorded.');
    const figures = await member.get('/en/figures');
    expect(figures.html).to.match(/Processed, action taken<\/th><td class="number">1</);
    const csv = await member.get('/en/figures.csv?from=2026-01&to=2026-12');
    expect(csv.html).to.match(/"Processed, action taken";"1"\r\n/);
    expect((await member.get('/da/figures.txt?from=2026-01&to=2026-12')).html).to.match(
      /der er handlet\.+1/,
    );
  });

  it('refuses a step that may not be taken, in the member’s language', async () => {
    const shown = await member.get(`/da/case/${caseId}`);
    const refused = await step({ kind: 'closed' }, shown);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('ikke på det rette trin');
    expect(await kinds()).to.deep.equal(['received', 'receipt-issued']);
  });

  it('lets the first of two members decide, and tells the second', async () => {
    const other = await desk.member(['handler']);
    const theirs = await other.get(at());
    expect((await step({ kind: 'assessment-started' })).text).to.include('Recorded.');
    const late = await other.browser.submit(theirs, '/step', {
      step: JSON.stringify({ kind: 'police-reported' }),
    });
    expect(late.status).to.equal(409);
    expect(late.text).to.include('Somebody else changed this case');
    expect(await kinds()).to.not.include('police-reported');
  });

  it('says that the clock was set back, and records nothing', async () => {
    const now = desk.now().toISOString();
    const shown = await page();
    desk.setNow('2025-12-24T12:00:00Z');
    const refused = await step({ kind: 'assessment-started' }, shown);
    desk.setNow(now);
    expect(refused.status).to.equal(422);
    expect(refused.text).to.include('clock of the server');
    expect(await kinds()).to.deep.equal(['received', 'receipt-issued']);
  });

  it('deletes and keeps longer only with a new one-time password', async () => {
    await step({ kind: 'assessment-started' });
    await step({ kind: 'decided', outcome: { kind: 'rejected', reason: 'not-serious' } });
    const shown = await page();
    for (const password of ['', '000000'])
      expect((await member.browser.submit(shown, '/erase', { password })).status).to.equal(422);
    const until = { until: '2027-12-31', reason: 'complaint' };
    expect((await member.browser.submit(shown, '/keep', until)).status).to.equal(422);
    expect(await kinds()).to.not.include('content-deleted');
    desk.wait(60);
    const [part] = /name="part"[^>]*value="([^"]+)"/.exec(shown.html)?.slice(1) ?? [];
    const password = member.password();
    const chosen = { part: part as string, reason: 'irrelevant', password };
    expect((await member.browser.submit(shown, '/erase-parts', chosen)).text).to.include(
      'Recorded.',
    );
    expect((await member.browser.submit(await page(), '/erase', { password })).status).to.equal(
      422,
    );
    const again = { password: member.password() };
    expect((await member.browser.submit(await page(), '/erase', again)).text).to.include(
      'Recorded.',
    );
    const left = await desk.world.tools.store.messages(caseId);
    expect(left.filter(({ audience }) => audience === 'unit')).to.deep.equal([]);
  });

  it('is linked with another one, marked as a trial, and handed over out of sight', async () => {
    const { caseId: other } = await desk.world.report();
    await member.browser.submit(await page(), '/link', { other });
    expect((await member.get(at(other))).text).to.include(caseId);
    expect((await step({ kind: 'marked-test' })).text).to.include('This is a trial');
    const gone = await step({ kind: 'handed-over', channel: 'other', reason: 'competent-unit' });
    expect(gone.path).to.equal('/en');
    expect((await page()).status).to.equal(404);
    expect((await member.get(at(other))).text).to.not.include(caseId);
  });

  it('has a code and minutes when it was registered by hand', async () => {
    const form = await member.get('/en/register');
    const typed = {
      channel: 'trial',
      arrival: 'phone',
      text: 'Somebody called.',
      minutes: 'You said so.',
    };
    const done = await member.browser.submit(form, '/register', typed);
    const digits = /class="digits">([\d ]+)</.exec(done.html)?.[1]?.replaceAll(' ', '') ?? '';
    const mailbox = await openMailbox(desk.world.tools, desk.world.channel, Buffer.from(digits));
    if (mailbox === null) throw new Error('no mailbox');
    const messages = await desk.world.tools.store.messages(mailbox.case.id);
    const [minutes] = await readReplies(desk.world.tools.store, messages, mailboxIdentity(mailbox));
    expect(minutes).to.include({ kind: 'minutes', text: 'You said so.' });
    expect((await member.get(at(mailbox.case.id))).text).to.include('telephone');
  });

  it('has had no incident', () => {
    expect(desk.incidents).to.deep.equal([]);
  });
});
