import type { Request, Response } from 'express';
import { reportKeys, submitReport } from '../cases/submit.ts';
import type { CodeKeys } from '../seal/code-keys.ts';
import { KdfBusy } from '../seal/kdf-queue.ts';
import { sodium } from '../seal/sodium.ts';
import type { From } from '../sharing/fair-turns.ts';
import { circuitOf } from '../web/circuit.ts';
import { PageError } from '../web/page-error.ts';
import type { Form } from '../web/read-form.ts';
import { checkText } from './hints/check-text.ts';
import { mailboxSession } from './mailbox-session.ts';
import { fieldErrors, submissionOf, textTooLong, typedFrom } from './report-form.ts';
import { renderForm, showRefused } from './report-page.ts';
import { codeOf, freshTicket } from './report-ticket.ts';
import type { Intake, Page, Place } from './site.ts';

/** The report form with a fresh code. */
export function showReport(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
): void {
  renderForm(intake, request, response, place, freshTicket(intake, place), typedFrom({}));
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
      keys.begin(codeOf(intake, request, place), circuitOf(request));
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
      const filesAgain = form.uploads.length > 0;
      renderForm(intake, request, response, place, ticket, typed, { errors, filesAgain });
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
    begin(code: Uint8Array, circuit: From): void {
      keys ??= reportKeys(intake.tools, Uint8Array.from(code), circuit);
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

/** Shows the form again with its text looked through; nothing is taken. */
export const checkReport: Page = async (intake, request, response, place) => {
  const typed = typedFrom(request.body ?? {});
  try {
    intake.csrf.check(request, response);
    const ticket = { ticket: String(request.body?.ticket), code: codeOf(intake, request, place) };
    const long = textTooLong(place, intake.limits, typed.text);
    if (long) response.status(422);
    renderForm(intake, request, response, place, ticket, typed, {
      ...(long ? { errors: { text: long } } : { checked: checkText(typed.text, place.language) }),
    });
  } catch (error) {
    if (!(error instanceof PageError) || !error.typedStays) throw error;
    showRefused(intake, request, response, place, error);
  }
};
