import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { tidyUpAfter } from './tidy-up.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

/** A real server process on a free port, with a data folder of its own that goes when it stops. */
export interface TestServer {
  /** Empty when it listens on a socket. */
  url: string;
  data: string;
  identityFile: string;
  process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** Starts it again on the same data folder, after it ended in whatever way. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** @param options.folder a data folder that is there already; it goes too when the server stops */
export async function startServer(
  options: {
    config?: (data: string) => Promise<string>;
    folder?: string;
    /** A program that starts the server, and its arguments. */
    under?: (data: string) => readonly string[];
  } = {},
): Promise<TestServer> {
  const data = options.folder ?? (await mkdtemp(join(tmpdir(), 'sluse-test-')));
  const tidyUp = tidyUpAfter(data);
  const config = await options.config?.(data);
  let printed = '';
  let running = await launch();

  async function launch() {
    const args = config ? ['--config', config] : ['--data', data, '--port', '0'];
    const [program = '', ...rest] = [
      ...(options.under?.(data) ?? []),
      process.execPath,
      'src/main.ts',
      ...args,
    ];
    const child = spawn(program, rest, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] },
      detached: true,
    });
    tidyUp.watch(child);
    let fresh = '';
    const url = await new Promise<string>((found, failed) => {
      const read = (chunk: Buffer) => {
        fresh += chunk;
        printed += chunk;
        const match = /http:\/\/127\.0\.0\.1:\d+/.exec(fresh);
        if (match && /ready/.test(fresh)) found(match[0]);
        if (/ready at its socket/.test(fresh)) found('');
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('exit', () => failed(new Error(`the server ended at once: ${fresh}`)));
    });
    return { child, url };
  }

  const server: TestServer = {
    url: running.url,
    data,
    identityFile: join(data, 'demo/unit-identity.txt'),
    process: running.child,
    output: () => printed,
    async restart() {
      await end(running.child, 'SIGTERM');
      running = await launch();
      server.url = running.url;
      server.process = running.child;
    },
    async stop() {
      await end(running.child, 'SIGTERM');
      await tidyUp.now();
    },
  };
  return server;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
