import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { base32nopad } from '@scure/base';

/** Makes the folder of an onion service for one client, and gives the client's key (tor(1), CLIENT AUTHORIZATION). */
export async function authorisedClient(dir: string, name: string): Promise<Uint8Array> {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  const raw = (key: KeyObject, part: 'x' | 'd') =>
    Buffer.from(key.export({ format: 'jwk' })[part] ?? '', 'base64url');
  const text = base32nopad.encode(raw(publicKey, 'x'));
  await mkdir(join(dir, 'authorized_clients'), { recursive: true, mode: 0o700 });
  await writeFile(join(dir, 'authorized_clients', `${name}.auth`), `descriptor:x25519:${text}\n`, {
    mode: 0o600,
  });
  return raw(privateKey, 'd');
}
