import type { Request, Response } from 'express';
import { reportKeys, submitReport } from '../cases/submit.ts';
import type { CaseTools } from '../cases/tools.ts';
import type { CodeKeys } from '../seal/code-keys.ts';
import { sodium } from '../seal/sodium.ts';
import type { From } from '../sharing/fair-turns.ts';
import { circuitOf } from '../web/circuit.ts';
import { outOfRoom } from '../web/out-of-room.ts';
import { PageError } from '../web/page-error.ts';
import type { Form } from '../web/read-form.ts';
import { mailboxSession } from './mailbox-session.ts';
import {
  type FieldErrors,
  fieldErrors,
  submissionOf,
  type Typed,
  typedFrom,
} from './report-form.ts';
import { codeOf, type Ticket } from './report-ticket.ts';
import type { Intake, Place } from './site.ts';

/** How a form answers; one of `refused`, `invalid` and `arrived` is called. */
export interface ReportAnswers {
  /** Nothing was taken, but the form is good to be sent again: what was typed is in `request.body`. */
  refused(error: PageError): void;
  invalid(ticket: Ticket, typed: Typed, errors: FieldErrors, hadFiles: boolean): void;
  /** The report is in, and the visitor's session shows its receipt. */
  arrived(): void;
  /** Called when the form's own fields are found good and its files begin to arrive; perhaps twice. */
  begun?(): void;
  /** The tools with which the report is taken. */
  toolsFor?(form: Form): CaseTools;
}

/** Takes a report: reads the form, submits, opens a session for its receipt. */
export async function receiveReport(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  answers: ReportAnswers,
): Promise<void> {
  const keys = earlyKeys(intake);
  let form: Form;
  try {
    form = await intake.forms.read(request, response, () => {
      intake.csrf.check(request, response);
      keys.begin(codeOf(intake, request, place), circuitOf(request));
      answers.begun?.();
    });
  } catch (error) {
    await keys.wipe();
    if (!(error instanceof PageError) || !error.typedStays) throw error;
    // The fields stand before the files, so what was typed is there.
    answers.refused(error);
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
      answers.invalid(ticket, typed, errors, form.uploads.length > 0);
      return;
    }
    const submission = submissionOf(place, typed, form.uploads);
    const tools = answers.toolsFor?.(form) ?? intake.tools;
    const sent = await submitReport(tools, place.channel, await keys.ready(), submission);
    const session = mailboxSession(place.channel.id, sent, {
      code,
      notice: sent.way === 'new' ? null : sent.way,
      draft: sent.way === 'changed' ? typed.text : '',
    });
    intake.sessions.open(request, response, session);
    answers.arrived();
  } catch (error) {
    const busy = outOfRoom(error, intake.incidents);
    if (busy === null) throw error;
    answers.refused(busy);
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
