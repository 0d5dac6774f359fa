import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import {
  addFollowUp,
  decideHeld,
  mailboxIdentity,
  openMailbox,
  readReceipts,
} from '../cases/mailbox.ts';
import { formatDay, formatSize } from '../languages/format.ts';
import { readCode } from '../seal/code.ts';
import { sodium } from '../seal/sodium.ts';
import { PageError } from '../web/page-error.ts';
import type { Form } from '../web/read-form.ts';
import { caseDates } from './case-dates.ts';
import { type MailboxSession, mailboxSession, takeDraft, takeNotice } from './mailbox-session.ts';
import { textTooLong, typedText } from './report-form.ts';
import { fileLines } from './sent-files.ts';
import { formToken, type Intake, type Place, renderPage } from './site.ts';

type Page = (intake: Intake, request: Request, response: Response, place: Place) => Promise<void>;

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
  const mailbox = await openMailbox(intake.tools, place.channel, code);
  sodium.memzero(code);
  if (mailbox === null) {
    response.status(422);
    return showLogin(intake, request, response, place, { problem: login.unknown, draft });
  }
  intake.sessions.open(request, response, mailboxSession(place.channel.id, mailbox, { draft }));
  response.redirect(303, `${place.base}/mailbox`);
};

/** Takes a message. When the mailbox was closed in the meantime, the text goes along to the question for the code. */
export const takeMessage: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  let form: Form;
  try {
    form = await intake.forms.read(request, response, () => intake.csrf.check(request, response));
  } catch (error) {
    if (!(error instanceof PageError) || error.page !== 'expired') throw error;
    return showEnded(intake, request, response, place, stringField(request.body?.text));
  }
  try {
    const text = typedText(form.fields['text'] ?? '');
    if (session === null) return showEnded(intake, request, response, place, text);

    const long = textTooLong(place, intake.limits, text);
    const empty = text.trim() === '' && form.uploads.length === 0;
    if (empty || long) {
      response.status(422);
      const problem = long ?? place.texts.intake.report.errors.empty;
      return await renderMailbox(intake, request, response, place, session, { problem, text });
    }
    const way = await addFollowUp(
      intake.tools,
      place.channel,
      session.mailbox,
      form.fields['once'] ?? '',
      {
        fields: {
          kind: 'follow-up',
          language: place.language,
          originals: form.fields['originals'] === 'yes',
        },
        text,
        contact: null,
        uploads: form.uploads,
      },
    );
    if (way === 'gone') {
      intake.sessions.close(request, response);
      return showEnded(intake, request, response, place, text);
    }
    session.notice = way === 'added' ? 'added' : 'addedAgain';
    response.redirect(303, `${place.base}/mailbox`);
  } finally {
    await form.release();
  }
};

/** The reporter's word on files that could not be cleaned. */
export const takeHeldDecision: Page = async (intake, request, response, place) => {
  intake.csrf.check(request, response);
  const session = sessionHere(intake, request, place);
  if (session === null)
    return showLogin(intake, request, response, place, { problem: place.texts.intake.login.ended });
  const decision = request.body?.decision === 'send' ? 'send' : 'drop';
  if (!(await decideHeld(intake.tools, session.mailbox, decision)) && decision === 'send') {
    session.notice = 'heldGone';
  }
  const from = request.body?.from === 'receipt' && session.code !== null ? 'receipt' : 'mailbox';
  response.redirect(303, `${place.base}/${from}`);
};

/** Closes the mailbox: the session is wiped here, and the browser is asked to forget. */
export const closeMailbox: Page = async (intake, request, response, place) => {
  intake.csrf.check(request, response);
  intake.sessions.close(request, response);
  response.set('Clear-Site-Data', '"cache", "cookies", "storage"');
  response.redirect(303, `${place.base}/mailbox/closed`);
};

/** A page of its own, because the browser has just forgotten the cookie that its form needs. */
export const showClosed: Page = async (intake, request, response, place) => {
  showLogin(intake, request, response, place, { notice: place.texts.intake.login.closed });
};

function sessionHere(intake: Intake, request: Request, place: Place): MailboxSession | null {
  const session = intake.sessions.find(request);
  return session?.channelId === place.channel.id ? session : null;
}

function stringField(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function showEnded(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  text: string,
): void {
  response.status(403);
  const { login } = place.texts.intake;
  showLogin(intake, request, response, place, { problem: login.ended, draft: typedText(text) });
}

function showLogin(
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

async function renderMailbox(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  session: MailboxSession,
  problem: { problem: string; text: string } | null = null,
): Promise<void> {
  const { mailbox } = session;
  const sent = await readReceipts(intake.tools, mailbox.case.id, mailboxIdentity(mailbox));
  const { language, texts } = place;
  const notice = takeNotice(session);
  renderPage(
    response,
    place,
    'mailbox',
    {
      title: texts.intake.mailbox.title,
      current: 'mailbox',
      error: problem !== null,
      ...(problem === null && session.draft === '' ? { path: '/mailbox' } : {}),
    },
    {
      dates: caseDates(place, mailbox.case, intake.tools.clock()),
      sent: sent.map((message) => {
        const title =
          message.kind === 'report' ? texts.intake.mailbox.report : texts.intake.mailbox.followUp;
        return {
          title: title({ day: formatDay(language, message.day) }),
          files: fileLines(place, message),
          held:
            message.held === 'waiting' &&
            message.receipt.files.some(({ outcome }) => outcome === 'held'),
        };
      }),
      notice,
      noticeText: noticeText(place, notice),
      problem: problem?.problem ?? '',
      text: problem?.text ?? takeDraft(session),
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

function noticeText(place: Place, notice: MailboxSession['notice']): string {
  const { mailbox, files } = place.texts.intake;
  if (notice === 'added') return mailbox.added;
  if (notice === 'addedAgain') return mailbox.addedAgain;
  return notice === 'heldGone' ? files.heldGone : '';
}
