import type { Bytes } from '../seal/byte-streams.ts';
import type { CaseFile } from '../seal/case-bundle.ts';
import type { Filler } from '../seal/padding.ts';
import type { Hash } from '../seal/sha256.ts';

/** What opening and sealing need, made of node:crypto on a command line and of typage in a browser. */
export interface AgeTools {
  open(identities: readonly string[], source: Bytes): AsyncIterable<Uint8Array>;
  seal(recipients: readonly string[], filler: Filler, source: Bytes): AsyncIterable<Uint8Array>;
  sha256(): Hash;
}

/** A case's bundle, wherever it lies. */
export interface CaseSource {
  head: CaseFile;
  /** The names of everything in it. */
  files: readonly string[];
  /** The sealed bytes of one part. @throws BundleError when it is missing */
  sealed(file: string): Promise<AsyncIterable<Uint8Array>>;
}

export type SealedMessage = CaseFile['messages'][number];
export type SealedPart = SealedMessage['parts'][number];
