import type { Request, Response } from 'express';
import { reportKeys, submitReport } from '../cases/submit.ts';
import { formatSize } from '../languages/format.ts';
import { newCode, showCode } from '../seal/code.ts';
import type { CodeKeys } from '../seal/code-keys.ts';
import { KdfBusy } from '../seal/kdf-queue.ts';
import { sodium } from '../seal/sodium.ts';
import { newTicket, readTicket, TicketError } from '../seal/ticket.ts';
import { refuse } from '../web/error-pages.ts';
import { renderMarkdown } from '../web/markdown.ts';
import { PageError } from '../web/page-error.ts';
import type { Form } from '../web/read-form.ts';
import { mailboxSession } from './mailbox-session.ts';
import {
  CONTACT_LENGTH,
  type FieldErrors,
  fieldErrors,
  submissionOf,
  type Typed,
  typedFrom,
} from './report-form.ts';
import { formToken, type Intake, nameOf, type Place, renderPage } from './site.ts';

/** The report form with a fresh code. */
export function showReport(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
): void {
  renderForm(intake, request, response, place, freshTicket(intake, place), typedFrom({}), {});
}

/** Takes a report: reads the form, submits, and leads to the receipt. */
export async function takeReport(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
): Promise<void> {
  const keys = earlyKeys(intake);
  let form: Form;
  try {
    form = await intake.forms.read(request, response, () => {
      intake.csrf.check(request, response);
      keys.begin(codeOf(intake, request, place));
    });
  } catch (error) {
    await keys.wipe();
    if (!(error instanceof PageError) || !error.typedStays) throw error;
    // The fields stand before the files, so what was typed is there.
    showRefused(intake, request, response, place, error);
    return;
  }

  try {
    const typed = typedFrom(form.fields);
    const errors = fieldErrors(place, intake.limits, typed, form.uploads.length);
    const code = codeOf(intake, request, place);
    if (Object.keys(errors).length > 0) {
      await keys.wipe();
      response.status(422);
      const ticket = { ticket: form.fields['ticket'] ?? '', code };
      renderForm(intake, request, response, place, ticket, typed, errors, form.uploads.length > 0);
      return;
    }
    const submission = submissionOf(place, typed, form.uploads);
    const sent = await submitReport(intake.tools, place.channel, await keys.ready(), submission);
    const session = mailboxSession(place.channel.id, sent, {
      code,
      notice: sent.way === 'new' ? null : sent.way,
      draft: sent.way === 'changed' ? typed.text : '',
    });
    intake.sessions.open(request, response, session);
    response.redirect(303, `${place.base}/receipt`);
  } catch (error) {
    if (!(error instanceof KdfBusy)) throw error;
    showRefused(intake, request, response, place, new PageError('busy', { cause: error }));
  } finally {
    await form.release();
  }
}

/**
 * The keys of a report's code, begun as soon as its ticket is known to be good: while the files arrive there is time
 * for them, and their 64 MiB do not come on top of everything else.
 */
function earlyKeys(intake: Intake) {
  let keys: Promise<CodeKeys> | null = null;
  return {
    /** Takes the code and wipes it. */
    begin(code: Uint8Array): void {
      keys ??= reportKeys(intake.tools, Uint8Array.from(code));
      // Whoever asks for the keys gets the error; until then it is not an unhandled one.
      keys.catch(() => undefined);
      sodium.memzero(code);
    },
    ready(): Promise<CodeKeys> {
      if (keys === null) throw new Error('the form was read without its ticket');
      return keys;
    },
    async wipe(): Promise<void> {
      (await keys?.catch(() => null))?.wipe();
    },
  };
}

interface Ticket {
  ticket: string;
  code: Uint8Array;
}

function freshTicket(intake: Intake, place: Place): Ticket {
  const code = newCode();
  return {
    code,
    ticket: newTicket(intake.ticketKey, place.channel.id, code, intake.tools.clock()),
  };
}

/** The code in the form's ticket. @throws PageError `expired` */
function codeOf(intake: Intake, request: Request, place: Place): Uint8Array {
  const ticket: unknown = request.body?.ticket;
  try {
    const text = typeof ticket === 'string' ? ticket : '';
    return readTicket(intake.ticketKey, place.channel.id, text, intake.tools.clock());
  } catch (error) {
    if (error instanceof TicketError) throw new PageError('expired', { cause: error });
    throw error;
  }
}

/**
 * The form again with what was typed, and with its code as long as the ticket holds. Pressing Back would not do: there
 * Firefox shows a form anew when it has let go of the page, without what was typed into fields like ours.
 */
function showRefused(
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
  renderForm(intake, request, response, place, ticket, typedFrom(fields), {}, true, {
    title,
    text,
    newCodeShown,
  });
}

/**
 * Where the form goes: never to the address at which it is shown. A POST to a page's own address makes Firefox let go
 * of the page, and Back would fetch a new one with another code (measured).
 */
function actionOf(request: Request, { base }: Place): string {
  const sent = `${base}/report?sent`;
  return request.originalUrl === sent ? `${base}/report?again` : sent;
}

function renderForm(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  { ticket, code }: Ticket,
  typed: Typed,
  errors: FieldErrors,
  filesAgain = false,
  refused: { title: string; text: string; newCodeShown: boolean } | null = null,
): void {
  const { channel, language, texts } = place;
  const choices = (list: Place['channel']['relations']) =>
    list.map(({ id, label }) => ({ id, label: nameOf(label, language) }));
  const { form } = channel.texts;
  renderPage(
    response,
    place,
    'report',
    {
      title: texts.intake.report.title,
      current: 'report',
      error: refused !== null || Object.keys(errors).length > 0,
    },
    {
      own: form ? renderMarkdown(nameOf(form, language)) : '',
      code: showCode(code),
      ticket,
      action: actionOf(request, place),
      csrf: formToken(intake, request, response),
      typed,
      errors,
      problems: Object.entries(errors).map(([field, message]) => ({ field, message })),
      filesAgain,
      refused,
      relations: choices(channel.relations),
      categories: choices(channel.categories),
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
