import { pipeline } from 'node:stream/promises';
import type { Request } from 'express';
import { addFollowUp, decideHeld, deleteReply, destroyCode } from '../cases/converse.ts';
import { mailboxIdentity } from '../cases/mailbox.ts';
import { openReplyFile } from '../cases/replies.ts';
import type { Submission } from '../cases/seal-message.ts';
import type { About } from '../seal/message.ts';
import { refuse } from '../web/error-pages.ts';
import { outOfRoom } from '../web/out-of-room.ts';
import { PageError } from '../web/page-error.ts';
import type { Form } from '../web/read-form.ts';
import { checkText } from './hints/check-text.ts';
import { forgetVisitor, sessionHere, showEnded } from './mailbox.ts';
import { renderMailbox } from './mailbox-page.ts';
import type { MailboxSession } from './mailbox-session.ts';
import { textTooLong, typedText } from './report-form.ts';
import { formToken, type Intake, type Page, type Place, renderPage, stringField } from './site.ts';

/** What a message can be about by its form; the other kinds have buttons of their own. */
const FORM_ABOUT: readonly About[] = ['message', 'correction', 'withdrawal', 'call', 'meeting'];

/** Takes a message. When the mailbox was closed in the meantime, the text goes along to the question for the code. */
export const takeMessage: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  let form: Form;
  try {
    form = await intake.forms.read(request, response, () => intake.csrf.check(request, response));
  } catch (error) {
    if (!(error instanceof PageError) || !error.typedStays) throw error;
    const text = stringField(request.body?.text);
    if (session === null || error.page === 'expired')
      return showEnded(intake, request, response, place, text);
    // The text stays in the form, because Back does not keep it on a page that is never stored.
    refuse(response, error);
    const refused = place.texts.intake.errors[error.page];
    const chosen = chosenIn(request.body ?? {});
    return await renderMailbox(intake, request, response, place, session, {
      refused,
      text,
      ...chosen,
    });
  }
  try {
    const text = typedText(form.fields['text'] ?? '');
    if (session === null) return showEnded(intake, request, response, place, text);
    const { about, originals } = chosenIn(form.fields);
    const long = textTooLong(place, intake.limits, text);
    // Who withdraws need not give reasons.
    const empty = text.trim() === '' && form.uploads.length === 0 && about !== 'withdrawal';
    if (empty || long) {
      response.status(422);
      const problem = long ?? place.texts.intake.report.errors.empty;
      return await renderMailbox(intake, request, response, place, session, {
        problem,
        text,
        about,
        originals,
      });
    }
    const submission = followUp(place, text, { about, originals }, form.uploads);
    const way = await addFollowUp(
      intake.tools,
      session.mailbox,
      form.fields['once'] ?? '',
      submission,
    );
    if (way === 'gone') {
      intake.sessions.close(request, response);
      return showEnded(intake, request, response, place, text);
    }
    session.notice = way === 'done' ? 'added' : 'addedAgain';
    response.redirect(303, `${place.base}/mailbox`);
  } catch (error) {
    const busy = outOfRoom(error, intake.incidents);
    if (busy === null || session === null) throw error;
    refuse(response, busy);
    await renderMailbox(intake, request, response, place, session, {
      refused: place.texts.intake.errors.busy,
      text: typedText(form.fields['text'] ?? ''),
      ...chosenIn(form.fields),
    });
  } finally {
    await form.release();
  }
};

/** What was chosen in the message form beside its text. */
function chosenIn(fields: Record<string, unknown>): { about: About; originals: boolean } {
  return {
    about: FORM_ABOUT.find((known) => known === fields['about']) ?? 'message',
    originals: fields['originals'] === 'yes',
  };
}

/** Shows the mailbox again with the message looked through; nothing is taken. */
export const checkMessage: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  const text = typedText(stringField(request.body?.text));
  if (session === null) return showEnded(intake, request, response, place, text);
  intake.csrf.check(request, response);
  const long = textTooLong(place, intake.limits, text);
  if (long) response.status(422);
  const chosen = chosenIn(request.body ?? {});
  await renderMailbox(intake, request, response, place, session, {
    ...(long ? { problem: long } : { checked: checkText(text, place.language) }),
    text,
    ...chosen,
  });
};

/** The answers that have a button: minutes approved or corrected, consent given or refused. */
const ANSWERS: readonly About[] = [
  'minutes-approved',
  'minutes-corrected',
  'consent-given',
  'consent-refused',
];

