import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import type { CaseTools } from '../cases/tools.ts';
import type { Logo } from '../config/logo.ts';
import type { Channel, Limits } from '../config/schema.ts';
import { isLanguage } from '../languages/language.ts';
import { serverSubkey } from '../seal/server-secrets.ts';
import type { Spool } from '../spool/spool.ts';
import { type BodyLimits, bodyGuard } from '../web/body-guard.ts';
import { csrf } from '../web/csrf.ts';
import { errorPages, notFound } from '../web/error-pages.ts';
import { headers, inFrame, noStore, showsFrames } from '../web/headers.ts';
import type { Incidents } from '../web/incidents.ts';
import { originGuard } from '../web/origin-guard.ts';
import { pace } from '../web/pace.ts';
import { PageError } from '../web/page-error.ts';
import { FIELDS_BYTES, formReader } from '../web/read-form.ts';
import { openSessions, visitorCookie } from '../web/session.ts';
import { slowDown } from '../web/slow-down.ts';
import { NO_SCRIPT_STYLE, type Style } from '../web/style.ts';
import { useViews } from '../web/views.ts';
import { onionLocation, tellConnection } from './connection.ts';
import { showHome } from './home.ts';
import { showInformation, toAccessibility } from './information/page.ts';
import { answerSelfCheck, beginReport, showSelfCheck } from './information/self-check-page.ts';
import { showArrived, showBar, showLarge, takeLarge } from './large-report.ts';
import { showBrands } from './look.ts';
import { closeMailbox, showClosed, takeCode } from './mailbox.ts';
import {
  askDestroy,
  checkMessage,
  removeReply,
  sendReplyFile,
  showDestroyed,
  takeAnswer,
  takeDestroy,
  takeHeldDecision,
  takeMessage,
} from './mailbox-actions.ts';
import { showEvents, showReplies, showReply, showSent } from './mailbox-lists.ts';
import { showMailbox } from './mailbox-page.ts';
import type { MailboxSession } from './mailbox-session.ts';
import { showOrganisations } from './organisations.ts';
import { showReceipt } from './receipt.ts';
import { checkReport, returnToReport, showReport, takeReport, toReport } from './report.ts';
import { type Intake, type Place, placeOf, renderPage } from './site.ts';
import { uploadProgress } from './upload-progress.ts';

export interface IntakeOptions {
  channels: readonly Channel[];
  limits: Limits;
  /** The addresses at which browsers see this site; asked at each request, because a port may be known only later. */
  origins: readonly string[];
  tools: CaseTools;
  spool: Spool;
  serverKey: Uint8Array;
  style: Style;
  /** The style sheet of what stands in a frame of another page. */
  frameStyle: Style;
  /** By the ids of their channels. */
  logos: ReadonlyMap<string, Logo>;
  views: string;
  incidents: Incidents;
}

/** A body may be this much longer than the files that are kept, so that a text is not lost over a file too many. */
const SURPLUS = 4;

/** A mailbox holds the keys of its code; longer than any upload of a day goes on. What was typed goes along to the next. */
const LONGEST_HOURS = 12;

/** What stands in a frame of the page for large files. */
const FRAMED = /\/report\/large\/(?:send|bar|arrived)$/;

