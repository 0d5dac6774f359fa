import { buffer } from 'node:stream/consumers';
import {
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { type Filler, open, seal } from '../../src/seal/age-file.ts';
import type { Bytes } from '../../src/seal/age-payload.ts';

/** A key pair in age's words. */
export interface Pair {
  identity: string;
  recipient: string;
}

export const X25519: Pair = await pair(await generateX25519Identity());
export const HYBRID: Pair = await pair(await generateHybridIdentity());

async function pair(identity: string): Promise<Pair> {
  return { identity, recipient: await identityToRecipient(identity) };
}

export function newHybrid(): Promise<Pair> {
  return generateHybridIdentity().then(pair);
}

/** Around everything that has an edge: nothing, one byte, one and two pieces of 64 KiB, several MB. */
export const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 3_000_001];

/** Bytes that differ from place to place, so that a piece in a wrong place is seen. */
export function sample(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at + 4 <= size; at += 4) bytes.writeUInt32LE((at * 2654435761) % 2 ** 32, at);
  return bytes;
}

/** Cuts `bytes` into chunks of the given lengths, over and over; an empty chunk is a chunk. */
export function* inChunks(bytes: Buffer, lengths: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? bytes.length;
    // A copy that is wiped afterwards: streams use their buffers again.
    const chunk = Buffer.from(bytes.subarray(at, at + length));
    yield chunk;
    chunk.fill(0xee);
    at += length;
  }
}

export async function sealed(
  recipients: readonly string[],
  source: Bytes,
  filler: Filler = 'binary',
): Promise<Buffer> {
  return buffer(seal(recipients, filler, source));
}

export function opened(identity: string, source: Bytes): Promise<Buffer> {
  return buffer(open({ identities: [identity] }, source));
}

/** How many bytes of a sealed file are its header, which ends with the line of the MAC. */
export function headerLength(file: Buffer): number {
  const mac = file.indexOf('\n--- ');
  return file.indexOf('\n', mac + 1) + 1;
}
