import type { Request, Response } from 'express';
import type { MemberRow } from '../store/store.ts';
import { PageError } from '../web/page-error.ts';
import { hasRight } from './accounts/roles.ts';
import { showRegister } from './register-page.ts';
import {
  type Desk,
  type DeskPage,
  type DeskSession,
  field,
  fields,
  memberVisit,
  renderDesk,
  startOf,
  type Visit,
} from './site.ts';

/** Logging in and out. What was typed before a log-in ended goes along to the next one. */

/** The start: the log-in, or the first page that the member may see. */
export function showStart(showCases: DeskPage): DeskPage<Visit> {
  return async (desk, request, response, visit) => {
    const known = await memberVisit(desk, request, response);
    if (known === null) return showLogin(desk, request, response, visit);
    const start = startOf(known.member);
    if (start !== '') return response.redirect(303, visit.base + start);
    await showCases(desk, request, response, known);
  };
}

function showLogin(
  desk: Desk,
  request: Request,
  response: Response,
  visit: Visit,
  problem = '',
): void {
  const { desk: words, access } = visit.texts;
  const kept = keptOf(request, visit);
  const { deskHours: hours } = desk.limits;
  renderDesk(
    desk,
    request,
    response,
    visit,
    'login',
    {
      title: words.login.title,
      error: problem !== '',
      // What was typed would be lost by changing the language.
      ...(kept === null ? { path: '' } : {}),
    },
    {
      problem,
      kept,
      help: access.help,
      typed: field(request, 'name').slice(0, 100),
      notice:
        'out' in request.query
          ? words.login.out
          : 'ended' in request.query
            ? access.ended({ hours })
            : '',
    },
  );
}

/** The longest texts that a member types, and the choices beside them; null when there are none. */
function keptOf(request: Request, { texts }: Visit) {
  const { register } = texts.desk;
  const long = (['text', 'minutes'] as const)
    .map((name) => ({ name, label: register[name], value: field(request, name) }))
    .filter(({ value }) => value !== '');
  if (long.length === 0) return null;
  const choices = ['channel', 'arrival', 'leave'].flatMap((name) =>
    fields(request, name).map((value) => ({ name, value })),
  );
  return { long, choices, text: texts.access.kept };
}

/** A form of somebody who is no longer logged in: nothing is taken, and long texts stay. @throws PageError */
export function showEnded(desk: Desk, request: Request, response: Response, visit: Visit): void {
  if (keptOf(request, visit) === null) throw new PageError('expired');
  response.status(403);
  showLogin(desk, request, response, visit, visit.texts.access.kept);
}

export const takeLogin: DeskPage<Visit> = async (desk, request, response, visit) => {
  const { desk: words, access } = visit.texts;
  const refuse = (status: number, problem: string) => {
    response.status(status);
    showLogin(desk, request, response, visit, problem);
  };
  const kept = keptOf(request, visit) !== null;
  try {
    desk.csrf.check(request, response);
  } catch (error) {
    // Somebody logged in in another window meanwhile.
    if (kept && error instanceof PageError) return refuse(403, words.errors.malformed.text);
    throw error;
  }
  const name = field(request, 'name').slice(0, 100);
  const known = await desk.accounts.recognise(
    name,
    field(request, 'passphrase'),
    field(request, 'second'),
  );
  if ('wait' in known) return refuse(429, words.login.wait({ seconds: known.wait }));
  if (!('member' in known)) return refuse(422, words.login.wrong);
  const { member, recoveryCodesLeft: left } = known;
  const recovered = left === null ? '' : words.login.recovered({ left });
  const session = openMemberSession(desk, request, response, member, recovered || null);
  if (kept && hasRight(member, 'erase')) {
    return showRegister(desk, request, response, { ...visit, member, session }, access.back);
  }
  response.redirect(303, visit.base + startOf(member));
};

/** Lets somebody in who has just shown who they are. The rest of this request belongs to the new session. */
export function openMemberSession(
  desk: Desk,
  request: Request,
  response: Response,
  { id, salt }: MemberRow,
  notice: string | null,
): DeskSession {
  const close = () => undefined;
  const session: DeskSession = { memberId: id, openedWith: salt, notice, close };
  desk.sessions.open(request, response, session);
  desk.csrf.bind(request, response, () => undefined);
  return session;
}

export const takeLogout: DeskPage<Visit> = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  desk.sessions.close(request, response);
  response.set('Clear-Site-Data', '"cache"');
  response.redirect(303, `${visit.base}?out`);
};
