import { HEADER_END, LONGEST_HEADER } from './age-header.ts';
import { recipientKind } from './recipients.ts';

/** What the header of an age file tells without a key: to how many recipients, of which kinds, it is sealed. */
export interface SealedTo {
  /** The kinds of its stanzas, sorted. */
  stanzas: string[];
  /** Bytes of the header; what follows is the payload. */
  length: number;
}

/** The stanza that each kind of recipient makes (C2SP age.md, "Recipient types"; plugin recipients of age 1.3). */
const STANZA: Readonly<Record<string, string>> = {
  'post-quantum hybrid': 'mlkem768x25519',
  'post-quantum hardware key': 'mlkem768p256tag',
  'hardware key': 'p256tag',
  X25519: 'X25519',
};

const INTRO = 'age-encryption.org/v1\n';

/** The kinds of stanzas that sealing to these recipients makes, sorted. */
export function stanzasFor(recipients: readonly string[]): string[] {
  return recipients.map((recipient) => STANZA[recipientKind(recipient).name] ?? '').sort();
}

/**
 * Reads the header with which `bytes` begin. Null as long as it is not whole, `not-age` when there is none. Stanzas that only
 * keep readers on their toes do not count (age.md, "grease").
 */
export function sealedTo(bytes: Uint8Array): SealedTo | 'not-age' | null {
  const text = Buffer.from(bytes).toString('latin1');
  if (!INTRO.startsWith(text.slice(0, INTRO.length))) return 'not-age';
  const end = HEADER_END.exec(text);
  if (end === null) return bytes.length > LONGEST_HEADER ? 'not-age' : null;
  const stanzas = [...text.slice(0, end.index + 1).matchAll(/^-> (\S+)/gm)]
    .map(([, kind]) => kind as string)
    .filter((kind) => !kind.endsWith('-grease'))
    .sort();
  return { stanzas, length: end.index + end[0].length };
}
