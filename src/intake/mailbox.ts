import type { Request, Response } from 'express';
import { type OpenMailbox, openMailbox } from '../cases/mailbox.ts';
import { readCode } from '../seal/code.ts';
import { KdfBusy } from '../seal/kdf-queue.ts';
import { sodium } from '../seal/sodium.ts';
import { circuitOf } from '../web/circuit.ts';
import { refuse } from '../web/error-pages.ts';
import { PageError } from '../web/page-error.ts';
import { type MailboxSession, mailboxSession } from './mailbox-session.ts';
import { typedText } from './report-form.ts';
import { formToken, type Intake, type Page, type Place, renderPage, stringField } from './site.ts';

/** The way into a mailbox and out of it. */

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
