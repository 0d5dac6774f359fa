import { readFile } from 'node:fs/promises';
import { serverSubkey } from '../seal/server-secrets.ts';
import { sodium } from '../seal/sodium.ts';
import { writeDurably } from './durable.ts';

/**
 * JSON files of a backup, each with a keyed hash under the server's key: what was changed in a backup's place, or comes from
 * another server, is found before anything of it is used.
 */
export interface SignedJson {
  write(path: string, body: object): Promise<void>;
  /** The body, or why it cannot be used. */
  read(path: string): Promise<{ body: Record<string, unknown> } | { wrong: string }>;
}

export function signedJson(serverKey: Uint8Array): SignedJson {
  const key = serverSubkey(serverKey, 'backup');
  const macOf = (body: unknown) =>
    Buffer.from(sodium.crypto_generichash(32, JSON.stringify(body), key)).toString('hex');
  return {
    write: (path, body) =>
      writeDurably(path, `${JSON.stringify({ body, mac: macOf(body) }, null, 1)}\n`),
    async read(path) {
      let file: { body?: Record<string, unknown>; mac?: unknown };
      try {
        file = JSON.parse(await readFile(path, 'utf8'));
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        return { wrong: code === 'ENOENT' ? 'it is missing' : 'it cannot be read' };
      }
      if (typeof file.body !== 'object' || file.mac !== macOf(file.body)) {
        return { wrong: "it was changed, or was made with another server's key" };
      }
      return { body: file.body };
    },
  };
}

/** Names a secret without telling anything of it. */
export function nameOfSecret(secret: Uint8Array): string {
  return Buffer.from(sodium.crypto_generichash(16, 'sluse backup', secret)).toString('hex');
}
