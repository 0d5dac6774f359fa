import type { Request, Response } from 'express';
import { findCase } from '../cases/case-record.ts';
import { deadlinesOf } from '../cases/deadlines.ts';
import { avoidedBy } from '../cases/hand-over.ts';
import { mailboxIdentity } from '../cases/mailbox.ts';
import { readReceipts } from '../cases/receipts.ts';
import { formatDay } from '../languages/format.ts';
import { showCode } from '../seal/code.ts';
import { takeNotice } from './mailbox-session.ts';
import { fileLines } from './sent-files.ts';
import { formToken, type Intake, type Place, renderPage } from './site.ts';

/** As many files as keep the page under 14 000 bytes in every language; the others stand in the mailbox. */
const LINES = 10;

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
  const record = await findCase(intake.tools, mailbox.case.id);
  const messages = await intake.tools.store.messages(mailbox.case.id);
  const [report] = await readReceipts(intake.tools.store, messages, mailboxIdentity(mailbox));
  if (record === null || report === undefined) {
    response.redirect(303, `${place.base}/mailbox`);
    return;
  }
  const deadlines = deadlinesOf(record.case, record.rules, record.today);
  const dueDay = (kind: string) => {
    const due = deadlines.find((deadline) => deadline.kind === kind)?.due;
    return due ? formatDay(place.language, due) : '';
  };
  const notice = takeNotice(session);
  const files = fileLines(place, report);
  // Not everything may fit.
  if (files.length > LINES) files.sort((a, b) => a.rank - b.rank);
  renderPage(
    response,
    place,
    'receipt',
    { title: place.texts.intake.receipt.title, current: 'report' },
    {
      code: showCode(session.code),
      notice: notice ?? '',
      leftOut:
        record.row.leftOut.length > 0 || avoidedBy(record) ? place.texts.leaveOut.receipt : '',
      emptyContact: report.receipt.named === 'emptyContact',
      dates: { acknowledge: dueDay('acknowledgement'), feedback: dueDay('feedback') },
      files: files.slice(0, LINES),
      more: files.length > LINES ? place.texts.mailboxPages.allFiles({ count: files.length }) : '',
      held: report.held === 'waiting',
      heldMinutes: intake.limits.heldMinutes,
      csrf: formToken(intake, request, response),
      from: 'receipt',
    },
  );
}
