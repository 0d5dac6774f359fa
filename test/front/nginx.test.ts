import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, open, readFile, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { checkFronts } from '../../src/doctor/front.ts';
import { writeConfig } from '../support/config.ts';
import { dirtyPhoto } from '../support/dirty-photo.ts';
import { fakeRoot } from '../support/fake-machine.ts';
import { newReporter, report } from '../support/reporter.ts';
import { ROOT, startServer, type TestServer } from '../support/server.ts';
import { tidyUpAfter } from '../support/tidy-up.ts';
import { filesBelow } from '../support/unit.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const ADDRESS = '127.45.67.89';
/** As a program writes it, and as the kernel hands it over: struct sockaddr_in (ip(7)), with any port. */
const AS_TEXT = Buffer.from(ADDRESS);
const AS_BYTES = Buffer.from([127, 45, 67, 89]);
const ONION = `http://${'a'.repeat(56)}.onion`;

/** The real example behind a real nginx, with what belongs to one machine exchanged. */
describe('a visitor who comes through nginx', () => {
  let work: string;
  let server: TestServer;
  let site: string;
  let front: ReturnType<typeof spawn>;
  let agent: Agent;
  const tidyUp: ReturnType<typeof tidyUpAfter>[] = [];

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-front-'));
    tidyUp.push(tidyUpAfter(work));
    // nginx gives its work to a user without rights.
    await chmod(work, 0o755);
    const [port, plain] = [await freePort(), await freePort()];
    site = `https://127.0.0.1:${port}`;
    const sockets = join(work, 'sockets');
    await mkdir(sockets);
    const socket = join(sockets, 'front.sock');
    server = await startServer({
      config: (data) => writeConfig(data, { listener: { socket, origins: [site, ONION] } }),
    });
    await chmod(socket, 0o666);
    front = await startNginx(socket, port, plain);
    agent = new Agent({ localAddress: ADDRESS, rejectUnauthorized: false, keepAlive: true });
  });
  after(async () => {
    agent?.destroy();
    await server?.stop();
    await tidyUp[0]?.now();
  });

  async function startNginx(socket: string, port: number, plain: number) {
    const [certificate, key] = [join(work, 'certificate.pem'), join(work, 'key.pem')];
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
      ...['-days', '1', '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', certificate],
    ]);
    const example = (await readFile(join(ROOT, 'examples/nginx.conf'), 'utf8'))
      .replace(/listen \[::\].*\n/g, '')
      .replaceAll('listen 80 ', `listen 127.0.0.1:${plain} `)
      .replaceAll('listen 443 ', `listen 127.0.0.1:${port} `)
      .replaceAll('report.example.org', '127.0.0.1')
      .replace(/(ssl_certificate) .*;/, `$1 ${certificate};`)
      .replace(/(ssl_certificate_key) .*;/, `$1 ${key};`)
      .replaceAll('/run/sluse/front/http.sock', socket);
    await writeFile(join(work, 'site.conf'), example);
    await mkdir(join(work, 'logs'));
    // Around it what Debian's nginx.conf has: both logs on.
    const file = join(work, 'nginx.conf');
    await writeFile(
      file,
      `daemon off; master_process off; worker_processes 1; pid ${work}/pid; error_log ${work}/logs/error.log;
events { worker_connections 64; }
http { access_log ${work}/logs/access.log;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${work}/temp-${name};`).join('\n')}
include ${work}/site.conf; }\n`,
    );
    const child = spawn('nginx', ['-p', work, '-c', file, '-e', join(work, 'logs/error.log')], {
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    tidyUp[0]?.watch(child);
    await until('nginx', 20_000, () =>
      run('curl', ['--silent', '--insecure', '--fail', '--output', '/dev/null', `${site}/en`]).then(
        () => true,
        () => false,
      ),
    );
    return child;
  }

  const visitor = () => newReporter(() => site, agent);

  it('sends a report with a photo, and finds HSTS and the way to the onion', async () => {
    const home = await visitor().get('/en');
    expect(home.headers.get('strict-transport-security')).to.match(/^max-age=\d{8,}$/);
    expect(home.headers.get('onion-location')).to.equal(`${ONION}/en`);
    const sent = await report(visitor(), { text: 'through the front' }, [
      { name: 'photo.jpg', content: new Uint8Array(await dirtyPhoto()) },
      // More than nginx holds in memory before it would write it to its disk.
      { name: 'long.txt', content: new Uint8Array(Buffer.from('a line\n'.repeat(400_000))) },
    ]);
    expect(sent.receipt.text.match(/Cleaned and sent/g)).to.have.length(2);
    // What nginx itself refuses, and what goes wrong, would be where a log names somebody.
    const refused = await visitor().post('/en/mailbox', {}, { 'x-forwarded-for': ADDRESS });
    expect(refused.status).to.equal(403);
  });

  it('has left the address nowhere on the disk, and not in what the server said', async () => {
    const files = [...(await filesBelow(work)), ...(await filesBelow(server.data))];
    expect(files.map(({ path }) => path)).to.include(join(work, 'logs/access.log'));
    for (const { path, bytes } of files) {
      expect(bytes.includes(AS_TEXT), path).to.equal(false);
      expect(bytes.includes(AS_BYTES) && !/sealed|-wal|\.db/.test(path), path).to.equal(false);
    }
    expect(await readFile(join(work, 'logs/access.log'), 'utf8')).to.equal('');
    expect(server.output()).to.not.include(ADDRESS);
  });

  it("is nowhere in the server's memory, and is in that of nginx while connected", async () => {
    // The visitor's connection is kept open, so nginx knows the address now.
    await visitor().get('/en');
    const [ours, theirs] = [await traces(server.process.pid), await traces(front.pid)];
    expect(theirs.found, 'the search finds it where it is').to.be.above(0);
    expect(ours.bytes).to.be.above(50_000_000);
    expect(ours.found).to.equal(0);
  });

  it('is approved of by the doctor', async () => {
    const root = await fakeRoot();
    try {
      await root.write(
        '/etc/nginx/sites-enabled/sluse',
        await readFile(join(ROOT, 'examples/nginx.conf'), 'utf8'),
      );
      await root.write(
        '/etc/caddy/Caddyfile',
        await readFile(join(ROOT, 'examples/Caddyfile'), 'utf8'),
      );
      const where = { origins: [], circuitIds: false };
      const findings = await checkFronts(root.machine, {
        listen: {
          intake: { socket: '/run/sluse/intake/http.sock', ...where },
          front: { socket: '/run/sluse/front/http.sock', ...where },
        },
      });
      expect(findings.map(({ state }) => state)).to.deep.equal(['ok', 'ok']);
    } finally {
      await root.remove();
    }
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Searches all the memory of a process that can be written to for the address, as a core dump would show it. */
async function traces(pid = 0): Promise<{ found: number; bytes: number }> {
  const maps = (await readFile(`/proc/${pid}/maps`, 'latin1')).split('\n');
  await using memory = await open(`/proc/${pid}/mem`, 'r');
  let [found, bytes] = [0, 0];
  for (const line of maps) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || to === undefined || /\[v(var|syscall)/.test(line)) continue;
    const piece = Buffer.alloc(1 << 22);
    const overlap = 64;
    for (
      let at = Number.parseInt(from, 16);
      at < Number.parseInt(to, 16);
      at += piece.length - overlap
    ) {
      const length = Math.min(piece.length, Number.parseInt(to, 16) - at);
      // Reserved, never touched.
      const read = await memory.read(piece, 0, length, at).catch(() => ({ bytesRead: 0 }));
      bytes += read.bytesRead;
      found += tracesIn(piece.subarray(0, read.bytesRead));
    }
  }
  return { found, bytes };
}

function tracesIn(piece: Buffer): number {
  let found = 0;
  for (let at = piece.indexOf(AS_TEXT); at >= 0; at = piece.indexOf(AS_TEXT, at + 1)) found += 1;
  for (let at = piece.indexOf(AS_BYTES); at >= 0; at = piece.indexOf(AS_BYTES, at + 1)) {
    // Four bytes alone come about by chance; after the family AF_INET and a port they are an address.
    if (at >= 4 && piece.readUInt16LE(at - 4) === 2) found += 1;
  }
  return found;
}
