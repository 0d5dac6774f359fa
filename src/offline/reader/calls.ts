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

/**
 * A place to put a file that is too large for memory: the browser's own handle of a file that somebody chose to save to,
 * where there are such; else the bytes come back as a Blob.
 */
export type Target = FileSystemFileHandle | null;

/** Everything that the worker does for the page. Private keys live in the worker only. */
export interface Calls {
  makeKey(kind: 'hybrid' | 'x25519', passphrase: string): Promise<MadeKey>;
  /** Opens an identity file and forgets it again. */
  checkKey(content: Uint8Array, passphrase: string): Promise<KeyInfo[]>;
  unlock(content: Uint8Array, passphrase: string): Promise<KeyInfo[]>;
  lock(): Promise<void>;
  openBundle(file: File): Promise<CaseFile>;
  readCase(): Promise<ReadCase>;
  readContact(message: number): Promise<{ contact: Contact | null; problems: Problem[] }>;
  readFile(message: number, part: string, target: Target): Promise<Blob>;
  reply(reply: PageReply): Promise<Blob>;
  reseal(recipients: string[], withContact: boolean, target: Target): Promise<Blob>;
  archive(choice: ArchiveChoice, target: Target): Promise<{ blob: Blob; passagesLeftOut: number }>;
  split(content: Uint8Array, passphrase: string, parts: number, needed: number): Promise<string[]>;
  join(text: string, passphrase: string): Promise<MadeKey>;
}

export type CallName = keyof Calls;

export interface Request {
  id: number;
  name: CallName;
  args: unknown[];
}

/** An error as it crosses: classes do not. */
export interface Failure {
  problem: string | null;
  message: string;
}

export type Answer =
  | { id: number; progress: number }
  | { id: number; result: unknown }
  | { id: number; failure: Failure };
