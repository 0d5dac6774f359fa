import type { Request, Response } from 'express';
import { PageError } from '../web/page-error.ts';
import { checkText } from './hints/check-text.ts';
import { receiveReport } from './receive-report.ts';
import { type Typed, textTooLong, typedFrom } from './report-form.ts';
import { renderForm, showRefused } from './report-page.ts';
import { codeOf, freshTicket, type Ticket } from './report-ticket.ts';
import type { Intake, Page, Place } from './site.ts';

/** The report form with a fresh code. */
export const showReport: Page = async (intake, request, response, place) => {
  renderForm(intake, request, response, place, freshTicket(intake, place), typedFrom({}));
};

/** For addresses that show something only after the form was sent to them. */
export const toReport: Page = async (_intake, _request, response, place) => {
  response.redirect(303, `${place.base}/report`);
};

/** Takes a report and leads to the receipt. */
export const takeReport: Page = async (intake, request, response, place) => {
  await receiveReport(intake, request, response, place, {
    refused: (error) => showRefused(intake, request, response, place, error),
    invalid: (ticket, typed, errors, filesAgain) =>
      renderForm(intake, request, response, place, ticket, typed, { errors, filesAgain }),
    arrived: () => response.redirect(303, `${place.base}/receipt`),
  });
};

/** Shows the form again with its text looked through; nothing is taken. */
export const checkReport: Page = async (intake, request, response, place) => {
  withTyped(intake, request, response, place, (ticket, typed) => {
    const checked = checkText(typed.text, place.language);
    renderForm(intake, request, response, place, ticket, typed, { checked });
  });
};

/** Shows the form again with everything that was typed. */
export const returnToReport: Page = async (intake, request, response, place) => {
  withTyped(intake, request, response, place, (ticket, typed) =>
    renderForm(intake, request, response, place, ticket, typed),
  );
};

/** What was typed, sent without files to be shown on another page; when that cannot be, the form comes back. */
export function withTyped(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
  show: (ticket: Ticket, typed: Typed) => void,
): void {
  const typed = typedFrom(request.body ?? {});
  try {
    intake.csrf.check(request, response);
    const ticket = { ticket: String(request.body?.ticket), code: codeOf(intake, request, place) };
    const long = textTooLong(place, intake.limits, typed.text);
    if (long === null) {
      show(ticket, typed);
    } else {
      response.status(422);
      const errors = { text: long };
      renderForm(intake, request, response, place, ticket, typed, { errors });
    }
  } catch (error) {
    if (!(error instanceof PageError) || !error.typedStays) throw error;
    showRefused(intake, request, response, place, error);
  }
}
