import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import { bringReply } from '../../src/cases/bring-reply.ts';
import { caseBundle } from '../../src/cases/bundle.ts';
import { addFollowUp } from '../../src/cases/converse.ts';
import { openMailbox } from '../../src/cases/mailbox.ts';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { openBundle } from '../../src/offline/bundle-reader.ts';
import { makeReply } from '../../src/offline/make-reply.ts';
import { showCode } from '../../src/seal/code.ts';
import { REPLY_FILE, type ReplyKind, replyFileSchema } from '../../src/seal/reply-bundle.ts';
import { openSealedZip } from '../../src/seal/sealed-zip.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { type IntakeSite, startIntakeSite } from '../support/intake-site.ts';
import { newReporter, type Page, type Reporter } from '../support/reporter.ts';

const MOST = 14_000;
const REPLIES = 45;
const MESSAGES = 20;
const KINDS: readonly ReplyKind[] = ['message', 'question', 'minutes', 'consent-request'];

/** What stands on a page and in its head. */
function weight(page: Page): number {
  const head = [...page.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.byteLength(page.html) + head.length + 'HTTP/1.1 200 OK\r\n\r\n'.length;
}

describe('a mailbox of a long conversation', () => {
  let world: CaseWorld;
  let site: IntakeSite;
  let code: string;
  let reporter: Reporter;

  before(async () => {
    world = await caseWorld({
      name: Object.fromEntries(LANGUAGE_CODES.map((language) => [language, 'Nordby Kommune'])),
      languages: [...LANGUAGE_CODES],
      profile: 'se-internal',
    });
    world.setDay('2026-09-17');
    const sent = await world.report();
    code = showCode(sent.code);
    const mailbox = await openMailbox(world.tools, world.channel, Uint8Array.from(sent.code));
    if (mailbox === null) throw new Error('the mailbox does not open');
    for (let number = 1; number <= MESSAGES; number += 1) {
      await addFollowUp(world.tools, mailbox, `once-${number}-aaaaaaaaaaaa`, {
        fields: { kind: 'follow-up', language: 'en', about: 'message', originals: false },
        text: 'words',
        contact: null,
        uploads: [],
      });
    }
    mailbox.keys.wipe();
    const row = await world.tools.store.caseById(sent.caseId);
    if (row === null) throw new Error('no case');
    const path = join(world.data, 'bundle.zip');
    await pipeline(await caseBundle(world.tools.store, row), createWriteStream(path));
    const bundle = await openBundle(path);
    bundle.close();
    for (let number = 1; number <= REPLIES; number += 1) {
      const reply = await makeReply(bundle.head, {
        kind: KINDS[number % KINDS.length] as ReplyKind,
        text: `Reply ${number}: ${'words '.repeat(number * 3)}`,
        files: [],
        day: '2026-09-18',
      });
      const file = join(world.data, 'reply.zip');
      await pipeline(reply, createWriteStream(file));
      const zip = await openSealedZip(file, REPLY_FILE, replyFileSchema);
      await bringReply(world.tools, { file: zip.head, sealed: zip.sealed });
      zip.close();
    }
    site = await startIntakeSite(world);
    reporter = newReporter(() => site.url);
    await reporter.submit(await reporter.get('/en/mailbox'), '/mailbox', { code });
  });
  after(async () => {
    await site?.close();
    await world?.close();
  });

  const linksOn = (page: Page, part: string) => [
    ...new Set(
      [...page.html.matchAll(/href="(\/[^"]+)"/g)].flatMap(([, href]) =>
        href?.includes(part) ? [href] : [],
      ),
    ),
  ];

  it(`has no page over ${MOST} bytes in any language, on the way through all of them`, async () => {
    for (const language of LANGUAGE_CODES) {
      const seen = new Set<string>();
      const waiting = [`/${language}/mailbox`];
      while (waiting.length > 0) {
        const path = waiting.pop() as string;
        if (seen.has(path)) continue;
        seen.add(path);
        const page = await reporter.get(path);
        expect(page.status, path).to.equal(200);
        expect(weight(page), path).to.be.within(3000, MOST);
        expect(page.headers.get('cache-control'), path).to.equal('no-store');
        const further = linksOn(page, `/${language}/mailbox/`).filter(
          (href) => !/destroy/.test(href),
        );
        // Every reply in one language; in the others the pages around them.
        waiting.push(
          ...further.filter((href) => language === 'en' || !/reply\/\d*[1-9]$/.test(href)),
        );
      }
      const whole = await reporter.get(`/${language}/mailbox`);
      const shown = linksOn(whole, '/mailbox/').length;
      // Each reply has a page of its own, but for those that stand on the first one.
      const replies = [...seen].filter((path) => path.includes('/reply/'));
      expect(replies.length, language).to.be.at.least(language === 'en' ? REPLIES : 3);
      expect(shown).to.be.below(12);
    }
  });

  it('shows the newest reply at once, and leads from the newest to the oldest', async () => {
    const first = await reporter.get('/en/mailbox');
    const numbers = [...first.text.matchAll(/Reply (\d+):/g)].map(([, number]) => Number(number));
    expect(numbers[0]).to.equal(REPLIES);
    const list = await reporter.get('/en/mailbox/replies');
    const [newest] = linksOn(list, '/mailbox/reply/');
    expect((await reporter.get(newest as string)).text).to.include(`Reply ${REPLIES}:`);
    expect(list.text).to.include('Older').and.to.not.include('Newer');
    const last = await reporter.get('/en/mailbox/replies/2');
    expect(last.text).to.include('Newer').and.to.not.include('Older');
    const oldest = linksOn(last, '/mailbox/reply/').at(-1) as string;
    expect((await reporter.get(oldest)).text).to.include('Reply 1:');
  });

  it('takes an answer to an old reply on its own page', async () => {
    const list = await reporter.get('/en/mailbox/replies');
    const minutes = /href="([^"]+)">Minutes to check/.exec(list.html)?.[1] as string;
    const page = await reporter.get(minutes);
    const back = await reporter.submit(page, '/mailbox/answer', { answer: 'minutes-approved' });
    expect(back.text).to.include('Your answer has arrived');
  });

  it('tells everything that was sent, and everything that happened, on pages of their own', async () => {
    const first = await reporter.get('/en/mailbox');
    expect(first.text).to.match(/Everything you sent \(2[12]\)/);
    expect(first.text).to.match(/Everything that happened \(\d+\)|What happened/);
    const sent = await reporter.get('/en/mailbox/sent/2');
    expect(sent.text).to.include('Report, 17 September 2026').and.to.include('Newer');
    const events = await reporter.get('/en/mailbox/events');
    expect(events.text).to.include('The mailbox confirmed by itself');
  });

  it('has no pages that are not there, and none for anybody else', async () => {
    for (const path of ['replies/0', 'replies/3', 'replies/x', 'sent/99', 'events/9', 'reply/0'])
      expect((await reporter.get(`/en/mailbox/${path}`)).status, path).to.equal(404);
    const stranger = newReporter(() => site.url);
    for (const path of ['replies', 'sent', 'events', 'reply/3'])
      expect((await stranger.get(`/en/mailbox/${path}`)).status, path).to.equal(403);
  });
});
