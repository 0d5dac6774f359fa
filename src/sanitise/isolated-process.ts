import { type ChildProcess, type IOType, spawn } from 'node:child_process';
import type { Duplex, Readable, Writable } from 'node:stream';
import { FILTER, type Walls } from './enclosures.ts';
import type { Program } from './program.ts';
import { CHANNEL, SOURCE } from './protocol.ts';

/** How a process ended. `signal` is also told when a wrapper turned it into an exit code. */
export interface Exit {
  code: number | null;
  signal: string | number | null;
}

export interface IsolatedProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Its complaints, if they are asked for. */
  readonly stderr: Readable | null;
  /** Orders and reports; `null` for a program that has none. */
  readonly channel: Duplex | null;
  readonly exited: Promise<Exit>;
  readonly alive: boolean;
  kill(): void;
}

/**
 * Starts a program in the isolation, with nothing of our environment and nothing to talk to but its own pipes.
 * @param io.source a descriptor that it may read as well
 */
export function startIsolated(
  isolation: Walls,
  program: Program,
  io: { channel: boolean; source?: number | undefined; complaints?: boolean },
): IsolatedProcess {
  const [file = '', ...args] = isolation.enclose(program);
  const stdio: (IOType | number)[] = [
    'pipe',
    'pipe',
    // What a parser prints may quote the file, so it goes nowhere; without a file there is nothing to quote.
    io.complaints ? 'pipe' : 'ignore',
  ];
  stdio[CHANNEL] = io.channel ? 'pipe' : 'ignore';
  stdio[FILTER] = isolation.filter ? 'pipe' : 'ignore';
  if (io.source !== undefined) stdio[SOURCE] = io.source;
  const child = spawn(file, args, {
    env: program.env,
    cwd: '/',
    // A session and process group of its own, so that one signal reaches wrapper and worker.
    detached: true,
    stdio,
  });
  let alive = true;
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => end({ code: null, signal: null }));
    child.once('exit', (code, signal) => end({ code, signal: signal ?? signalOf(code) }));
    function end(exit: Exit): void {
      alive = false;
      resolve(exit);
    }
  });
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout) throw new Error('no pipes for input and output');
  const channel = io.channel ? duplexOf(child, CHANNEL) : null;
  const filter = isolation.filter ? duplexOf(child, FILTER) : null;
  filter?.end(isolation.filter);
  // A process that ends early breaks its pipes. Its exit and its report say all about it that counts.
  for (const stream of [stdin, stdout, stderr, channel, filter]) stream?.on('error', () => {});
  return {
    stdin,
    stdout,
    stderr,
    channel,
    exited,
    get alive() {
      return alive;
    },
    kill() {
      killGroup(child);
      // bubblewrap binds the lives of its processes together only after it has started, so a kill in the first
      // moment can leave one behind: without its pipes it ends by itself.
      for (const stream of [stdin, stdout, stderr, channel, filter]) stream?.destroy();
    },
  };
}

function duplexOf(child: ChildProcess, descriptor: number): Duplex {
  const channel = child.stdio[descriptor];
  if (!channel || !('read' in channel && 'write' in channel))
    throw new Error('no pipe to the process');
  return channel as Duplex;
}

/** Shells and wrappers report a child killed by signal n as exit code 128 + n. */
function signalOf(code: number | null): number | null {
  return code !== null && code > 128 ? code - 128 : null;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Ended in this moment, or started by a user we may not signal: then its pipes and its own limits end it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH'))
      child.kill('SIGKILL');
  }
}
