import type { Reply, UnreadableReply } from '../cases/replies.ts';
import { formatDay, formatSize } from '../languages/format.ts';
import { REPLY_KINDS } from '../seal/reply-bundle.ts';
import type { MessageRow } from '../store/store.ts';
import type { Place } from './site.ts';

/** A reply in the reporter's words. */
export interface ReplyView {
  id: string;
  number: number;
  kind: string;
  title: string;
  text: string;
  files: { number: number; label: string }[];
}

export function replyView(place: Place, reply: Reply | UnreadableReply): ReplyView {
  const { mailbox } = place.texts.intake;
  const kind = 'unreadable' in reply ? 'unreadable' : reply.kind;
  return {
    id: reply.id,
    number: reply.number,
    kind,
    title: replyTitle(place, { ...reply, kind }),
    text: 'unreadable' in reply ? mailbox.unreadable : reply.text,
    files:
      'unreadable' in reply
        ? []
        : reply.files.map(({ number, name, bytes }) => ({
            number,
            label: mailbox.download({ name, size: formatSize(place.language, bytes) }),
          })),
  };
}

/** A reply that is not opened yet: a link to its own page. */
export function replyLink(place: Place, message: MessageRow): { href: string; title: string } {
  return {
    href: `${place.base}/mailbox/reply/${message.number}`,
    title: replyTitle(place, message),
  };
}

function replyTitle({ language, texts }: Place, reply: { kind: string; day: string }): string {
  const kind = REPLY_KINDS.find((known) => known === reply.kind) ?? 'message';
  return texts.intake.mailbox.reply({
    kind: texts.case.replies[kind],
    day: formatDay(language, reply.day),
  });
}

/** The replies of a case, the newest first. */
export function repliesOf(messages: readonly MessageRow[]): MessageRow[] {
  return messages
    .filter(({ audience, kind }) => audience === 'reporter' && kind !== 'receipt')
    .toReversed();
}

/** About how many bytes a reply takes on a page, its forms included (measured). */
export function roomOf(reply: ReplyView): number {
  const forms: Record<string, number> = { minutes: 900, 'consent-request': 700 };
  return (
    450 + Buffer.byteLength(reply.text) * 1.05 + reply.files.length * 170 + (forms[reply.kind] ?? 0)
  );
}
