import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import express from 'express';
import { circuitOf } from '../../src/web/circuit.ts';
import { listen, stopListening } from '../../src/web/listen.ts';
import { circuitOnLine } from '../../src/web/proxy-line.ts';
import { circuitLine, connectBy } from '../support/circuit.ts';

const GET = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

describe("Tor's circuit on the first line of a connection", () => {
  let dir: string;
  let path: string;
  let server: Server;
  let complaints = 0;

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-circuit-'));
    path = join(dir, 'socket');
    const app = express();
    app.post('/', (request, response) => {
      text(request).then((body) => response.end(`${circuitOf(request)} sent ${body}`));
    });
    app.get('/', (request, response) => void response.end(`${circuitOf(request)}`));
    const where = { socket: path, origins: [], circuitIds: true };
    ({ server } = await listen(app, where, { all: 8, each: 3 }, () => {
      complaints += 1;
    }));
  });
  after(async () => {
    await stopListening(server, 0);
    await rm(dir, { recursive: true });
  });

  /** What comes back for bytes that are written piece by piece, each in a packet of its own. */
  async function answerTo(pieces: readonly string[]): Promise<string> {
    const socket = connect(path);
    socket.setNoDelay();
    const answer = text(socket);
    for (const piece of pieces) {
      await new Promise((sent) => socket.write(piece, sent));
      await new Promise(setImmediate);
    }
    return answer.catch(() => '');
  }

  it('is read as tor writes it', () => {
    expect(circuitOnLine('PROXY TCP6 fc00:dead:beef:4dad::0:1a ::1 26 80')).to.equal(26);
    expect(circuitOnLine('PROXY TCP6 fc00:dead:beef:4dad::ffff:1 ::1 1 80')).to.equal(0xffff0001);
  });

  for (const line of [
    'PROXY TCP4 192.0.2.7 192.0.2.1 1 80',
    'PROXY TCP6 2001:db8::1 ::1 1 80',
    'PROXY TCP6 fc00:dead:beef:4dad::0:1a ::2 26 80',
    'PROXY TCP6 fc00:dead:beef:4dad::0:1A ::1 26 80',
    'PROXY TCP6 fc00:dead:beef:4dad::00000:1a ::1 26 80',
    'PROXY TCP6 fc00:dead:beef:4dad::0:1a ::1 26 80 more',
    'PROXY UNKNOWN',
    '',
  ]) {
    it(`is nothing else: ${line || 'an empty line'}`, async () => {
      expect(circuitOnLine(line)).to.equal(null);
      const before = complaints;
      expect(await answerTo([`${line}\r\n${GET}`])).to.equal('');
      expect(complaints).to.equal(before + 1);
    });
  }

  it('is asked for: a plain request is not answered', async () => {
    const before = complaints;
    expect(await answerTo([GET])).to.equal('');
    expect(complaints).to.equal(before + 1);
  });

  it('may take no more than its length', async () => {
    expect(await answerTo(['PROXY TCP6 '.padEnd(200, '0')])).to.equal('');
  });

  it('is no reason to complain when somebody only looks whether we are there', async () => {
    const before = complaints;
    const socket = connect(path);
    await once(socket, 'connect');
    socket.end();
    await once(socket, 'close');
    expect(complaints).to.equal(before);
  });

  const whole = `${circuitLine(7)}${GET}`;
  it('belongs to the request wherever the bytes are cut', async () => {
    for (let cut = 1; cut < whole.length; cut += 1) {
      const answer = await answerTo([whole.slice(0, cut), whole.slice(cut)]);
      expect(answer, `cut at ${cut}`).to.match(/\r\n7\r\n|\r\n\r\n7$/);
    }
  });

  it('leaves a large body whole', async () => {
    const body = 'x'.repeat(300_000);
    const head = `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${body.length}\r\n\r\n`;
    for (const pieces of [
      [circuitLine(9) + head + body],
      [circuitLine(9), head + body.slice(0, 10), body.slice(10)],
    ]) {
      expect(await answerTo(pieces)).to.include(`9 sent ${body}`);
    }
  });

  it('lets a circuit have no more connections than its share, and another one in all the same', async () => {
    const sockets: Socket[] = [];
    const open = async (circuit: number) => {
      const socket = connectBy(circuit, path);
      sockets.push(socket);
      socket.on('error', () => undefined);
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
      const [first] = await Promise.race([once(socket, 'data'), once(socket, 'close')]);
      return Buffer.isBuffer(first);
    };
    try {
      expect([await open(1), await open(1), await open(1)]).to.deep.equal([true, true, true]);
      expect(await open(1)).to.equal(false);
      expect(await open(2)).to.equal(true);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  });
});
