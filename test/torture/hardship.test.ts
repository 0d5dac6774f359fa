import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { identityOf, writeConfig } from '../support/config.ts';
import { beginUpload, END, fileHead, formFields } from '../support/raw-upload.ts';
import { codeOn, newReporter, type Page, report } from '../support/reporter.ts';
import { scratchFolder } from '../support/scratch.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';
import { until } from '../support/until.ts';
import { orphans } from './left-behind.ts';

const MB = 1_000_000;
const file = (megabytes: number) => [{ name: 'a.bin', content: Buffer.alloc(megabytes * MB, 7) }];

describe('with a disk and a memory that are full', function () {
  this.timeout(300_000);
  let server: TestServer;
  const someone = () => newReporter(() => server.url);

  before(async () => {
    server = await startServer({
      config: async (data) => {
        const [small, spool] = [join(data, 'small'), join(data, 'spool')];
        for (const folder of [small, spool]) await mkdir(folder);
        return writeConfig(data, { dataFolder: small, spool });
      },
      // File systems of its own, that nobody else sees and that go with the server.
      under: (data) => [
        ...['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c'],
        'mount -t tmpfs -o size=7m tmpfs "$0/small" && mount -t tmpfs -o size=9m tmpfs "$0/spool" && exec "$@"',
        data,
      ],
    });
  });
  after(() => server.stop());

  it('a report for which the spool has no room is turned away with everything that was typed, and one that fits is not', async () => {
    const { code, receipt } = await report(someone(), { text: 'too much at once' }, file(12));
    expect(receipt.status).to.equal(503);
    expect(receipt.text).to.include('Too much is going on');
    expect(receipt.html).to.match(/<textarea[^>]*>\s*too much at once<\/textarea>/);
    expect(codeOn(receipt)).to.equal(code);
    const next = await report(someone(), { text: 'a little at once' }, file(1));
    expect(next.receipt.status, server.output()).to.equal(200);
  });

  it('a report is turned away with everything that was typed, and what was acknowledged stays', async () => {
    const fields = { text: 'before it was full', originals: 'yes' };
    const { code, receipt } = await report(someone(), fields, file(1));
    expect(receipt.status, server.output()).to.equal(200);

    let refused: { code: string; receipt: Page };
    let taken = 2;
    for (;;) {
      refused = await report(someone(), { text: 'no room for this', originals: 'yes' }, file(2));
      if (refused.receipt.status !== 200) break;
      taken += 1;
    }
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
    // The disk as the server sees it. A copy, because SQLite follows this link into our own file systems.
    const copy = await scratchFolder('full');
    await cp(`/proc/${server.process.pid}/root${join(server.data, 'small')}`, copy, {
      recursive: true,
    });
    const { cases } = await exportAndOpen(copy, identityOf(server.data));
    expect(cases).to.have.length(taken + 1);
    const opened = (await Promise.all(cases.map(filesBelow))).flat();
    const [sent] = file(1);
    expect(opened.some(({ bytes }) => bytes.equals(sent?.content as Buffer))).to.equal(true);
  });
});

/** More than is written to a cleaner without waiting for it, less than is handed to it as a descriptor. */
function largePhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 40 };
  const picture = { width: 3200, height: 2400, channels: 3 as const, background: '#888', noise };
  return sharp({ create: picture }).jpeg({ quality: 95 }).toBuffer();
}

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
    // Who is born while the others die is nobody's child any more.
    const children = await childrenOf(server.process.pid as number);
    for (const pid of [...children, ...(await orphans())]) {
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

  it('however often, the report goes in, and its file is held as it came until its reporter sends it', async () => {
    // So that they die while they are fed.
    const photo = [{ name: 'photo.jpg', content: new Uint8Array(await largePhoto()) }];
    const reporter = newReporter(() => server.url);
    let killed = 0;
    let answered = false;
    const sending = report(reporter, { text: 'in spite of it' }, photo).finally(() => {
      answered = true;
    });
    while (!answered) killed += await killChildren();
    const { receipt } = await sending;
    expect(killed).to.be.greaterThan(0);
    expect(receipt.status, server.output()).to.equal(200);
    expect(receipt.text).to.match(/File 1 .*ould not be cleaned/);
    const decided = await reporter.submit(receipt, '/mailbox/held', { decision: 'send' });
    expect(decided.status).to.equal(200);

    const next = await report(
      newReporter(() => server.url),
      { text: 'afterwards' },
      photo,
    );
    expect(next.receipt.text).to.match(/File 1 .*Cleaned and sent/);
    const { cases } = await exportAndOpen(server.data, identityOf(server.data));
    expect(cases).to.have.length(2);
    const opened = (await Promise.all(cases.map(filesBelow))).flat();
    const [original] = photo.map(({ content }) => content);
    const unchanged = opened.filter(({ bytes }) => bytes.equals(original as Uint8Array));
    expect(unchanged, 'the one that was sent unchanged').to.have.length(1);
    expect(opened.filter(({ path }) => path.endsWith('attachment-1.jpg'))).to.have.length(1);
  });
});

describe('with an upload at 0.6 Mbit/s', function () {
  this.timeout(300_000);

  it('the report goes in, however long it takes', async () => {
    const preload = join(import.meta.dirname, '../support/impatient-http.ts');
    const server = await startServer({
      config: (data) => writeConfig(data, { limits: { progressSeconds: 2 } }),
      under: () => ['env', `NODE_OPTIONS=--import=${preload}`],
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

describe('with a clock that jumps', function () {
  this.timeout(300_000);

  it('nothing is deleted until it is right again, and then what is due', async () => {
    const clock = join(await scratchFolder('clock'), 'seconds');
    const set = (seconds: number) => writeFile(clock, String(seconds));
    await set(0);
    const preload = join(import.meta.dirname, '../support/jumping-clock.ts');
    const server = await startServer({
      config: (data) => writeConfig(data, { desk: { port: 0 } }),
      under: () => ['env', `SLUSE_CLOCK=${clock}`, `NODE_OPTIONS=--import=${preload}`],
    });
    const sealed = async () =>
      (await filesBelow(join(server.data, 'sealed'))).map(({ path }) => path).toSorted();
    try {
      // A file that waits for its reporter's word, for half an hour.
      const waiting = [{ name: 'a.bin', content: Buffer.from('\0\x01 no format begins so') }];
      const reporter = newReporter(() => server.url);
      const { receipt } = await report(reporter, { text: 'on time' }, waiting);
      expect(receipt.status).to.equal(200);
      const before = await sealed();
      const desk = /http:\/\/localhost:\d+/.exec(server.output())?.[0] as string;
      const health = async () => (await newReporter(() => desk).get('/healthz')).status;
      for (const days of [400, -20_000]) {
        await set(days * 86_400);
        await until('the alarm', 30_000, async () => (await health()) === 503);
        expect(server.output()).to.match(/ALARM: the clock jumped, nothing is deleted/);
        expect(await sealed()).to.deep.equal(before);
        await set(0);
        await until('the next sweep', 30_000, async () => (await health()) === 200);
        expect(await sealed()).to.deep.equal(before);
      }
      // Within what clocks are set by: now the half hour is over.
      await set(45 * 60);
      await until('the sweep', 30_000, async () => (await sealed()).length < before.length);
    } finally {
      await server.stop();
    }
  });
});
