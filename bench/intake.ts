import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { KDF_COST, kdfQueue } from '../src/seal/kdf-queue.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { memoryOf } from '../test/support/config.ts';
import { beginUpload, END, fileHead, formFields } from '../test/support/raw-upload.ts';
import { newReporter, report } from '../test/support/reporter.ts';
import { startServer, type TestServer } from '../test/support/server.ts';
import { figure, median, rate, timed } from './figures.ts';

const MB = 1_000_000;
const UPLOAD = 200 * MB;
const RUNS = 3;

/** The reporter's way against a real server process: pages, reports, mailbox, uploads, memory. */
export async function benchIntake(): Promise<void> {
  const server = await startServer();
  try {
    await pages(server);
    const code = await reports(server);
    await mailboxes(server, code);
    await uploads(server);
    const { most } = await memoryOf(server.process.pid as number);
    figure('peak memory of the server process', `${(most / MB).toFixed(0)} MB`);
  } finally {
    await server.stop();
  }
}

async function pages(server: TestServer): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    let requests = 0;
    page.on('request', () => {
      requests += 1;
    });
    for (const path of ['/', '/en/report', '/da/report', '/en/mailbox']) {
      requests = 0;
      await page.goto(server.url + path);
      figure(`page ${path}`, `${await wireBytes(server.url, path)} bytes`, `${requests} request`);
    }
  } finally {
    await browser.close();
  }
}

/** Bytes of an answer on the wire, headers included. */
async function wireBytes(base: string, path: string): Promise<number> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${new URL(base).host}\r\nConnection: close\r\n\r\n`);
  return (await buffer(socket)).length;
}

async function reports(server: TestServer): Promise<string> {
  let code = '';
  const send = async () => {
    ({ code } = await report(
      newReporter(() => server.url),
      { text: 'A report of a few lines. '.repeat(20) },
    ));
  };
  const kdf = kdfQueue({ cost: KDF_COST, atOnce: 2, waiting: 100 });
  const derive = () => kdf.derive(randomBytes(16), randomBytes(32));
  await send();
  for (const clients of [1, 8]) {
    const ours = await rate(clients, 24, send);
    const alone = await rate(clients, 24, derive);
    figure(
      `text reports, ${clients} client${clients > 1 ? 's' : ''}`,
      `${ours.perSecond.toFixed(2)} /s`,
      `key derivation alone ${alone.perSecond.toFixed(2)} /s (Argon2id ${KDF_COST.memory / 1024} MiB, t=${KDF_COST.passes})`,
    );
  }
  return code;
}

async function mailboxes(server: TestServer, code: string): Promise<void> {
  const kdf = kdfQueue({ cost: KDF_COST, atOnce: 2, waiting: 100 });
  for (const clients of [1, 8]) {
    const ours = await rate(clients, 24, async () => {
      const reporter = newReporter(() => server.url);
      const login = await reporter.get('/en/mailbox');
      const page = await reporter.submit(login, '/mailbox', { code });
      if (page.status !== 200) throw new Error(`the mailbox answered ${page.status}`);
    });
    const alone = await rate(clients, 24, () => kdf.derive(randomBytes(16), randomBytes(32)));
    figure(
      `mailbox open, ${clients} client${clients > 1 ? 's' : ''}`,
      `${median(ours.each).toFixed(0)} ms`,
      `key derivation alone ${median(alone.each).toFixed(0)} ms (medians of 24)`,
    );
  }
}

async function uploads(server: TestServer): Promise<void> {
  const sink = fork(join(import.meta.dirname, 'disk-sink.ts'), {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const [first] = (await once(sink.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const port = Number(first.toString().trim());
  const ours: number[] = [];
  const bare: number[] = [];
  // In turn, so that both see the same machine.
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(await timed(() => uploadOurs(server)));
    bare.push(await timed(() => uploadBare(port)));
  }
  sink.disconnect();
  const speed = (ms: number) => `${(UPLOAD / MB / (ms / 1000)).toFixed(0)} MB/s`;
  figure(
    `upload of ${UPLOAD / MB} MB, sealed and stored`,
    speed(median(ours)),
    `bare multipart to disk ${speed(median(bare))} (medians of ${RUNS}, in turn)`,
  );
}

/** Bytes of no known type, sent with "also send originals": spooled, looked at, sealed, stored. */
async function uploadOurs(server: TestServer): Promise<void> {
  const reporter = newReporter(() => server.url);
  const form = await reporter.get('/en/report');
  const head = formFields(form, { text: 'bench', originals: 'yes' }) + fileHead('a.bin');
  const upload = beginUpload(
    server.url,
    reporter,
    form,
    Buffer.byteLength(head) + UPLOAD + END.length,
  );
  await upload.write(head);
  for (let sent = 0; sent < UPLOAD; sent += MB) await upload.write(PIECE);
  upload.request.end(END);
  const { status } = await upload.answer;
  if (status !== 303) throw new Error(`the upload was answered with ${status}`);
}

const PIECE = Buffer.alloc(MB, 7);

async function uploadBare(port: number): Promise<void> {
  const boundary = '----bench';
  const sent = request({
    host: '127.0.0.1',
    port,
    method: 'POST',
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  sent.write(`--${boundary}\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n`);
  for (let done = 0; done < UPLOAD; done += MB) {
    await new Promise<void>((resolve, reject) =>
      sent.write(PIECE, (error) => (error ? reject(error) : resolve())),
    );
  }
  sent.end(`\r\n--${boundary}--\r\n`);
  const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  await text(response);
}
