import type { Request, Response } from 'express';
import { mailboxIdentity, readReceipts } from '../cases/mailbox.ts';
import { showCode } from '../seal/code.ts';
import { caseDates } from './case-dates.ts';
import { takeNotice } from './mailbox-session.ts';
import { fileLines } from './sent-files.ts';
import { formToken, type Intake, type Place, renderPage } from './site.ts';

/** What became of a report, shown once after sending it; the same again when the form was sent twice. */
export async function showReceipt(
  intake: Intake,
  request: Request,
  response: Response,
  place: Place,
): Promise<void> {
  const session = intake.sessions.find(request);
  if (session === null || session.code === null || session.channelId !== place.channel.id) {
    response.redirect(303, `${place.base}/mailbox`);
    return;
  }
  const { mailbox } = session;
  const [report] = await readReceipts(intake.tools, mailbox.case.id, mailboxIdentity(mailbox));
  if (report === undefined) {
    response.redirect(303, `${place.base}/mailbox`);
    return;
  }
  const notice = takeNotice(session);
  renderPage(
    response,
    place,
    'receipt',
    { title: place.texts.intake.receipt.title, current: 'report' },
    {
      code: showCode(session.code),
      notice,
      emptyContact: report.receipt.named === 'emptyContact',
      dates: caseDates(place, mailbox.case, intake.tools.clock()),
      files: fileLines(place, report),
      held: report.held === 'waiting',
      heldMinutes: intake.limits.heldMinutes,
      csrf: formToken(intake, request, response),
      from: 'receipt',
    },
  );
}