/** The reporter's site, in the order in which a request passes through it. */
export function intakeApp(options: IntakeOptions): { app: Express; close(): void } {
  const { channels, limits, origins } = options;
  const bodyLimits: BodyLimits = {
    mostBytes: limits.reportBytes * SURPLUS + FIELDS_BYTES,
    progressBytes: limits.progressBytes,
    progressSeconds: limits.progressSeconds,
  };
  const sessions = openSessions<MailboxSession>({
    idleMinutes: limits.sessionMinutes,
    longestHours: LONGEST_HOURS,
    origins,
  });
  const intake: Intake = {
    channels,
    origins,
    limits,
    tools: options.tools,
    incidents: options.incidents,
    csrf: csrf(serverSubkey(options.serverKey, 'csrf'), origins),
    forms: formReader(options.spool, limits, bodyLimits),
    sessions,
    // People mistype a code more than once; somebody who tries codes gets no further than a few a quarter of an hour.
    wrongCodes: slowDown(options.tools.clock, { freeTries: 10, firstWait: 30 }),
    ticketKey: serverSubkey(options.serverKey, 'ticket'),
    progress: uploadProgress(),
  };

  const app = express();
  app.disable('x-powered-by');
  // An ETag of a page with a token would be a fingerprint of its visitor.
  app.set('etag', false);
  app.set('query parser', 'simple');
  useViews(app, options.views, options.style, options.frameStyle);

  const https = origins.some((origin) => origin.startsWith('https:'));
  app.use(pace());
  app.use(headers({ styleHashes: [options.style.hash, NO_SCRIPT_STYLE.hash], https }));
  app.use(
    showBrands(options.style, channels, options.logos, (path) => channelOfPath(channels, path)),
  );
  // Before anything refuses, or the refusal could not be shown in its frame.
  const frame = inFrame(options.frameStyle.hash);
  app.use((request, response, next) =>
    FRAMED.test(request.path) ? frame(request, response, next) : next(),
  );
  app.use(tellConnection(origins));
  app.use(originGuard(origins));
  app.use(bodyGuard(bodyLimits));
  app.get('/', onionLocation(origins), (_request, response) => {
    const listed = channels.filter((channel) => channel.listed);
    const [first] = listed;
    if (listed.length > 1 || first === undefined)
      return showOrganisations(response, channels, listed);
    const language = first.languages[0] ?? 'en';
    showHome(response, placeOf(channels, first, language));
  });

  app.get('/was', toAccessibility(channels));

  const smallForm = express.urlencoded({
    extended: false,
    // A text that was typed before the mailbox closed travels along, percent-encoded.
    limit: limits.textCharacters * 12 + 10_000,
    parameterLimit: 20,
  });
  // A whole form without its files, of which browsers send the names; they are not read.
  const typedForm = express.urlencoded({
    extended: false,
    limit: limits.textCharacters * 12 + 500_000,
    parameterLimit: 1100,
  });
  for (const channel of channels) {
    const router = express.Router({ mergeParams: true });
    const page =
      (
        show: (intake: Intake, request: Request, response: Response, place: Place) => unknown,
      ): RequestHandler =>
      (request, response) =>
        show(intake, request, response, placeOfRequest(channels, channel, request));

    // Only pages with a form need a cookie.
    router.use(['/report', '/mailbox'], visitorCookie(origins));
    router.use(['/report', '/receipt', '/mailbox'], intake.csrf.bind);

    router.get(
      '/',
      onionLocation(origins),
      page((_intake, _request, response, place) => showHome(response, place)),
    );
    router.get('/info/:page', onionLocation(origins), page(showInformation));
    router
      .route('/check')
      .get(onionLocation(origins), page(showSelfCheck))
      .post(noStore, smallForm, page(answerSelfCheck))
      .all(wrongMethod);
    router.route('/report/begin').post(smallForm, page(beginReport)).all(wrongMethod);
    router.route('/report').get(page(showReport)).post(page(takeReport)).all(wrongMethod);
    router.route('/report/check').post(typedForm, page(checkReport)).all(wrongMethod);
    router.route('/report/back').post(typedForm, page(returnToReport)).all(wrongMethod);
    router
      .route('/report/large')
      .get(page(toReport))
      .post(showsFrames, typedForm, page(showLarge))
      .all(wrongMethod);
    router.route('/report/large/send').post(page(takeLarge)).all(wrongMethod);
    router.route('/report/large/arrived').get(page(showArrived)).all(wrongMethod);
    router.route('/report/large/bar').get(page(showBar)).all(wrongMethod);
    router.route('/receipt').all(noStore).get(page(showReceipt)).all(wrongMethod);
    router.use('/mailbox', noStore);
    router
      .route('/mailbox')
      .get(page(showMailbox))
      .post(smallForm, page(takeCode))
      .all(wrongMethod);
    router.route('/mailbox/reply/:number').get(page(showReply)).all(wrongMethod);
    router.route('/mailbox/replies{/:page}').get(page(showReplies)).all(wrongMethod);
    router.route('/mailbox/sent{/:page}').get(page(showSent)).all(wrongMethod);
    router.route('/mailbox/events{/:page}').get(page(showEvents)).all(wrongMethod);
    router.route('/mailbox/message').post(page(takeMessage)).all(wrongMethod);
    router.route('/mailbox/check').post(typedForm, page(checkMessage)).all(wrongMethod);
    router.route('/mailbox/held').post(smallForm, page(takeHeldDecision)).all(wrongMethod);
    router.route('/mailbox/close').post(smallForm, page(closeMailbox)).all(wrongMethod);
    router.route('/mailbox/answer').post(smallForm, page(takeAnswer)).all(wrongMethod);
    router.route('/mailbox/delete').post(smallForm, page(removeReply)).all(wrongMethod);
    router.route('/mailbox/file/:number/:file').get(page(sendReplyFile)).all(wrongMethod);
    router
      .route('/mailbox/destroy')
      .get(page(askDestroy))
      .post(smallForm, page(takeDestroy))
      .all(wrongMethod);
    router.route('/mailbox/destroyed').get(page(showDestroyed)).all(wrongMethod);
    router.route('/mailbox/closed').get(page(showClosed)).all(wrongMethod);
    app.use(
      channels.length === 1 ? '/:language' : `/${channel.id}/:language`,
      knownLanguage(channel),
      router,
    );
  }

  app.use(notFound);
  app.use(
    errorPages(bodyLimits, options.incidents, (request, response, error) => {
      const place = placeOfPath(channels, request);
      const framed = FRAMED.test(request.path);
      showError(response, place, error, siteOfPath(channels, request), framed);
    }),
  );
  return { app, close: () => sessions.closeAll() };
}

