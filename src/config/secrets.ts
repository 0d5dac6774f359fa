import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerSecrets } from '../seal/server-secrets.ts';
import { ConfigError } from './config-error.ts';
import { type Config, HANDED_IN } from './schema.ts';

const LENGTH = 32;

/** Where the secrets are, and whether they may be made there when they are missing. */
export interface SecretsPlace {
  folder: string;
  make: boolean;
}

/**
 * Where a configuration keeps its secrets: a folder of its own, the credentials that systemd hands in (systemd.exec(5),
 * LoadCredential=), or by default the data folder. @throws ConfigError when they should be handed in, and are not
 */
export function secretsPlace(
  { secrets, data }: Pick<Config, 'secrets' | 'data'>,
  environment: NodeJS.ProcessEnv = process.env,
): SecretsPlace {
  if (secrets !== HANDED_IN) return { folder: secrets ?? join(data, 'secrets'), make: true };
  const folder = environment['CREDENTIALS_DIRECTORY'];
  if (folder === undefined || folder === '') {
    throw new ConfigError("The server's secrets", [
      `the configuration says \`secrets: ${HANDED_IN}\`, but none were handed in: start Sluse by its systemd unit and its commands by sluse (docs/sysadmin.md), or leave the setting out.`,
    ]);
  }
  return { folder, make: false };
}

/**
 * The server's secrets, made at the first start as files of their own, so that a backup of the database does not take
 * them along. @throws ConfigError when one is readable by others, is not 32 bytes, or is missing where none may be made
 */
export async function loadSecrets({ folder, make }: SecretsPlace): Promise<ServerSecrets> {
  if (make) await mkdir(folder, { recursive: true, mode: 0o700 });
  const load = (name: string) => loadSecret(join(folder, name), make);
  return { pepper: await load('pepper.key'), serverKey: await load('server.key') };
}

async function loadSecret(path: string, make: boolean): Promise<Buffer> {
  if (make) await makeIfMissing(path);
  await using file = await openSecret(path);
  const stats = await file.stat();
  if (isExposed(stats, !make)) {
    throw new ConfigError(`The secret ${path}`, [
      `others on this machine can read this secret (mode ${(stats.mode & 0o777).toString(8)}): run chmod 600 on it, and think about who has seen it.`,
    ]);
  }
  const secret = await file.readFile();
  if (secret.length !== LENGTH) {
    throw new ConfigError(`The secret ${path}`, [
      `a secret is ${LENGTH} bytes long, this file has ${secret.length}: restore it from its backup.`,
    ]);
  }
  return secret;
}

async function openSecret(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ConfigError(`The secret ${path}`, [
      'it was not handed in: see LoadCredential= in the unit. If its file is lost, restore it from its backup; a new one would lock every reporter out.',
    ]);
  }
}

/**
 * Whether somebody besides its user and root may touch a secret. systemd from version 254 hands credentials in as files of
 * root and root's group with mode 440, where the group's bits are the mask of an access list for the service's user alone
 * (acl(5)).
 */
export function isExposed(
  { mode, uid, gid }: { mode: number; uid: number; gid: number },
  handedIn: boolean,
): boolean {
  const masked = handedIn && uid === 0 && gid === 0 && (mode & 0o070) === 0o040;
  return (mode & (masked ? 0o007 : 0o077)) !== 0;
}

async function makeIfMissing(path: string): Promise<void> {
  let file: FileHandle;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  await using created = file;
  const secret = randomBytes(LENGTH);
  await created.writeFile(secret);
  await created.sync();
  secret.fill(0);
}
