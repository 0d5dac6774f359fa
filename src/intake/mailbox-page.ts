import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { findCase } from '../cases/case-record.ts';
import { mailboxIdentity } from '../cases/mailbox.ts';
import { readReceipts, type Sent } from '../cases/receipts.ts';
import { readReplies } from '../cases/replies.ts';
import { formatDay, formatSize } from '../languages/format.ts';
import type { MessageRow } from '../store/store.ts';
import { caseView } from './case-view.ts';
import type { CheckedText } from './hints/check-text.ts';
import { sessionHere, showEnded, showLogin } from './mailbox.ts';
import { type MailboxSession, takeDraft, takeNotice } from './mailbox-session.ts';
import { type ReplyView, repliesOf, replyLink, replyView, roomOf } from './reply-view.ts';
import { fileLines } from './sent-files.ts';
import { formToken, type Intake, type Page, type Place, renderPage } from './site.ts';

/**
 * The first page of an open mailbox: the newest of everything, as much as fits into one round trip over Tor; the rest is
 * behind links (mailbox-lists.ts), so that no conversation makes it grow.
 */

/** Bytes for whole replies. */
const REPLY_ROOM = 1900;
/** Links to earlier ones, lines of sent files, and events. */
const LINKS = 3;
const FILE_LINES = 2;
const EVENTS = 4;

/** The mailbox, or the question for its code. */
export const showMailbox: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  if (session === null) return showLogin(intake, request, response, place);
  await renderMailbox(intake, request, response, place, session);
};

export async function renderMailbox(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  session: MailboxSession,
  problem: {
    /** What is wrong with the text. */
    problem?: string;
    /** Why the whole form was refused. */
    refused?: { title: string; text: string };
    checked?: CheckedText;
    text: string;
    /** What else was chosen in the form. */
    about?: string;
    originals?: boolean;
  } | null = null,
): Promise<void> {
  const { id } = session.mailbox.case;
  const record = await findCase(intake.tools, id);
  // Deleted since the mailbox was opened.
  if (record === null || record.row.mailboxHash === null) {
    intake.sessions.close(request, response);
    return showEnded(intake, request, response, place, problem?.text);
  }
  const identity = mailboxIdentity(session.mailbox);
  const { store } = intake.tools;
  const messages = await store.messages(id);
  const sent = await readReceipts(store, messages, identity);
  // Beside what the form has to say there is no room for them.
  const room = problem === null ? REPLY_ROOM : 0;
  const replies = await newestReplies(intake, place, messages, identity, room);
  const { language, texts } = place;
  const view = caseView(place, record);
  const mailboxTexts = texts.intake.mailbox;
  const notice = takeNotice(session);
  renderPage(
    response,
    place,
    'mailbox',
    {
      title: problem?.checked ? texts.hints.title : mailboxTexts.title,
      current: 'mailbox',
      error: problem !== null && !problem.checked,
      ...(problem === null && session.draft === '' ? { path: '/mailbox' } : {}),
    },
    {
      received: formatDay(language, record.row.received),
      view: { ...view, happened: view.happened.slice(-EVENTS) },
      events: view.happened.length,
      caseTexts: texts.case,
      p: texts.mailboxPages,
      replies,
      sent: newestSent(place, sent),
      allSent: sent.length,
      held: sent.some(
        (message) =>
          message.held === 'waiting' &&
          message.receipt.files.some(({ outcome }) => outcome === 'held'),
      ),
      notice: notice ?? '',
      noticeText: notice === null ? '' : noticeText(place, notice),
      problem: problem?.problem ?? '',
      refused: problem?.refused ?? null,
      checked: problem?.checked ?? null,
      hints: texts.hints,
      text: problem?.text ?? takeDraft(session),
      chosenAbout: problem?.about ?? 'message',
      originals: problem?.originals ?? false,
      once: randomBytes(16).toString('base64url'),
      heldMinutes: intake.limits.heldMinutes,
      from: 'mailbox',
      limits: {
        characters: intake.limits.textCharacters,
        files: intake.limits.files,
        size: formatSize(language, intake.limits.reportBytes),
      },
      csrf: formToken(intake, request, response),
    },
  );
}

function noticeText(place: Place, notice: NonNullable<MailboxSession['notice']>): string {
  const { mailbox, files, receipt } = place.texts.intake;
  const { added, addedAgain, answered, replyDeleted } = mailbox;
  const { again, changed } = receipt;
  return { added, addedAgain, answered, replyDeleted, again, changed, heldGone: files.heldGone }[
    notice
  ];
}

/** The newest replies in full while there is room, links to the next ones, and how many there are. */
async function newestReplies(
  { tools }: Intake,
  place: Place,
  messages: readonly MessageRow[],
  identity: string,
  room: number,
): Promise<{ whole: ReplyView[]; links: { href: string; title: string }[]; count: number }> {
  const all = repliesOf(messages);
  const whole: ReplyView[] = [];
  let left = room;
  for (const message of room > 0 ? all : []) {
    const [reply] = await readReplies(tools.store, [message], identity);
    if (reply === undefined) break;
    const view = replyView(place, reply);
    left -= roomOf(view);
    if (left < 0) break;
    whole.push(view);
  }
  const links = all.slice(whole.length, whole.length + LINKS);
  return { whole, links: links.map((message) => replyLink(place, message)), count: all.length };
}

/** What was sent last, with its files when they are few. */
function newestSent(place: Place, sent: readonly Sent[]) {
  const message = sent.at(-1);
  if (message === undefined) return null;
  const { mailbox } = place.texts.intake;
  const files = fileLines(place, message);
  const text = message.kind === 'report' ? mailbox.report : mailbox.followUp;
  return {
    title: text({ day: formatDay(place.language, message.day) }),
    files: files.length <= FILE_LINES ? files : [],
    count: files.length,
  };
}
