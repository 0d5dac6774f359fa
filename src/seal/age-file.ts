import { openWith, sealWith } from './age-format.ts';
import type { Bytes } from './byte-streams.ts';
import { nodeCipher } from './node-cipher.ts';
import type { Filler } from './padding.ts';

export { OpenError } from './open-error.ts';
export { FILLER, type Filler } from './padding.ts';

/** age files on a server and a command line. */

export const seal = (recipients: readonly string[], filler: Filler, source: Bytes) =>
  sealWith(nodeCipher, recipients, filler, source);

export const open = (
  keys: { identities?: readonly string[]; passphrases?: readonly string[] },
  source: Bytes,
) => openWith(nodeCipher, keys, source);
