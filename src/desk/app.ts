import express, { type Express, type RequestHandler } from 'express';
import type { Ledger } from '../cases/ledger.ts';
import type { CaseTools } from '../cases/tools.ts';
import type { Channel, Limits } from '../config/schema.ts';
import { isLanguage, type Language } from '../languages/language.ts';
import { serverSubkey } from '../seal/server-secrets.ts';
import type { Spool } from '../spool/spool.ts';
import { type BodyLimits, bodyGuard } from '../web/body-guard.ts';
import { csrf } from '../web/csrf.ts';
import { errorPages, notFound } from '../web/error-pages.ts';
import { headers, noStore } from '../web/headers.ts';
import { health } from '../web/health.ts';
import type { Incidents } from '../web/incidents.ts';
import { originGuard } from '../web/origin-guard.ts';
import { PageError } from '../web/page-error.ts';
import { FIELDS_BYTES, formReader } from '../web/read-form.ts';
import type { ServedFile } from '../web/served-file.ts';
import { openSessions, visitorCookie } from '../web/session.ts';
import type { Style } from '../web/style.ts';
import { useViews } from '../web/views.ts';
import { showAccess, takeLogouts, takeNewCodes, takePassphrase } from './access-page.ts';
import { openAccounts } from './accounts/accounts.ts';
import { namesIn } from './accounts/passphrase.ts';
import type { Right } from './accounts/roles.ts';
import { sendBundle } from './bundle-download.ts';
import {
  takeErase,
  takeEraseParts,
  takeKeep,
  takeLink,
  takeStep,
  takeThemes,
  takeUnlink,
} from './case-actions.ts';
import { showCases } from './case-list.ts';
import { showCase } from './case-page.ts';
import { showEnrolment, takeEnrolment } from './enrolment.ts';
import { sendFigures, showFigures } from './figures-page.ts';
import { takeHandOver } from './hand-over.ts';
import { sendRecipients, showHandOver } from './hand-over-page.ts';
import { takeKeyNews } from './know-keys.ts';
import { showLedger } from './ledger-page.ts';
import { showStart, takeLogin, takeLogout } from './log-in.ts';
import { forMembers } from './members-only.ts';
import { addMember, changeMember, showMembers } from './members-page.ts';
import { sendReader, showReader } from './reader-page.ts';
import { showRegister, takeRegister } from './register-page.ts';
import { takeReply } from './reply-upload.ts';
import {
  type Desk,
  type DeskPage,
  type DeskSession,
  renderDesk,
  type Visit,
  visitOf,
} from './site.ts';

export interface DeskOptions {
  channels: readonly Channel[];
  limits: Limits;
  /** The addresses at which browsers see the desk; asked at each request, because a port may be known only later. */
  origins: readonly string[];
  tools: CaseTools;
  /** Whether everything works that a monitor should know of. */
  isWell: () => Promise<boolean>;
  ledger: Ledger;
  spool: Spool;
  serverKey: Uint8Array;
  style: Style;
  views: string;
  incidents: Incidents;
  reader: ServedFile | null;
  /** The day of a daily notice that did not get through, or null. */
  noticeFailedOn: () => string | null;
  /** Milliseconds that only go forward, for the length of log-ins; leaving it out takes the process's own. */
  uptime?: () => number;
}

/** A member who goes for coffee is logged out. */
const IDLE_MINUTES = 30;

/** A case that is handed over comes back whole, with all that was ever sent; its page knows how much that is. */
const HAND_OVER = /^\/[a-z]{2}\/case\/[0-9a-f]{16}\/hand-over$/;
const WHOLE_CASE_BYTES = 1e15;

/** Every page for members: its address, who may see it, and what takes its form. */
interface Route {
  path: string;
  right: Right;
  get?: DeskPage;
  post?: DeskPage;
  /** Takes a file, and reads its body by itself. */
  upload?: boolean;
}

export const ROUTES: readonly Route[] = [
  { path: '/case/:id', right: 'list', get: showCase },
  { path: '/case/:id/bundle', right: 'open', get: sendBundle },
  { path: '/case/:id/reply', right: 'work', post: takeReply, upload: true },
  { path: '/case/:id/step', right: 'work', post: takeStep },
  {
    path: '/case/:id/hand-over',
    right: 'work',
    get: showHandOver,
    post: takeHandOver,
    upload: true,
  },
  { path: '/case/:id/recipients/:channel', right: 'work', get: sendRecipients },
  { path: '/case/:id/themes', right: 'work', post: takeThemes },
  { path: '/case/:id/link', right: 'work', post: takeLink },
  { path: '/case/:id/unlink', right: 'work', post: takeUnlink },
  { path: '/case/:id/keep', right: 'erase', post: takeKeep },
  { path: '/case/:id/erase-parts', right: 'erase', post: takeEraseParts },
  { path: '/case/:id/erase', right: 'erase', post: takeErase },
  { path: '/register', right: 'erase', get: showRegister, post: takeRegister },
  { path: '/figures', right: 'figures', get: showFigures },
  { path: '/figures.csv', right: 'figures', get: sendFigures },
  { path: '/figures.txt', right: 'figures', get: sendFigures },
  { path: '/members', right: 'members', get: showMembers, post: addMember },
  { path: '/members/:id', right: 'members', post: changeMember },
  { path: '/keys', right: 'members', post: takeKeyNews },
  { path: '/reader', right: 'reader', get: showReader },
  { path: '/reader.html', right: 'reader', get: sendReader },
  { path: '/ledger', right: 'members', get: showLedger },
  { path: '/access', right: 'own', get: showAccess },
  { path: '/access/passphrase', right: 'own', post: takePassphrase },
  { path: '/access/codes', right: 'own', post: takeNewCodes },
  { path: '/access/log-ins', right: 'own', post: takeLogouts },
];

