import type { BundleProblem } from '../seal/bundle-error.ts';
import type { Contact, Manifest, MessageFields } from '../seal/message.ts';
import type { OpenProblem } from '../seal/open-error.ts';

export type ProblemKind = BundleProblem | OpenProblem | 'unreadable';

/** One part that could not be opened. */
export interface Problem {
  /** Where in the case, `001-report/attachment-1`. */
  part: string;
  kind: ProblemKind;
  /** In words for the unit, in English. */
  why: string;
}

export interface OpenedMessage {
  number: number;
  kind: string;
  day: string;
  folder: string;
  text: string | null;
  /** Whether text and fields were compared with the manifest; without one anybody could have sealed them. */
  checked: boolean;
  fields: MessageFields | null;
  manifest: Manifest | null;
  /** Whether contact data came with it, opened or not. */
  hasContact: boolean;
  contact: Contact | null;
}

export interface OpenedCase {
  folder: string;
  messages: OpenedMessage[];
  problems: Problem[];
}
