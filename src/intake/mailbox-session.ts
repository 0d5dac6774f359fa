import type { OpenMailbox } from '../cases/mailbox.ts';
import { sodium } from '../seal/sodium.ts';
import type { SessionData } from '../web/session.ts';

/** An open mailbox, in memory only; closing wipes the keys and the code. */
export interface MailboxSession extends SessionData {
  channelId: string;
  mailbox: OpenMailbox;
  /** Only after a report was sent, for its receipt. */
  code: Uint8Array | null;
  /** What the next page has to say once. */
  notice: Notice | null;
  /** Text that was typed but not taken; it waits in the message form. */
  draft: string;
}

export type Notice =
  | 'again'
  | 'changed'
  | 'added'
  | 'addedAgain'
  | 'answered'
  | 'replyDeleted'
  | 'heldGone';

export function mailboxSession(
  channelId: string,
  mailbox: OpenMailbox,
  rest: Partial<Pick<MailboxSession, 'code' | 'notice' | 'draft'>> = {},
): MailboxSession {
  const session: MailboxSession = {
    channelId,
    mailbox,
    code: rest.code ?? null,
    notice: rest.notice ?? null,
    draft: rest.draft ?? '',
    close() {
      mailbox.keys.wipe();
      if (session.code) sodium.memzero(session.code);
      session.draft = '';
    },
  };
  return session;
}

/** Says something once. */
export function takeNotice(session: MailboxSession): Notice | null {
  const { notice } = session;
  session.notice = null;
  return notice;
}

export function takeDraft(session: MailboxSession): string {
  const { draft } = session;
  session.draft = '';
  return draft;
}
