import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { showCode } from '../../src/seal/code.ts';
import { openSessions } from '../../src/web/session.ts';
import { sendReply } from '../support/replies.ts';
import { codeOn, formOn, newReporter, type Page, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

describe('the mailbox', () => {
  let server: TestServer;
  const someone = () => newReporter(() => server.url);

  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  async function loggedIn(text: string) {
    const reporter = someone();
    const { code } = await report(reporter, { text });
    reporter.forgetCookie();
    const page = await reporter.submit(await reporter.get('/en/mailbox'), '/mailbox', { code });
    return { reporter, code, page };
  }
  /** What a page shows, without what is new each time. */
  const shape = (page: Page) => page.html.replace(/value="[^"]*"/g, '');

  it('looks the same for a code that never was and one that was destroyed', async () => {
    const { reporter, code } = await loggedIn('to be destroyed');
    await reporter.submit(await reporter.get('/en/mailbox/destroy'), '/mailbox/destroy');
    const attempt = async (text: string) => {
      const visitor = someone();
      return visitor.submit(await visitor.get('/en/mailbox'), '/mailbox', { code: text });
    };
    const gone = await attempt(code);
    const never = await attempt(showCode(Buffer.from('1234567812345678')));
    expect(gone.status).to.equal(never.status);
    expect(shape(gone)).to.equal(shape(never));
    expect([...gone.headers.keys()]).to.deep.equal([...never.headers.keys()]);
  });

  it('tells a code with a missing digit from one that opens nothing', async () => {
    const reporter = someone();
    const page = await reporter.submit(await reporter.get('/en/mailbox'), '/mailbox', {
      code: '1234',
    });
    expect(page.status).to.equal(422);
    expect(page.text).to.include('is a digit missing?');
  });

  it('takes a message once when it is sent twice', async () => {
    const { reporter, page } = await loggedIn('once');
    const first = await reporter.submit(page, '/mailbox/message', { text: 'marker-followup-once' });
    expect(first.text).to.include('Your message has arrived');
    const second = await reporter.submit(page, '/mailbox/message', {
      text: 'marker-followup-once',
    });
    expect(second.text).to.include('sent twice');
    const { cases } = await exportAndOpen(server.data, server.identityFile);
    const texts = await Promise.all(
      cases.map((folder) => readFile(join(folder, 'case.txt'), 'utf8')),
    );
    expect(texts.join('').split('marker-followup-once')).to.have.length(2);
  });

  it('keeps what was typed when it was closed in the meantime, and goes on after the code', async () => {
    const { reporter, code, page } = await loggedIn('closed in the meantime');
    // A restart forgets every session, as idle time does.
    await server.restart();
    const files = [{ name: 'a.bin', content: Buffer.from('\0\x01') }];
    const ended = await reporter.submit(
      page,
      '/mailbox/message',
      { text: 'not lost & <b>' },
      files,
    );
    expect(ended.status).to.equal(403);
    expect(ended.text)
      .to.include('Enter your code to go on')
      .and.to.include('Files must be chosen again');
    expect(ended.html).to.match(
      /<textarea name="draft"[^>]*>\s*not lost &amp; &lt;b&gt;<\/textarea>/,
    );
    const draft = 'not lost & <b>';
    const open = await reporter.submit(ended, '/mailbox', { code, draft });
    expect(open.html).to.match(
      /<textarea name="text"[^>]*>\s*not lost &amp; &lt;b&gt;<\/textarea>/,
    );
    const sent = await reporter.submit(open, '/mailbox/message', { text: draft });
    expect(sent.text).to.include('Your message has arrived');
  });

  it('keeps what was typed when the code was mistyped', async () => {
    const { reporter, page } = await loggedIn('mistyped');
    await server.restart();
    const ended = await reporter.submit(page, '/mailbox/message', { text: 'still here' });
    const wrong = await reporter.submit(ended, '/mailbox', {
      code: '1111 2222 3333 4444',
      draft: 'still here',
    });
    expect(wrong.text).to.include('No mailbox opens');
    expect(wrong.html).to.match(/<textarea name="draft"[^>]*>\s*still here/);
  });

  it('asks the browser to forget when it is closed, and is closed on the server', async () => {
    const { reporter, page } = await loggedIn('to be closed');
    const cookie = reporter.cookie();
    const closed = await reporter.submit(page, '/mailbox/close');
    expect(closed.text).to.include('The mailbox is closed').and.to.include('New Identity');
    const back = newReporter(() => server.url);
    const again = await back.submit(page, '/mailbox/message', { text: 'x' }, [], {
      headers: { cookie },
    });
    expect(again.status).to.equal(403);
    expect(again.text).to.include('Enter your code');
  });

  it('refuses an empty message and keeps the mailbox open', async () => {
    const { reporter, page } = await loggedIn('empty message');
    const refused = await reporter.submit(page, '/mailbox/message', { text: ' ' });
    expect(refused.status).to.equal(422);
    expect(refused.html).to.include('href="#text"');
    expect((await reporter.get('/en/mailbox')).text).to.include('Your mailbox');
  });

  it('gives files of replies to nobody else, and none that is not there', async () => {
    const owner = await startServer();
    try {
      const reporter = newReporter(() => owner.url);
      await report(reporter, { text: 'owner' });
      await sendReply(owner.data, 'message', 'with a file', [
        '--file',
        join(import.meta.dirname, 'mailbox.test.ts'),
      ]);
      const page = await reporter.get('/en/mailbox');
      const href = /href="(\/en\/mailbox\/file\/[^"]+)"/.exec(page.html)?.[1] as string;
      expect((await reporter.get(href)).html).to.include("describe('the mailbox'");
      expect((await reporter.get(href.replace(/\d+$/, '7'))).status).to.equal(404);
      expect((await reporter.get('/en/mailbox/file/1/1')).status).to.equal(404);
      const stranger = newReporter(() => owner.url);
      await report(stranger, { text: 'stranger' });
      expect((await stranger.get(href)).status).to.equal(404);
      expect((await newReporter(() => owner.url).get(href)).status).to.equal(403);
    } finally {
      await owner.stop();
    }
  });

  it('opens at the address of its own channel only', async () => {
    const { code } = await loggedIn('own channel');
    const other = await startServer();
    const visitor = newReporter(() => other.url);
    const page = await visitor.submit(await visitor.get('/en/mailbox'), '/mailbox', { code });
    expect(page.text).to.include('No mailbox opens');
    await other.stop();
  });

  it('shows the code on the receipt and never in the mailbox', async () => {
    const reporter = someone();
    const { code, receipt } = await report(reporter, { text: 'code shown once' });
    expect(codeOn(receipt)).to.equal(code);
    const page = await reporter.get('/en/mailbox');
    expect(page.html).to.not.include(code).and.to.not.include(code.replaceAll(' ', ''));
    expect(formOn(page, '/mailbox/message').hidden).to.have.all.keys('_csrf', 'once');
  });
});

