import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emptyTorrc } from './tor-process.ts';

const run = promisify(execFile);

/**
 * Makes the long-term keys of a directory authority in its data folder, and gives the line by which every tor of the
 * network knows it.
 */
export async function makeAuthority(
  name: string,
  dir: string,
  orPort: number,
  dirPort: number,
): Promise<string> {
  const keys = join(dir, 'keys');
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const certificate = join(keys, 'authority_certificate');
  const making = run('tor-gencert', [
    ...['--create-identity-key', '--passphrase-fd', '0', '-m', '2', '-a', `127.0.0.1:${dirPort}`],
    ...['-i', join(keys, 'authority_identity_key')],
    ...['-s', join(keys, 'authority_signing_key'), '-c', certificate],
  ]);
  making.child.stdin?.end('a passphrase\n');
  await making;
  const v3ident = /^fingerprint (\w{40})/m.exec(await readFile(certificate, 'utf8'))?.[1];

  // --list-fingerprint makes the relay's own key on the way. It wants an authority, and takes any.
  const none = await emptyTorrc(dir);
  const { stdout } = await run('tor', [
    ...['--defaults-torrc', none, '-f', none, '--list-fingerprint', '--hush'],
    ...['--DataDirectory', dir, '--ORPort', `127.0.0.1:${orPort}`, '--Nickname', name],
    ...['--ContactInfo', 'test@invalid'],
    ...['--DirAuthority', `x orport=1 v3ident=${v3ident} 127.0.0.1:1 ${'F'.repeat(40)}`],
  ]);
  const fingerprint = stdout.trim().split('\n').at(-1)?.replace(name, '').replace(/\s/g, '');
  return `DirAuthority ${name} orport=${orPort} no-v2 v3ident=${v3ident} 127.0.0.1:${dirPort} ${fingerprint}`;
}
