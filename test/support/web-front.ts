import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './server.ts';
import type { TidyUp } from './tidy-up.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** What an example becomes on this machine: everything in it that belongs to one machine, exchanged. */
export interface FrontPlace {
  /** A folder of its own, for everything that it writes. */
  folder: string;
  /** Of 127.0.0.1, for https and for http. */
  port: number;
  plain: number;
  certificate: string;
  key: string;
  /** The socket that stands for Sluse's. */
  socket: string;
}

/** A web front that Debian has, with the example that we give for it. */
export interface FrontKind {
  name: 'nginx' | 'Caddy';
  example: string;
  /** Writes the example for this place, and gives the program that serves it. */
  prepare(example: string, place: FrontPlace): Promise<readonly string[]>;
}

export const NGINX: FrontKind = {
  name: 'nginx',
  example: 'examples/nginx.conf',
  async prepare(example, { folder, port, plain, certificate, key, socket }) {
    const site = example
      .replace(/listen \[::\].*\n/g, '')
      .replaceAll('listen 80 ', `listen 127.0.0.1:${plain} `)
      .replaceAll('listen 443 ', `listen 127.0.0.1:${port} `)
      .replaceAll('report.example.org', '127.0.0.1')
      .replace(/(ssl_certificate) .*;/, `$1 ${certificate};`)
      .replace(/(ssl_certificate_key) .*;/, `$1 ${key};`)
      .replaceAll('/run/sluse/front/http.sock', socket);
    await writeFile(join(folder, 'site.conf'), site);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
    // Around it what Debian's nginx.conf has: both logs on.
    const file = join(folder, 'nginx.conf');
    await writeFile(
      file,
      `daemon off; master_process off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http { access_log ${folder}/access.log;
${temporary.map((name) => `${name}_temp_path ${folder}/temp-${name};`).join('\n')}
include ${folder}/site.conf; }\n`,
    );
    return ['nginx', '-p', folder, '-c', file, '-e', join(folder, 'error.log')];
  },
};

export const CADDY: FrontKind = {
  name: 'Caddy',
  example: 'examples/Caddyfile',
  async prepare(example, { folder, port, plain, certificate, key, socket }) {
    const file = join(folder, 'Caddyfile');
    await writeFile(
      file,
      example
        .replace(/^\{\n/m, `{\n  admin off\n  http_port ${plain}\n  https_port ${port}\n`)
        // Instead of a certificate that it would get by itself.
        .replace(/^report\.example\.org \{\n/m, `127.0.0.1 {\n  tls ${certificate} ${key}\n`)
        .replaceAll('/run/sluse/front/http.sock', socket),
    );
    return ['caddy', 'run', '--config', file, '--adapter', 'caddyfile'];
  },
};

/** A front that runs. What it says on its outputs, systemd's journal elsewhere, is in the file `said` of its folder. */
export interface WebFront {
  /** `https://127.0.0.1:PORT` */
  site: string;
  /** What only leads to it: `http://127.0.0.1:PORT` */
  plainSite: string;
  pid: number;
}

/** @param folder is made, and `ports` are free */
export async function startFront(
  kind: FrontKind,
  place: Pick<FrontPlace, 'folder' | 'socket' | 'port' | 'plain'>,
  tidyUp: TidyUp,
): Promise<WebFront> {
  const { folder, port, plain } = place;
  await mkdir(folder);
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-days', '1', '-subj', '/CN=127.0.0.1', '-keyout', key, '-out', certificate],
  ]);
  const example = await readFile(join(ROOT, kind.example), 'utf8');
  const [program = '', ...words] = await kind.prepare(example, { ...place, certificate, key });
  await using said = await open(join(folder, 'said'), 'w');
  const child = spawn(program, words, {
    detached: true,
    env: { PATH: process.env['PATH'], HOME: folder },
    stdio: ['ignore', said.fd, said.fd],
  });
  tidyUp.watch(child);
  const [site, plainSite] = [`https://127.0.0.1:${port}`, `http://127.0.0.1:${plain}`];
  await until(kind.name, 20_000, () =>
    run('curl', ['--silent', '--insecure', '--fail', '--output', '/dev/null', `${site}/en`]).then(
      () => true,
      () => false,
    ),
  );
  return { site, plainSite, pid: child.pid ?? 0 };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