export const takeAnswer: Page = async (intake, request, response, place) => {
  const session = checkedSession(intake, request, place, () =>
    intake.csrf.check(request, response),
  );
  const text = typedText(stringField(request.body?.text));
  if (session === null) return showEnded(intake, request, response, place, text);
  const about = ANSWERS.find((known) => known === request.body?.answer);
  const answers = stringField(request.body?.reply);
  if (about === undefined || !/^[0-9a-f]{16}$/.test(answers)) throw new PageError('malformed');
  const long = textTooLong(place, intake.limits, text);
  if (long) {
    response.status(422);
    return renderMailbox(intake, request, response, place, session, { problem: long, text });
  }
  const submission = followUp(place, text, { about, answers, originals: false }, []);
  const way = await addFollowUp(
    intake.tools,
    session.mailbox,
    stringField(request.body?.once),
    submission,
  );
  if (way === 'gone') return showEnded(intake, request, response, place, text);
  session.notice = 'answered';
  response.redirect(303, `${place.base}/mailbox`);
};

/** The reporter's word on files that could not be cleaned. */
export const takeHeldDecision: Page = async (intake, request, response, place) => {
  const session = checkedSession(intake, request, place, () =>
    intake.csrf.check(request, response),
  );
  if (session === null) return showEnded(intake, request, response, place);
  const decision = request.body?.decision === 'send' ? 'send' : 'drop';
  const way = await decideHeld(intake.tools, session.mailbox, decision);
  if (way !== 'done' && decision === 'send') session.notice = 'heldGone';
  const from = request.body?.from === 'receipt' && session.code !== null ? 'receipt' : 'mailbox';
  response.redirect(303, `${place.base}/${from}`);
};

/** A file of a reply, opened while it is sent; nothing of it stays here. */
export const sendReplyFile: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  if (session === null) return showEnded(intake, request, response, place);
  const { store } = intake.tools;
  const messages = await store.messages(session.mailbox.case.id);
  const reply = messages.find(
    ({ number, audience, kind }) =>
      String(number) === request.params['number'] && audience === 'reporter' && kind !== 'receipt',
  );
  const identity = mailboxIdentity(session.mailbox);
  const file =
    reply && (await openReplyFile(store, reply, Number(request.params['file']), identity));
  if (!file) throw new PageError('notFound');
  response.set({
    // Never shown inside our own page's origin, whatever it is.
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename="${/^[a-z0-9.-]{1,60}$/.test(file.name) ? file.name : 'file'}"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Length': String(file.bytes),
  });
  await pipeline(file.content, response);
};

export const removeReply: Page = async (intake, request, response, place) => {
  const session = checkedSession(intake, request, place, () =>
    intake.csrf.check(request, response),
  );
  if (session === null) return showEnded(intake, request, response, place);
  if (
    (await deleteReply(intake.tools, session.mailbox, stringField(request.body?.reply))) === 'done'
  ) {
    session.notice = 'replyDeleted';
  }
  response.redirect(303, `${place.base}/mailbox`);
};

/** Asks once more before the code is destroyed. */
export const askDestroy: Page = async (intake, request, response, place) => {
  const session = sessionHere(intake, request, place);
  if (session === null) return showEnded(intake, request, response, place);
  const title = place.texts.intake.mailbox.destroyTitle;
  const csrf = formToken(intake, request, response);
  renderPage(response, place, 'destroy', { title, current: 'mailbox' }, { csrf });
};

export const takeDestroy: Page = async (intake, request, response, place) => {
  const session = checkedSession(intake, request, place, () =>
    intake.csrf.check(request, response),
  );
  if (session === null) return showEnded(intake, request, response, place);
  await destroyCode(intake.tools, session.mailbox);
  forgetVisitor(intake, request, response);
  response.redirect(303, `${place.base}/mailbox/destroyed`);
};

/** Says what was done, without a form that would need the cookie that is just gone. */
export const showDestroyed: Page = async (_intake, _request, response, place) => {
  const { destroyedTitle, destroyed } = place.texts.intake.mailbox;
  renderPage(
    response,
    place,
    'done',
    { title: destroyedTitle, current: 'mailbox' },
    { text: destroyed },
  );
};

function checkedSession(
  intake: Intake,
  request: Request,
  place: Place,
  check: () => void,
): MailboxSession | null {
  check();
  return sessionHere(intake, request, place);
}

function followUp(
  place: Place,
  text: string,
  fields: { about: About; answers?: string; originals: boolean },
  uploads: Submission['uploads'],
): Submission {
  return {
    fields: { kind: 'follow-up', language: place.language, ...fields },
    text,
    contact: null,
    uploads,
  };
}
