import type { Contact, Manifest, MessageFields } from '../seal/message.ts';

/** One part that could not be opened, in words for the unit. */
export interface Problem {
  /** Where in the case, `001-report/attachment-1`. */
  part: string;
  why: string;
}

export interface OpenedMessage {
  number: number;
  kind: string;
  day: string;
  folder: string;
  text: string | null;
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