const wrongMethod: RequestHandler = (_request, _response, next) => next(new PageError('method'));

/** A language that the channel does not offer is no page. */
function knownLanguage(channel: Channel): RequestHandler {
  return (request, _response, next) => {
    const language = String(request.params['language']);
    next(isLanguage(language) && channel.languages.includes(language) ? undefined : 'router');
  };
}

function placeOfRequest(channels: readonly Channel[], channel: Channel, request: Request): Place {
  const language = String(request.params['language']);
  return placeOf(channels, channel, isLanguage(language) ? language : 'en');
}

/** The channel and language that the address names, as far as it does, for error pages. */
function placeOfPath(channels: readonly Channel[], request: Request): Place {
  const parts = request.path.split('/');
  const channel = channels.find(({ id }) => id === parts[1]) ?? (channels[0] as Channel);
  const language = parts[channels.length === 1 ? 1 : 2] ?? '';
  const known = isLanguage(language) && channel.languages.includes(language);
  return placeOf(channels, channel, known ? language : (channel.languages[0] ?? 'en'));
}

/** Whose page an address is; with several organisations that of none may be asked for. */
function channelOfPath(channels: readonly Channel[], path: string): Channel | null {
  const named = channels.find(({ id }) => id === path.split('/')[1]) ?? null;
  return channels.length === 1 ? (channels[0] ?? null) : named;
}

/** With several organisations, an address that names none of them is no page of the first one. */
function siteOfPath(channels: readonly Channel[], request: Request): object {
  return channelOfPath(channels, request.path) ? {} : { name: '', base: '' };
}

function showError(
  response: Response,
  place: Place,
  error: PageError,
  site: object,
  framed: boolean,
): void {
  const { errors } = place.texts.intake;
  const { title, text } = errors[error.page];
  if (framed) {
    const values = { text, receipt: false, upload: place.texts.upload };
    renderPage(response, place, 'frame/answer', { title, current: null, error: true }, values);
    return;
  }
  renderPage(
    response,
    place,
    'error',
    { title, current: null, error: true },
    {
      text,
      back: ['busy', 'tooLarge', 'malformed', 'stalled', 'internal'].includes(error.page),
      ...site,
    },
  );
}