/** The unit's site, in the order in which a request passes through it. */
export function deskApp(options: DeskOptions): { app: Express; close(): void } {
  const { channels, limits, origins, tools, ledger, serverKey } = options;
  const bodyLimits: BodyLimits = {
    mostBytes: limits.reportBytes + FIELDS_BYTES,
    progressBytes: limits.progressBytes,
    progressSeconds: limits.progressSeconds,
  };
  const sessions = openSessions<DeskSession>({
    idleMinutes: IDLE_MINUTES,
    longestHours: limits.deskHours,
    origins,
    cookie: 'desk',
    ...(options.uptime && { uptime: options.uptime }),
  });
  const desk: Desk = {
    channels,
    origins,
    limits,
    tools,
    ledger,
    accounts: openAccounts({
      store: tools.store,
      kdf: tools.kdf,
      ledger,
      serverKey,
      clock: tools.clock,
      names: namesIn(channels),
    }),
    csrf: csrf(serverSubkey(serverKey, 'deskCsrf'), origins, 'desk'),
    bodyLimits,
    ticketKey: serverSubkey(serverKey, 'ticket'),
    incidents: options.incidents,
    forms: formReader(options.spool, limits, bodyLimits),
    sessions,
    reader: options.reader,
    noticeFailedOn: options.noticeFailedOn,
  };

  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  useViews(app, options.views, options.style);

  const https = origins.some((origin) => origin.startsWith('https:'));
  app.use(headers({ styleHashes: [options.style.hash], https }));
  app.use(noStore);
  app.route('/healthz').get(health(options.isWell)).all(wrongMethod);
  app.use(originGuard(origins));
  const ordinary = bodyGuard(bodyLimits);
  const wholeCase = bodyGuard({ ...bodyLimits, mostBytes: WHOLE_CASE_BYTES });
  app.use((request, response, next) =>
    (HAND_OVER.test(request.path) ? wholeCase : ordinary)(request, response, next),
  );
  app.get('/', (_request, response) => {
    response.redirect(303, `/${channels[0]?.languages[0] ?? 'en'}`);
  });

  const smallForm = express.urlencoded({
    extended: false,
    limit: limits.textCharacters * 24 + 20_000,
    parameterLimit: 500,
  });
  const router = express.Router({ mergeParams: true });
  router.use(visitorCookie(origins, 'desk'));
  router.use(desk.csrf.bind);
  const open =
    (page: DeskPage<Visit>): RequestHandler =>
    (request, response) =>
      page(desk, request, response, visitOf(request.params['language'] as Language));

  router
    .route('/')
    .get(open(showStart(showCases)))
    .all(wrongMethod);
  router.route('/login').post(smallForm, open(takeLogin)).all(wrongMethod);
  router.route('/logout').post(smallForm, open(takeLogout)).all(wrongMethod);
  router
    .route('/enrol/:token')
    .get(open(showEnrolment))
    .post(smallForm, open(takeEnrolment))
    .all(wrongMethod);
  for (const { path, right, get, post, upload } of ROUTES) {
    const route = router.route(path);
    if (get) route.get(forMembers(desk, right, get));
    if (post) route.post(...(upload ? [] : [smallForm]), forMembers(desk, right, post));
    route.all(wrongMethod);
  }
  app.use('/:language', knownLanguage, router);

  app.use(notFound);
  app.use(
    errorPages(bodyLimits, options.incidents, (request, response, error) => {
      const code = request.originalUrl.split(/[/?]/)[1] ?? '';
      const visit = visitOf(isLanguage(code) ? code : (channels[0]?.languages[0] ?? 'en'));
      desk.csrf.bind(request, response, () => undefined);
      const { title, text } = visit.texts.desk.errors[error.page];
      renderDesk(desk, request, response, visit, 'message', { title, error: true }, { text });
    }),
  );
  return { app, close: () => sessions.closeAll() };
}

const wrongMethod: RequestHandler = (_request, _response, next) => next(new PageError('method'));

const knownLanguage: RequestHandler = (request, _response, next) =>
  next(isLanguage(String(request.params['language'])) ? undefined : 'router');