describe('a session', () => {
  /** A session of its own: what its browser sends, and when it ended. */
  function openOne(sessions: ReturnType<typeof openSessions<{ close(): void }>>) {
    const requestEnds: (() => void)[] = [];
    const request = {
      headers: {} as { cookie?: string },
      get: () => 'host',
      res: { once: (_event: string, done: () => void) => requestEnds.push(done) },
    };
    const response = {
      cookie: (name: string, value: string, { secure }: { secure: boolean }) => {
        set = { name, value, secure };
      },
    };
    let set = { name: '', value: '', secure: false };
    let closed = false;
    const ended = new Promise<void>((resolve) => {
      const close = () => {
        closed = true;
        resolve();
      };
      sessions.open(request as never, response as never, { close });
    });
    return {
      ended,
      set: () => set,
      sends: (cookie: string) => {
        request.headers.cookie = cookie;
      },
      isClosed: () => closed,
      find: () => sessions.find(request as never),
      endRequests: () => {
        for (const end of requestEnds) end();
      },
    };
  }

  it('ends after its idle time and wipes what it held, but not while a request is under way', async () => {
    const sessions = openSessions<{ close(): void }>({
      idleMinutes: 0.001,
      longestHours: 1,
      origins: [],
    });
    const busy = openOne(sessions);
    expect(busy.find()).to.not.equal(null);
    // Opened later, so when this one is over the idle time of the first has passed too.
    await openOne(sessions).ended;
    await openOne(sessions).ended;
    expect(busy.isClosed(), 'while the request is under way').to.equal(false);
    busy.endRequests();
    await busy.ended;
    expect(busy.find()).to.equal(null);
  });

  it('has a cookie over https that no other host of the domain can plant', () => {
    const options = { idleMinutes: 30, longestHours: 12 };
    const sessions = openSessions<{ close(): void }>({ ...options, origins: ['https://host'] });
    const one = openOne(sessions);
    const { name, value, secure } = one.set();
    expect([name, secure]).to.deep.equal(['__Host-sluse', true]);
    one.sends(`sluse=${value}`);
    expect(one.find()).to.equal(null);
    one.sends(`sluse=${'x'.repeat(43)}; __Host-sluse=${value}`);
    expect(one.find()).to.not.equal(null);
    sessions.closeAll();
    const plain = openOne(openSessions({ ...options, origins: ['http://host'] })).set();
    expect([plain.name, plain.secure]).to.deep.equal(['sluse', false]);
  });

  it('takes no new request after its longest time, and is wiped when none is under way', () => {
    let now = 0;
    const sessions = openSessions<{ close(): void }>({
      idleMinutes: 30,
      longestHours: 12,
      origins: [],
      uptime: () => now,
    });
    const busy = openOne(sessions);
    expect(busy.find()).to.not.equal(null);
    now = 12 * 3_600_000;
    expect([busy.find(), busy.isClosed()]).to.deep.equal([null, false]);
    busy.endRequests();
    expect([busy.find(), busy.isClosed()]).to.deep.equal([null, true]);
    sessions.closeAll();
  });
});
