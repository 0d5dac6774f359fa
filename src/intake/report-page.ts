import type { Request, Response } from 'express';
import type { Choice } from '../config/schema.ts';
import { formatSize } from '../languages/format.ts';
import { showCode } from '../seal/code.ts';
import { CONTACT_LENGTH } from '../seal/message.ts';
import { sodium } from '../seal/sodium.ts';
import { refuse } from '../web/error-pages.ts';
import { renderMarkdown } from '../web/markdown.ts';
import { PageError } from '../web/page-error.ts';
import type { CheckedText } from './hints/check-text.ts';
import { leaveOutQuestion } from './leave-out.ts';
import { type FieldErrors, type Typed, typedFrom } from './report-form.ts';
import { codeOf, freshTicket, type Ticket } from './report-ticket.ts';
import { formToken, type Intake, nameOf, type Place, renderPage } from './site.ts';

/**
 * The form again with what was typed, and with its code as long as the ticket holds. Pressing Back would not do: there
 * Firefox shows a form anew when it has let go of the page, without what was typed into fields like ours.
 */
export function showRefused(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  error: PageError,
): void {
  const fields: Record<string, unknown> = request.body ?? {};
  let ticket: Ticket;
  let newCodeShown = false;
  try {
    ticket = { ticket: String(fields['ticket']), code: codeOf(intake, request, place) };
  } catch (error) {
    if (!(error instanceof PageError)) throw error;
    ticket = freshTicket(intake, place);
    newCodeShown = true;
  }
  refuse(response, error);
  const { title, text } = place.texts.intake.errors[error.page];
  renderForm(intake, request, response, place, ticket, typedFrom(fields), {
    filesAgain: true,
    refused: { title, text, newCodeShown },
  });
}

/**
 * Where the form goes: never to the address at which it is shown. A POST to a page's own address makes Firefox let go
 * of the page, and Back would fetch a new one with another code (measured).
 */
function actionOf(request: Request, path: string): string {
  const sent = `${path}?sent`;
  return request.originalUrl === sent ? `${path}?again` : sent;
}

/** What the form says beside what was typed. */
export interface FormState {
  errors?: FieldErrors;
  /** Files had been chosen, and are gone. */
  filesAgain?: boolean;
  /** Why the whole form was refused. */
  refused?: { title: string; text: string; newCodeShown: boolean };
  checked?: CheckedText;
}

/** Renders the form and wipes the code. */
export function renderForm(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  { ticket, code }: Ticket,
  typed: Typed,
  { errors = {}, filesAgain = false, refused, checked }: FormState = {},
): void {
  const { channel, language, texts, base } = place;
  const choices = (list: readonly Choice[]) =>
    list.map(({ id, label }) => ({ id, label: nameOf(label, language) }));
  const { form } = channel.texts;
  renderPage(
    response,
    place,
    'report',
    {
      title: checked ? texts.hints.title : texts.intake.report.title,
      current: 'report',
      error: refused !== undefined || Object.keys(errors).length > 0,
    },
    {
      own: form ? renderMarkdown(nameOf(form, language)) : '',
      code: showCode(code),
      ticket,
      action: actionOf(request, `${base}/report`),
      hints: texts.hints,
      upload: texts.upload,
      checkAction: actionOf(request, `${base}/report/check`),
      checked: checked ?? null,
      csrf: formToken(intake, request, response),
      typed,
      errors,
      problems: Object.entries(errors).map(([field, message]) => ({ field, message })),
      filesAgain,
      refused: refused ?? null,
      relations: choices(channel.relations),
      categories: choices(channel.categories),
      leaveOut: leaveOutQuestion(intake.channels, place, typed.leaveOut),
      limits: {
        characters: intake.limits.textCharacters,
        contact: CONTACT_LENGTH,
        files: intake.limits.files,
        size: formatSize(language, intake.limits.reportBytes),
      },
    },
  );
  sodium.memzero(code);
}
