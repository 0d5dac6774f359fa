import { generateKeyPairSync } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { base32nopad } from '@scure/base';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';

/** Who may come to the desk's onion: Tor's client authorisation (rend-spec-v3, CLIENT-AUTH). */

const USAGE = `Usage: sluse desk-key add NAME | list | remove NAME [--folder DIR]
  add     makes a key for a member's Tor Browser and prints it, once
  remove  shuts that browser out
NAME is a word of small letters, digits and dashes; only this machine sees it.
  --folder DIR  the HiddenServiceDir of the desk (default: /var/lib/tor/sluse-desk)`;
const ENDING = '.auth';

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { folder: { type: 'string', default: '/var/lib/tor/sluse-desk' } },
  });
  const [command = '', name, ...more] = positionals;
  if (more.length > 0 || (command === 'list') !== (name === undefined)) throw new UsageError(USAGE);
  if (name !== undefined && !/^[a-z0-9-]{1,30}$/.test(name)) throw new UsageError(USAGE);
  const folder = join(resolve(values.folder), 'authorized_clients');
  const names = await namesIn(folder);
  switch (command) {
    case 'list':
      for (const one of names) console.log(one);
      return;
    case 'add':
      return add(folder, name ?? '', names);
    case 'remove':
      return remove(folder, name ?? '', names);
    default:
      throw new UsageError(USAGE);
  }
}

async function add(folder: string, name: string, names: readonly string[]): Promise<void> {
  if (names.includes(name))
    throw new UsageError(`There is a key ${name} already: remove it first.`);
  const keys = generateKeyPairSync('x25519');
  const published = keys.publicKey.export({ format: 'jwk' }).x ?? '';
  const secret = keys.privateKey.export({ format: 'jwk' }).d ?? '';
  // Tor reads them as its own user, to whom its folder belongs.
  const { uid, gid } = await stat(dirname(folder));
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) {
    await chown(folder, uid, gid);
  }
  await using file = await open(join(folder, name + ENDING), 'wx', 0o600);
  await file.writeFile(`descriptor:x25519:${encoded(published)}\n`);
  await file.chown(uid, gid);
  console.log(encoded(secret));
  const onion = await readFile(join(dirname(folder), 'hostname'), 'utf8').catch(() => null);
  console.error(`This is the key of ${name}: hand it over, and keep no copy.
It is asked for once, when Tor Browser opens ${onion === null ? 'the desk' : `http://${onion.trim()}`} for the first time; there it can be remembered.
A tor of one's own wants the line ${onion === null ? 'ONION' : onion.trim().replace(/\.onion$/, '')}:descriptor:x25519:KEY in a file in its ClientOnionAuthDir.`);
}

async function remove(folder: string, name: string, names: readonly string[]): Promise<void> {
  if (!names.includes(name)) throw new UsageError(`There is no key ${name}.`);
  if (names.length === 1) {
    throw new UsageError(
      `${name} is the last key, and without any the desk is open to everybody who learns its address: add another one first.`,
    );
  }
  await rm(join(folder, name + ENDING));
  console.error(`${name} is shut out.`);
}

async function namesIn(folder: string): Promise<string[]> {
  await stat(dirname(folder)).catch(() => {
    throw new UsageError(`There is no onion service in ${dirname(folder)}: has tor been started?`);
  });
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const keys = files.filter((file) => file.endsWith(ENDING));
  return keys.map((file) => file.slice(0, -ENDING.length)).sort();
}

/** A key as Tor writes it: base32 instead of the base64 of JSON Web Keys. */
function encoded(key: string): string {
  return base32nopad.encode(Buffer.from(key, 'base64url'));
}

process.umask(0o077);
await runCommand(USAGE, run);
