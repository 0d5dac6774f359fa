import { randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServerSecrets } from '../seal/server-secrets.ts';
import { ConfigError } from './config-error.ts';

const LENGTH = 32;

/**
 * The server's secrets, made at the first start as files of their own, so that a backup of the database does not take
 * them along. @throws ConfigError when one is readable by others, or is not 32 bytes
 */
export async function loadSecrets(dir: string): Promise<ServerSecrets> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return {
    pepper: await loadSecret(join(dir, 'pepper.key')),
    serverKey: await loadSecret(join(dir, 'server.key')),
  };
}

async function loadSecret(path: string): Promise<Buffer> {
  await makeIfMissing(path);
  await using file = await open(path, 'r');
  const { mode } = await file.stat();
  if ((mode & 0o077) !== 0) {
    throw new ConfigError(`The secret ${path}`, [
      `others on this machine can read this secret (mode ${(mode & 0o777).toString(8)}): run chmod 600 on it, and think about who has seen it.`,
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
