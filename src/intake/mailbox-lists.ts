import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { type CaseRecord, findCase } from '../cases/case-record.ts';
import { mailboxIdentity } from '../cases/mailbox.ts';
import { readReceipts } from '../cases/receipts.ts';
import { readReplies } from '../cases/replies.ts';
import { formatDay } from '../languages/format.ts';
import type { MessageRow } from '../store/store.ts';
import { PageError } from '../web/page-error.ts';
import { caseView } from './case-view.ts';
import { sessionHere, showEnded } from './mailbox.ts';
import { type ListPage, listPage } from './paging.ts';
import { repliesOf, replyLink, replyView } from './reply-view.ts';
import { fileLines } from './sent-files.ts';
import { formToken, type Intake, type Page, type Place, renderPage } from './site.ts';

/** What does not fit on the mailbox's first page: one reply, and lists of replies, of what was sent, of what happened. */

/** As many as keep a page under 14 000 bytes in every language (test/intake/full-mailbox.test.ts). */
const REPLIES = 40;
const EVENTS = 40;
/** Lines of sent files. */
const LINES = 15;

interface Open {
  identity: string;
  messages: MessageRow[];
  record: CaseRecord;
}

/** A page of an open mailbox; to others the question for the code. */
function opened(
  show: (
    open: Open,
    intake: Intake,
    request: Request,
    response: Response,
    place: Place,
  ) => Promise<void>,
): Page {
  return async (intake, request, response, place) => {
    const session = sessionHere(intake, request, place);
    if (session === null) return showEnded(intake, request, response, place);
    const { id } = session.mailbox.case;
    const record = await findCase(intake.tools, id);
    if (record === null || record.row.mailboxHash === null)
      return showEnded(intake, request, response, place);
    const messages = await intake.tools.store.messages(id);
    const open = { identity: mailboxIdentity(session.mailbox), messages, record };
    await show(open, intake, request, response, place);
  };
}

/** One reply, with what can be answered to it. */
export const showReply = opened(async (open, intake, request, response, place) => {
  const wanted = repliesOf(open.messages).filter(
    ({ number }) => String(number) === request.params['number'],
  );
  const [reply] = await readReplies(intake.tools.store, wanted, open.identity);
  if (reply === undefined) throw new PageError('notFound');
  renderPage(
    response,
    place,
    'reply',
    { title: place.texts.intake.mailbox.repliesTitle, current: 'mailbox' },
    {
      p: place.texts.mailboxPages,
      reply: replyView(place, reply),
      once: randomBytes(16).toString('base64url'),
      limits: { characters: intake.limits.textCharacters },
      csrf: formToken(intake, request, response),
    },
  );
});

export const showReplies = opened(async ({ messages }, _intake, request, response, place) => {
  const links = repliesOf(messages).map((message) => replyLink(place, message));
  const title = place.texts.intake.mailbox.repliesTitle;
  renderList(response, place, 'replies', title, pageOf(request, links, REPLIES));
});

export const showEvents = opened(async ({ record }, _intake, request, response, place) => {
  const { happened } = caseView(place, record);
  const title = place.texts.case.happenedTitle;
  renderList(response, place, 'events', title, pageOf(request, happened.toReversed(), EVENTS));
});

/** Everything that was sent, file by file, so that one message with many files has as many pages as it needs. */
export const showSent = opened(async (open, intake, request, response, place) => {
  const sent = await readReceipts(intake.tools.store, open.messages, open.identity);
  const { mailbox } = place.texts.intake;
  const lines = sent.toReversed().flatMap((message) => {
    const text = message.kind === 'report' ? mailbox.report : mailbox.followUp;
    const title = text({ day: formatDay(place.language, message.day) });
    const files = fileLines(place, message);
    // A message without files has a line of its own.
    const lines = files.length === 0 ? [null] : files;
    return lines.map((file) => ({ title, file }));
  });
  renderList(response, place, 'sent', mailbox.sentTitle, pageOf(request, lines, LINES));
});

function pageOf<Item>(request: Request, items: readonly Item[], most: number): ListPage<Item> {
  const page = listPage(items, request.params['page'], most);
  if (page === null) throw new PageError('notFound');
  return page;
}

function renderList(
  response: Response,
  place: Place,
  list: 'replies' | 'events' | 'sent',
  title: string,
  { items, before, after }: ListPage<unknown>,
): void {
  const link = (page: number | null) =>
    page === null ? '' : `${place.base}/mailbox/${list}/${page}`;
  renderPage(
    response,
    place,
    'mailbox-list',
    { title, current: 'mailbox' },
    { p: place.texts.mailboxPages, list, items, before: link(before), after: link(after) },
  );
}
