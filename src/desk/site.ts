import type { Request, Response } from 'express';
import type { Ledger } from '../cases/ledger.ts';
import type { CaseTools } from '../cases/tools.ts';
import type { Channel, Limits } from '../config/schema.ts';
import { CATALOGUES, type Catalogue } from '../languages/catalogue.ts';
import { formatMinutes } from '../languages/format.ts';
import { LANGUAGES, type Language } from '../languages/language.ts';
import type { MemberRow } from '../store/store.ts';
import type { BodyLimits } from '../web/body-guard.ts';
import type { Csrf } from '../web/csrf.ts';
import type { Incidents } from '../web/incidents.ts';
import type { FormReader } from '../web/read-form.ts';
import type { ServedFile } from '../web/served-file.ts';
import type { SessionData, Sessions } from '../web/session.ts';
import type { Accounts } from './accounts/accounts.ts';
import { hasRight, type Right } from './accounts/roles.ts';

/** What the desk's pages work with; made in app.ts. */
export interface Desk {
  channels: readonly Channel[];
  /** The addresses at which browsers see the desk. */
  origins: readonly string[];
  limits: Limits;
  tools: CaseTools;
  ledger: Ledger;
  accounts: Accounts;
  csrf: Csrf;
  forms: FormReader;
  bodyLimits: BodyLimits;
  ticketKey: Uint8Array;
  incidents: Incidents;
  sessions: Sessions<DeskSession>;
  /** The reader that was built, or null. */
  reader: ServedFile | null;
  /** The day of a daily notice that did not get through, or null. */
  noticeFailedOn: () => string | null;
}

/** Somebody logged in, in memory only. */
export interface DeskSession extends SessionData {
  memberId: string;
  /** The salt of the passphrase: a log-in does not outlive it, whoever changes it. */
  openedWith: Buffer | null;
  /** What the next page has to say once. */
  notice: string | null;
}

/** One request in a language, before anybody is known. */
export interface Visit {
  language: Language;
  texts: Catalogue;
  /** The beginning of this language's addresses, `/da`. */
  base: string;
}

/** A request of somebody who is logged in. */
export interface MemberVisit extends Visit {
  member: MemberRow;
  session: DeskSession;
}

export type DeskPage<V extends Visit = MemberVisit> = (
  desk: Desk,
  request: Request,
  response: Response,
  visit: V,
) => Promise<void>;

export type DeskSection =
  | 'cases'
  | 'register'
  | 'figures'
  | 'reader'
  | 'members'
  | 'ledger'
  | 'access';

const SECTIONS: readonly (readonly [DeskSection, Right, string])[] = [
  ['cases', 'list', ''],
  ['register', 'erase', '/register'],
  ['figures', 'figures', '/figures'],
  ['members', 'members', '/members'],
  ['ledger', 'members', '/ledger'],
  ['reader', 'reader', '/reader'],
  ['access', 'own', '/access'],
];

/** The first page that this member may see. */
export function startOf(member: Pick<MemberRow, 'roles'>): string {
  return SECTIONS.find(([, right]) => hasRight(member, right))?.[2] ?? '';
}

export function visitOf(language: Language): Visit {
  return { language, texts: CATALOGUES[language], base: `/${language}` };
}

export interface DeskPageOptions {
  title: string;
  current?: DeskSection;
  member?: MemberRow | null;
  /** The rest of the address after the language, for the same page in other languages. */
  path?: string;
  error?: boolean;
}

export function renderDesk(
  desk: Desk,
  request: Request,
  response: Response,
  visit: Visit,
  view: string,
  options: DeskPageOptions,
  values: Record<string, unknown> = {},
): void {
  const { language, texts, base } = visit;
  const { member = null } = options;
  response.type('html').render(`desk/${view}`, {
    t: texts.desk,
    codes: texts.deskCodes,
    lang: language,
    base,
    title: `${options.error ? texts.desk.errorPrefix : ''}${options.title}`,
    heading: options.title,
    sections: SECTIONS.filter(([, right]) => member !== null && hasRight(member, right)).map(
      ([section, , path]) => ({
        name: texts.desk.nav[section],
        href: base + path,
        current: section === options.current,
      }),
    ),
    who: member?.name ?? '',
    languages:
      options.path === undefined
        ? []
        : Object.entries(LANGUAGES).map(([code, name]) => ({
            code,
            name,
            href: `/${code}${options.path}`,
            current: code === language,
          })),
    csrf: desk.csrf.token(request, response),
    notice: 'session' in visit ? takeNotice((visit as MemberVisit).session) : '',
    problem: '',
    logInEnds: member === null ? '' : endsSoon(desk, request, visit),
    ...values,
  });
}

/** Minutes before the end of a log-in from which every page tells of it: time to finish what is being typed. */
const TOLD_MINUTES = 60;

function endsSoon(desk: Desk, request: Request, { language, texts }: Visit): string {
  const minutes = Math.floor((desk.sessions.timeLeft(request) ?? 0) / 60_000);
  if (minutes >= TOLD_MINUTES) return '';
  const left = formatMinutes(language, minutes);
  return texts.access.soon({ left, hours: desk.limits.deskHours });
}

/** Whoever is logged in, read anew each time: roles that were taken away are gone at once. */
export async function memberVisit(
  desk: Desk,
  request: Request,
  response: Response,
): Promise<MemberVisit | null> {
  const session = desk.sessions.find(request);
  if (session === null) return null;
  const member = await desk.tools.store.members.byId(session.memberId);
  const same = member?.salt != null && session.openedWith?.equals(member.salt);
  if (member?.state !== 'active' || !same) {
    desk.sessions.close(request, response);
    return null;
  }
  return { ...visitOf(request.params['language'] as Language), member, session };
}

/** Says something once. */
function takeNotice(session: DeskSession): string {
  const { notice } = session;
  session.notice = null;
  return notice ?? '';
}

/** A field of a form that must be a text. */
export function field(request: Request, name: string): string {
  const value: unknown = request.body?.[name];
  return typeof value === 'string' ? value : '';
}

/** A field that may be there several times. */
export function fields(request: Request, name: string): string[] {
  const value: unknown = request.body?.[name];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === 'string');
}

/** A part of the query that must be a text. */
export function asked(request: Request, name: string): string {
  const value = request.query[name];
  return typeof value === 'string' ? value : '';
}

/** Asks for the one-time password of a sensitive step. Gives what is wrong with it in words, or null. */
export async function confirmed(
  desk: Desk,
  request: Request,
  { member, texts }: MemberVisit,
): Promise<string | null> {
  const result = await desk.accounts.confirm(member, field(request, 'password'));
  if (result === 'ok') return null;
  const { confirm } = texts.desk;
  return result === 'wrong' ? confirm.wrong : confirm.wait({ seconds: result.wait });
}
