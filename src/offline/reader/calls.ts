import type { CaseFile } from '../../seal/case-bundle.ts';
import type { Contact } from '../../seal/message.ts';
import type { ArchiveChoice } from '../archive.ts';
import type { OpenedMessage, Problem } from '../opened-case.ts';
import type { Reply } from '../seal-reply.ts';

/** What is known of a key without the key. */
export interface KeyInfo {
  recipient: string;
  fingerprint: string;
}

export interface MadeKey extends KeyInfo {
  /** The identity file, locked with its passphrase; without comments, so that it fits into a QR code. */
  file: string;
}

export interface ReadCase {
  messages: OpenedMessage[];
  problems: Problem[];
}

export interface PageReply extends Omit<Reply, 'files'> {
  files: File[];
}

/** Everything that the worker does for the page. Private keys live in the worker only. */
export interface Calls {
  makeKey(kind: 'hybrid' | 'x25519', passphrase: string): Promise<MadeKey>;
  /** Opens an identity file and forgets it again. */
  checkKey(content: Uint8Array, passphrase: string): Promise<KeyInfo[]>;
  unlock(content: Uint8Array, passphrase: string): Promise<KeyInfo[]>;
  openBundle(file: File): Promise<CaseFile>;
  readCase(): Promise<ReadCase>;
  readContact(message: number): Promise<{ contact: Contact | null; problems: Problem[] }>;
  /** Opens every file and compares it; keeps nothing. */
  verifyFiles(): Promise<{ files: number; problems: Problem[] }>;
  split(content: Uint8Array, passphrase: string, parts: number, needed: number): Promise<string[]>;
  join(text: string, passphrase: string): Promise<MadeKey>;
  /** These give their bytes to the page's sink, piece by piece. */
  readFile(message: number, part: string): Promise<void>;
  reply(reply: PageReply): Promise<void>;
  reseal(recipients: string[], withContact: boolean): Promise<void>;
  archive(choice: ArchiveChoice): Promise<{ passagesLeftOut: number }>;
}

export type CallName = keyof Calls;

/** What the page tells the worker: a call; that it took a piece, or could not; that nobody waits any more. */
export type Request =
  | { id: number; name: CallName; args: unknown[] }
  | { id: number; taken: boolean }
  | { id: number; stop: true };

/** An error as it crosses: classes do not. */
export interface Failure {
  problem: string | null;
  /** Which part of a case, where it is about one. */
  part: string | null;
  message: string;
}

export type Answer =
  | { id: number; progress: number }
  | { id: number; piece: Uint8Array<ArrayBuffer> }
  | { id: number; result: unknown }
  | { id: number; failure: Failure };
