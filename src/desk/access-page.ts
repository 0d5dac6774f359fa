import type { Request, Response } from 'express';
import { dayOf } from '../cases/day.ts';
import type { LedgerAction } from '../cases/ledger.ts';
import { formatMinutes } from '../languages/format.ts';
import { SHORTEST } from './accounts/passphrase.ts';
import { actorOf } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { openMemberSession } from './log-in.ts';
import {
  confirmed,
  type Desk,
  type DeskPage,
  field,
  type MemberVisit,
  renderDesk,
} from './site.ts';

/** What members may do about their own access. Every change asks for a second factor. */

export const showAccess: DeskPage = (desk, request, response, visit) =>
  renderAccess(desk, request, response, visit);

async function renderAccess(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  problem = '',
  status = 422,
): Promise<void> {
  const { member, session, texts, language } = visit;
  if (problem !== '') response.status(status);
  const left = await desk.tools.store.members.recoveryCodesLeft(member.id);
  const { logIns, codes, ...access } = texts.access;
  const time = (milliseconds: number) => formatMinutes(language, Math.floor(milliseconds / 60_000));
  const open = desk.sessions.all().filter(({ data }) => data.memberId === member.id);
  renderDesk(
    desk,
    request,
    response,
    visit,
    'access',
    { title: access.title, current: 'access', member, path: '/access', error: problem !== '' },
    {
      problem,
      a: texts.access,
      roles: member.roles.map((role) => roleName(visit, role)),
      channels: member.channels.map((id) => nameOfChannel(desk.channels, id, language)),
      characters: SHORTEST,
      codesLeft: codes.left({ left }),
      alone: open.length === 1,
      logIns: open.map(({ data, openFor, unusedFor }) => {
        const since = time(openFor);
        return data === session
          ? logIns.here({ since })
          : logIns.elsewhere({ since, unused: time(unusedFor) });
      }),
    },
  );
}

function roleName({ texts }: MemberVisit, role: string): string {
  return (texts.deskCodes.roles as Record<string, string>)[role] ?? role;
}

export const takePassphrase: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const { access, desk: words } = visit.texts;
  const refuse = (problem: string, status?: number) =>
    renderAccess(desk, request, response, visit, problem, status);
  const fresh = field(request, 'passphrase');
  if (fresh !== field(request, 'repeat')) return refuse(words.enrol.wrong.repeat);
  const present = field(request, 'present');
  const second = field(request, 'second');
  const changed = await desk.accounts.changePassphrase(visit.member, { present, fresh, second });
  if ('wait' in changed) return refuse(words.confirm.wait({ seconds: changed.wait }), 429);
  if ('wrong' in changed) {
    const { wrong } = changed;
    const own = wrong === 'present' ? access.passphrase.wrong : access.passphrase.same;
    return refuse(wrong === 'present' || wrong === 'same' ? own : words.enrol.wrong[wrong]);
  }
  const { member } = changed;
  desk.sessions.closeWhere(({ memberId }) => memberId === member.id);
  openMemberSession(desk, request, response, member, access.passphrase.done);
  response.redirect(303, `${visit.base}/access`);
};

export const takeNewCodes: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return renderAccess(desk, request, response, visit, wrong);
  const { member, base } = visit;
  const { access, desk: words } = visit.texts;
  renderDesk(
    desk,
    request,
    response,
    visit,
    'recovery-codes',
    { title: words.enrol.doneTitle, current: 'access', member },
    {
      recoveryCodes: await desk.accounts.renewCodes(member),
      next: { href: `${base}/access`, text: access.title },
    },
  );
};

export const takeLogouts: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return renderAccess(desk, request, response, visit, wrong);
  const { member, session } = visit;
  desk.sessions.closeWhere((other) => other.memberId === member.id && other !== session);
  await note(desk, visit, 'others-logged-out');
  session.notice = visit.texts.access.logIns.done;
  response.redirect(303, `${visit.base}/access`);
};

async function note(desk: Desk, visit: MemberVisit, action: LedgerAction): Promise<void> {
  const day = dayOf(desk.tools.clock(), 'UTC');
  const entry = { day, actor: actorOf(visit), action, about: visit.member.id };
  await desk.tools.store.ledger.append(desk.ledger.writer(entry));
}
