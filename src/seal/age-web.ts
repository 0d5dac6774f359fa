import { openWith, sealWith } from './age-format.ts';
import type { Bytes } from './byte-streams.ts';
import type { Filler } from './padding.ts';
import { webCipher } from './web-cipher.ts';

/** The same files in a browser, where there is no node:crypto. */

export async function* sealWeb(
  recipients: readonly string[],
  filler: Filler,
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  yield* sealWith(await webCipher(), recipients, filler, source);
}

export async function* openWeb(
  identities: readonly string[],
  source: Bytes,
): AsyncGenerator<Uint8Array> {
  yield* openWith(await webCipher(), { identities }, source);
}
