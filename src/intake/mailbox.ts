import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { findCase } from '../cases/case-record.ts';
import { mailboxIdentity, type OpenMailbox, openMailbox } from '../cases/mailbox.ts';
import { readReceipts } from '../cases/receipts.ts';
import { readReplies } from '../cases/replies.ts';
import { formatDay, formatSize } from '../languages/format.ts';
import { readCode } from '../seal/code.ts';
import { KdfBusy } from '../seal/kdf-queue.ts';
import { sodium } from '../seal/sodium.ts';
import { circuitOf } from '../web/circuit.ts';
import { refuse } from '../web/error-pages.ts';
import { PageError } from '../web/page-error.ts';
import { caseView } from './case-view.ts';
import type { CheckedText } from './hints/check-text.ts';
import { type MailboxSession, mailboxSession, takeDraft, takeNotice } from './mailbox-session.ts';
import { typedText } from './report-form.ts';
import { fileLines } from './sent-files.ts';
import { formToken, type Intake, type Page, type Place, renderPage, stringField } from './site.ts';

/** The mailbox, or the question for its code. */
export const showMailbox: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  if (session === null) return showLogin(intake, request, response, place);
  await renderMailbox(intake, request, response, place, session);
};

/** Takes a code. */
export const takeCode: Page = async (intake, request, response, place) => {
  intake.csrf.check(request, response);
  const draft = typedText(stringField(request.body?.draft));
  const code = readCode(stringField(request.body?.code));
  const { login } = place.texts.intake;
  if (code === null) {
    response.status(422);
    return showLogin(intake, request, response, place, { problem: login.unreadable, draft });
  }
  const circuit = circuitOf(request);
  const wait = circuit === null ? 0 : intake.wrongCodes.waiting(String(circuit));
  if (wait > 0) {
    sodium.memzero(code);
    response.status(429).set('Retry-After', String(wait));
    const problem = login.wait({ minutes: Math.ceil(wait / 60) });
    return showLogin(intake, request, response, place, { problem, draft });
  }
  let mailbox: OpenMailbox | null;
  try {
    mailbox = await openMailbox(intake.tools, place.channel, code, circuit);
  } catch (error) {
    if (!(error instanceof KdfBusy)) throw error;
    refuse(response, new PageError('busy', { cause: error }));
    return showLogin(intake, request, response, place, { problem: login.busy, draft });
  } finally {
    sodium.memzero(code);
  }
  if (mailbox === null) {
    if (circuit !== null) intake.wrongCodes.wrong(String(circuit));
    response.status(422);
    return showLogin(intake, request, response, place, { problem: login.unknown, draft });
  }
  if (circuit !== null) intake.wrongCodes.right(String(circuit));
  intake.sessions.open(request, response, mailboxSession(place.channel.id, mailbox, { draft }));
  response.redirect(303, `${place.base}/mailbox`);
};

/** Closes the mailbox: the session is wiped here, and the browser is asked to forget. */
export const closeMailbox: Page = async (intake, request, response, place) => {
  intake.csrf.check(request, response);
  forgetVisitor(intake, request, response);
  response.redirect(303, `${place.base}/mailbox/closed`);
};

/** A page of its own, because the browser has just forgotten the cookie that its form needs. */
export const showClosed: Page = async (intake, request, response, place) => {
  showLogin(intake, request, response, place, { notice: place.texts.intake.login.closed });
};

export function forgetVisitor(intake: Intake, request: Request, response: Response): void {
  intake.sessions.close(request, response);
  response.set('Clear-Site-Data', '"cache", "cookies", "storage"');
}

export function sessionHere(intake: Intake, request: Request, place: Place): MailboxSession | null {
  const session = intake.sessions.find(request);
  return session?.channelId === place.channel.id ? session : null;
}

/** The mailbox was closed while something was typed: the text goes along to the question for the code. */
export function showEnded(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  text = '',
): void {
  response.status(403);
  const { login } = place.texts.intake;
  showLogin(intake, request, response, place, { problem: login.ended, draft: typedText(text) });
}

export function showLogin(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  state: { problem?: string; notice?: string; draft?: string } = {},
): void {
  const { problem = '', notice = '', draft = '' } = state;
  renderPage(
    response,
    place,
    'login',
    {
      title: place.texts.intake.login.title,
      current: 'mailbox',
      error: problem !== '',
      // Something typed would be lost by changing the language.
      ...(draft === '' ? { path: '/mailbox' } : {}),
    },
    { problem, notice, draft, csrf: formToken(intake, request, response) },
  );
}

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
  const replies = await readReplies(store, messages, identity);
  const { language, texts } = place;
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
      view: caseView(place, record),
      caseTexts: texts.case,
      replies: replies.map((reply) => ({
        id: reply.id,
        number: reply.number,
        kind: 'unreadable' in reply ? 'unreadable' : reply.kind,
        title: mailboxTexts.reply({
          kind: texts.case.replies['unreadable' in reply ? 'message' : reply.kind],
          day: formatDay(language, reply.day),
        }),
        text: 'unreadable' in reply ? mailboxTexts.unreadable : reply.text,
        files:
          'unreadable' in reply
            ? []
            : reply.files.map(({ number, name, bytes }) => ({
                number,
                label: mailboxTexts.download({ name, size: formatSize(language, bytes) }),
              })),
      })),
      sent: sent.map((message) => ({
        title: (message.kind === 'report' ? mailboxTexts.report : mailboxTexts.followUp)({
          day: formatDay(language, message.day),
        }),
        files: fileLines(place, message),
        held:
          message.held === 'waiting' &&
          message.receipt.files.some(({ outcome }) => outcome === 'held'),
      })),
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
