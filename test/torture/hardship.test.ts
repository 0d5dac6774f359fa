import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { watchClock } from '../../src/cases/clock-watch.ts';
import { identityOf, writeConfig } from '../support/config.ts';
import { dirtyPhoto } from '../support/dirty-photo.ts';
import { beginUpload, END, fileHead, formFields } from '../support/raw-upload.ts';
import { codeOn, newReporter, type Page, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

const MB = 1_000_000;
const file = (megabytes: number) => [{ name: 'a.bin', content: Buffer.alloc(megabytes * MB, 7) }];

describe('with a disk that is full', function () {
  this.timeout(300_000);
  let server: TestServer;
  const someone = () => newReporter(() => server.url);

  before(async () => {
    server = await startServer({
      config: async (data) => {
        await mkdir(join(data, 'small'));
        return writeConfig(data, { dataFolder: join(data, 'small') });
      },
      // A file system of its own, that nobody else sees and that goes with the server.
      under: (data) => [
        ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'],
        'mount -t tmpfs -o size=6m tmpfs "$0" && exec "$@"',
        join(data, 'small'),
      ],
    });
  });
  after(() => server.stop());

  it('a report is turned away with everything that was typed, and what was acknowledged stays', async () => {
    const fields = { text: 'before it was full', originals: 'yes' };
    const { code, receipt } = await report(someone(), fields, file(1));
    expect(receipt.status, server.output()).to.equal(200);

    let refused: { code: string; receipt: Page };
    do refused = await report(someone(), { text: 'no room for this', originals: 'yes' }, file(2));
    while (refused.receipt.status === 200);
    expect(refused.receipt.status).to.equal(503);
    expect(refused.receipt.html).to.match(/<textarea[^>]*>\s*no room for this<\/textarea>/);
    expect(codeOn(refused.receipt)).to.equal(refused.code);
    expect(server.output())
      .to.match(/ALARM: the disk is full/)
      .and.not.match(/no room for this/);

    const back = someone();
    const mailbox = await back.submit(await back.get('/en/mailbox'), '/mailbox', { code });
    expect(mailbox.status).to.equal(200);
    const text = await back.submit(
      mailbox,
      '/message',
      { text: 'too much', originals: 'yes' },
      file(4),
    );
    expect(text.status).to.equal(503);
    expect(text.html).to.match(/<textarea[^>]*>\s*too much<\/textarea>/);
    // What was begun and had no room was taken away again, so a text fits in.
    const small = await report(someone(), { text: 'only words' });
    expect(small.receipt.status).to.equal(200);
  });
});

describe('with cleaners that are killed', function () {
  this.timeout(300_000);
  let server: TestServer;
  before(async () => {
    server = await startServer({ config: (data) => writeConfig(data) });
  });
  after(() => server.stop());

  /** Every process that the server has started, and what they have started. */
  async function childrenOf(pid: number): Promise<number[]> {
    const path = `/proc/${pid}/task/${pid}/children`;
    const own = (await readFile(path, 'utf8').catch(() => '')).trim().split(' ').filter(Boolean);
    const deeper = await Promise.all(own.map((child) => childrenOf(Number(child))));
    return [...own.map(Number), ...deeper.flat()];
  }
  async function killChildren(): Promise<number> {
    let killed = 0;
    for (const pid of await childrenOf(server.process.pid as number)) {
      try {
        process.kill(pid, 'SIGKILL');
        killed += 1;
      } catch (error) {
        // It ended by itself just now.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
    return killed;
  }

  it('a report goes in, and a file is cleaned or held, never sent dirty', async () => {
    const photo = [{ name: 'photo.jpg', content: new Uint8Array(await dirtyPhoto()) }];
    let killed = await killChildren();
    let answered = false;
    const sending = report(
      newReporter(() => server.url),
      { text: 'in spite of it' },
      photo,
    ).finally(() => {
      answered = true;
    });
    for (let times = 0; times < 20 && !answered; times += 1) killed += await killChildren();
    const { receipt } = await sending;
    expect(killed).to.be.greaterThan(0);
    expect(receipt.text).to.include('Your report has arrived');
    expect(receipt.text).to.match(
      /File 1 .*(Cleaned and sent|could not be cleaned|Could not be cleaned)/,
    );
    const { receipt: next } = await report(
      newReporter(() => server.url),
      { text: 'afterwards' },
      photo,
    );
    expect(next.text).to.match(/File 1 .*Cleaned and sent/);
    const { cases } = await exportAndOpen(server.data, identityOf(server.data));
    expect(cases).to.have.length(2);
  });
});

describe('with an upload at 0.6 Mbit/s', function () {
  this.timeout(300_000);

  it('the report goes in, however long it takes', async () => {
    const server = await startServer({
      config: (data) => writeConfig(data, { limits: { progressSeconds: 2 } }),
    });
    try {
      const reporter = newReporter(() => server.url);
      const form = await reporter.get('/en/report');
      const head = formFields(form, { text: 'slowly', originals: 'yes' }) + fileHead('a.bin');
      const seconds = 6;
      const perTick = 7500;
      const length = Buffer.byteLength(head) + seconds * 10 * perTick + END.length;
      const upload = beginUpload(server.url, reporter, form, length);
      await upload.write(head);
      // The pace is the subject here: 75 kB a second for three times as long as the progress is looked at.
      await new Promise<void>((done) => {
        let ticks = 0;
        const timer = setInterval(() => {
          ticks += 1;
          upload.request.write(Buffer.alloc(perTick, 1));
          if (ticks < seconds * 10) return;
          clearInterval(timer);
          done();
        }, 100);
      });
      upload.request.end(END);
      expect((await upload.answer).status).to.equal(303);
    } finally {
      await server.stop();
    }
  });
});

describe('with a clock that jumps', () => {
  const at = (text: string) => new Date(text);

  it('nothing is deleted until it is right again; it may drift, and be set by minutes', () => {
    let now = at('2026-01-01T12:00:00Z');
    let steady = 5000;
    const believed = watchClock(
      () => now,
      () => steady,
    );
    const pass = (ms: number) => {
      now = new Date(now.getTime() + ms);
      steady += ms;
    };
    pass(400 * 86_400_000);
    expect(believed()).to.equal(true);
    now = new Date(now.getTime() + 600_000);
    expect(believed()).to.equal(true);
    for (const jump of ['2037-01-01T00:00:00Z', '1970-01-01T00:00:00Z']) {
      const right = now;
      now = at(jump);
      expect(believed(), jump).to.equal(false);
      now = right;
      expect(believed()).to.equal(true);
    }
  });
});
