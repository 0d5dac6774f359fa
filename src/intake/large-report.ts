import { randomBytes } from 'node:crypto';
import { formatNumber, formatSize } from '../languages/format.ts';
import { showCode } from '../seal/code.ts';
import { sodium } from '../seal/sodium.ts';
import { bodyLength } from '../web/body-guard.ts';
import { refuse } from '../web/error-pages.ts';
import type { PageError } from '../web/page-error.ts';
import { sessionId } from '../web/session.ts';
import { receiveReport } from './receive-report.ts';
import { withTyped } from './report.ts';
import { formToken, type Page, type Place, renderPage, stringField } from './site.ts';
import type { Stage, UploadSteps } from './upload-progress.ts';

/*
 * A report with large files: the form is sent into one frame of its page, and a second frame asks every other second how
 * far it is. Of what works without scripts this is the most robust (measured in Firefox at "Safest" and in Chromium, on
 * onion addresses too): when the form is sent in the page itself, Firefox stops everything else on it, and a stream
 * that grows breaks with its circuit, where the next question just takes another one. Nothing depends on the bar.
 */

const ID = /^[0-9a-f]{32}$/;
/** How often the bar asks, in seconds; a page over Tor takes one or more. */
const EVERY_SECONDS = 2;
/** A page that was forgotten asks no longer than this before its upload begins. */
const WAIT_MINUTES = 30;

/** The page with the two frames. What was typed comes along, and so does the code. */
export const showLarge: Page = async (intake, request, response, place) => {
  withTyped(intake, request, response, place, ({ ticket, code }, typed) => {
    const { texts, language } = place;
    const characters = formatNumber(language, typed.text.length);
    renderPage(
      response,
      place,
      'large',
      { title: texts.upload.title, current: 'report' },
      {
        upload: texts.upload,
        lead: texts.upload.lead({ characters }),
        code: showCode(code),
        carried: carriedFrom(request.body ?? {}),
        hidden: { _csrf: formToken(intake, request, response), ticket },
        originals: typed.originals === 'yes',
        id: randomBytes(16).toString('hex'),
        since: minute(intake.tools.clock()),
        limits: {
          files: intake.limits.files,
          size: formatSize(language, intake.limits.reportBytes),
        },
      },
    );
    sodium.memzero(code);
  });
};

/** Takes the report; its answers stand in a frame of the page above, which keeps text and files until they are in. */
export const takeLarge: Page = async (intake, request, response, place) => {
  const under: { steps: UploadSteps | null } = { steps: null };
  const answer = (title: string, text: string) =>
    renderFrame(response, place, 'answer', { title, text, receipt: false });
  try {
    await receiveReport(intake, request, response, place, {
      begun() {
        const id = stringField(request.body?.upload);
        const owner = sessionId(request, intake.origins);
        if (under.steps !== null || owner === null || !ID.test(id)) return;
        under.steps = intake.progress.begin(id, owner, request, bodyLength(request));
      },
      toolsFor(form) {
        const files = form.uploads.filter(({ kept }) => kept).length;
        return under.steps?.watched(intake.tools, files) ?? intake.tools;
      },
      refused(error: PageError) {
        refuse(response, error);
        const { title, text } = place.texts.intake.errors[error.page];
        const { expired, again } = place.texts.upload;
        const advice = error.page === 'expired' ? expired : `${text} ${again}`;
        answer(title, advice);
      },
      invalid({ code }, _typed, errors) {
        sodium.memzero(code);
        answer(place.texts.intake.problem, Object.values(errors).join(' '));
      },
      arrived() {
        under.steps?.done();
        response.redirect(303, `${place.base}/report/large/arrived`);
      },
    });
  } finally {
    if (response.statusCode !== 303) under.steps?.failed();
  }
};

/** In the frame: the report is in, and the way to its receipt. */
export const showArrived: Page = async (intake, request, response, place) => {
  const session = intake.sessions.find(request);
  const receipt = session?.code != null && session.channelId === place.channel.id;
  const { title } = place.texts.intake.receipt;
  const text = receipt ? '' : place.texts.intake.login.ended;
  renderFrame(response, place, 'answer', { title, text, receipt });
};

/** In the other frame: how far the upload is. */
export const showBar: Page = async (intake, request, response, place) => {
  const { upload } = place.texts;
  const { query } = request;
  const id = stringField(query['upload']);
  const since = Number(stringField(query['since']));
  const stage = ID.test(id)
    ? intake.progress.find(id, sessionId(request, intake.origins) ?? '')
    : null;
  const rests = stage === null && minute(intake.tools.clock()) - since > WAIT_MINUTES;
  if (!rests && stage?.stage !== 'done') response.set('Refresh', String(EVERY_SECONDS));
  renderFrame(response, place, 'bar', {
    title: upload.barTitle,
    text: rests ? upload.rests : told(place, stage),
    percent: percentOf(stage),
    wake: rests
      ? `${place.base}/report/large/bar?upload=${id}&since=${minute(intake.tools.clock())}`
      : '',
  });
};

/** The form's fields of its own page. */
const OWN_FIELDS = ['_csrf', 'ticket', 'upload', 'originals', 'files'];
/** More than any form has. */
const MOST_FIELDS = 30;

/** Everything else that was filled in, whatever questions the form has. */
function carriedFrom(fields: Record<string, unknown>): [string, string][] {
  return Object.entries(fields)
    .filter((field): field is [string, string] => typeof field[1] === 'string')
    .filter(([name, value]) => value !== '' && !OWN_FIELDS.includes(name))
    .slice(0, MOST_FIELDS);
}

function told({ texts, language }: Place, stage: Stage | null): string {
  const { upload } = texts;
  switch (stage?.stage) {
    case undefined:
      return upload.waiting;
    case 'receiving':
      return upload.receiving({
        percent: stage.percent,
        total: formatSize(language, stage.totalBytes),
      });
    case 'cleaning':
      return upload.cleaning(stage);
    default:
      return upload[stage?.stage ?? 'done'];
  }
}

function percentOf(stage: Stage | null): number {
  if (stage === null) return 0;
  return stage.stage === 'receiving' ? stage.percent : 100;
}

function minute(time: Date): number {
  return Math.floor(time.getTime() / 60_000);
}

function renderFrame(
  response: Parameters<Page>[2],
  place: Place,
  view: 'bar' | 'answer',
  values: { title: string; text: string } & Record<string, unknown>,
): void {
  const { title, ...rest } = values;
  response.set('Cache-Control', 'no-store');
  renderPage(
    response,
    place,
    `frame/${view}`,
    { title, current: null },
    { ...rest, upload: place.texts.upload },
  );
}
