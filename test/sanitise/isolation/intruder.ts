import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { connect } from 'node:net';

// What code that has taken over a worker would try first. Runs inside the isolation and prints what it could do.

const [secretFile = '', port = '', server = ''] = process.argv.slice(2);
const done: string[] = [];

function attempt(what: string, act: () => unknown): void {
  try {
    if (act() !== false) done.push(what);
  } catch {
    // refused
  }
}

for (const folder of ['/tmp', '/var/tmp', '/dev/shm', '/', import.meta.dirname]) {
  const path = `${folder}/sluse-intruder`;
  attempt(`write ${folder}`, () => writeFileSync(path, 'x'));
  attempt(`tidy up ${folder}`, () => {
    rmSync(path);
    return false;
  });
}
attempt('make a folder', () => mkdirSync('/sluse-intruder'));
attempt('read the secret', () => readFileSync(secretFile));
attempt('read the passwords', () => readFileSync('/etc/shadow'));
attempt('list users', () => readFileSync('/etc/passwd'));
attempt('look into homes', () => [...readdirSync('/root'), ...readdirSync('/home')]);
attempt(
  'read the environment of the server',
  () => readFileSync(`/proc/${server}/environ`).length > 0 && isServer(),
);
attempt('see the environment', () => Object.keys(process.env).some((name) => name !== 'PWD'));
attempt('signal the server', () => isServer() && process.kill(Number(server), 0));
attempt('start itself again', () => spawnSync(process.execPath, ['--version']).status === 0);
attempt('start a shell', () => spawnSync('/bin/sh', ['-c', 'exit 0']).status === 0);

const socket = connect(Number(port), '127.0.0.1');
socket.on('connect', () => finish(['reach the network']));
socket.on('error', () => finish([]));

function finish(more: string[]): void {
  writeSync(1, JSON.stringify([...done, ...more]));
  process.exit(0);
}

/** In a namespace of its own the number belongs to nobody, or to somebody else; without a /proc that cannot be told. */
function isServer(): boolean {
  if (!existsSync('/proc')) return true;
  return readFileSync(`/proc/${server}/cmdline`, 'latin1').includes('node');
}
