import type { Page, Reporter } from '../support/reporter.ts';
import type { TortureFile } from './attached-files.ts';

/** How far a sending had come, as its sender saw it. */
export type Phase =
  /** Only the form was asked for, looked through or filled in. */
  | 'form'
  /** The body is on its way. */
  | 'receiving'
  /** Everything has been sent: files are being cleaned, or everything is being sealed and stored. */
  | 'taking'
  /** The server has begun to answer: it is stored. */
  | 'answered'
  /** The receipt, or the mailbox that shows the message, was read. */
  | 'acknowledged';

/** What became of one file, as the receipt says. */
export type Outcome = 'cleaned' | 'notCleaned';

/** One report, or one message in the mailbox of an earlier one. */
export interface Sending {
  kind: 'report' | 'message';
  /** Stand in nothing else that is sent. */
  words: string;
  /** The name and address of those who give one; empty for the others. */
  contact: string;
  /** As the form shows it. */
  code: string;
  files: readonly TortureFile[];
  originals: boolean;
  phase: Phase;
  /** Of large reports, in what the bar last said. */
  bar: 'cleaning' | 'sealing' | null;
  /** In the files' order; empty until a receipt was read. */
  outcomes: Outcome[];
  /** What was decided about files that could not be cleaned; `asked` while the answer is not there. */
  held: 'undecided' | 'asked' | 'sent' | 'dropped';
  /** The filled-in form, to be sent again as a browser would when it got no answer. */
  again: (() => Promise<Page>) | null;
  reporter: Reporter;
}

/** What happens to the sendings of a round, for whoever waits for a moment to strike. */
export interface Happenings {
  /** So many bytes of a body have gone. */
  sent(bytes: number): void;
  taken(): void;
  answered(): void;
}

/** A receipt's words on its files. @throws Error when it has none for one of them */
export function outcomesOn(receipt: Page): Outcome[] {
  return [...receipt.html.matchAll(/<li class="(clean|unclean)">/g)].map(([, found]) =>
    found === 'clean' ? 'cleaned' : 'notCleaned',
  );
}
