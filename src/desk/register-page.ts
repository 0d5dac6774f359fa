import type { Request, Response } from 'express';
import { ARRIVALS, type Arrival } from '../cases/case-events.ts';
import { dayOf } from '../cases/day.ts';
import { dutiesOf, type LeaveOut, wrongLeaveOut } from '../cases/left-out.ts';
import { registerReport } from '../cases/register-report.ts';
import type { Channel } from '../config/schema.ts';
import type { LeaveOutTexts } from '../languages/en/leave-out.ts';
import { newCode, showCode } from '../seal/code.ts';
import { sodium } from '../seal/sodium.ts';
import { newTicket, readTicket, TicketError } from '../seal/ticket.ts';
import { outOfRoom } from '../web/out-of-room.ts';
import { PageError } from '../web/page-error.ts';
import { caseSeen, toolsAs } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { type Desk, type DeskPage, field, fields, type MemberVisit, renderDesk } from './site.ts';

type Elsewhere = Exclude<Arrival, 'web'>;
const ELSEWHERE = ARRIVALS.filter((arrival): arrival is Elsewhere => arrival !== 'web');

/** Registers a report that came by telephone, letter or in a meeting. */
export async function showRegister(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  notice = '',
): Promise<void> {
  renderRegister(desk, request, response, visit, { notice });
}

function renderRegister(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  { problem = '', notice = '', status = 422 },
): void {
  const { member, texts, language } = visit;
  if (problem !== '') response.status(status);
  const chosen = field(request, 'channel');
  renderDesk(
    desk,
    request,
    response,
    visit,
    'register',
    {
      title: texts.desk.register.title,
      current: 'register',
      member,
      error: problem !== '',
      // What was typed would be lost by changing the language.
      ...(problem + notice === '' ? { path: '/register' } : {}),
    },
    {
      problem,
      ...(notice === '' ? {} : { notice }),
      arrivals: ELSEWHERE,
      arrival: field(request, 'arrival'),
      channels: member.channels.map((id) => ({
        id,
        name: nameOfChannel(desk.channels, id, language),
        chosen: id === chosen,
      })),
      ticket: freshTicket(desk),
      leaveTitle: texts.leaveOut.legend,
      leave: leaveChoices(desk, visit, fields(request, 'leave')),
      typed: { text: field(request, 'text'), minutes: field(request, 'minutes') },
      characters: desk.limits.textCharacters,
    },
  );
}

/** Nobody of a channel, beside its roles in `channel/role`; no role can be called so. */
const NOBODY_HERE = '*';

/** Whom a reporter may leave out, in every channel of the member: roles, or all of it for another channel's sake. */
function leaveChoices(desk: Desk, { member, texts, language }: MemberVisit, chosen: string[]) {
  const named = (id: string) => nameOfChannel(desk.channels, id, language);
  const roles = dutiesOf(desk.channels).map(({ id, channel, label }) => ({
    id,
    channel,
    name: `${named(channel)}: ${label[language] ?? Object.values(label)[0] ?? id}`,
  }));
  const others = desk.channels.flatMap(({ id: channel, leaveOut }) => {
    if (leaveOut?.instead === undefined) return [];
    const name = texts.leaveOut.instead({ name: named(leaveOut.instead), channel: named(channel) });
    return [{ id: `${channel}/${NOBODY_HERE}`, channel, name }];
  });
  return [...roles, ...others]
    .filter(({ channel }) => member.channels.includes(channel))
    .map(({ id, name }) => ({ id, name, chosen: chosen.includes(id) }));
}

/** What was chosen for this channel, or what is wrong with it: nobody may seem left out who is not. */
function leaveOutFrom(channel: Channel, chosen: readonly string[], words: LeaveOutTexts) {
  const prefix = `${channel.id}/`;
  if (chosen.some((one) => !one.startsWith(prefix))) return words.otherChannel;
  const ticked = chosen.map((one) => one.slice(prefix.length));
  const leaveOut: LeaveOut = {
    roles: ticked.filter((one) => one !== NOBODY_HERE),
    instead: ticked.includes(NOBODY_HERE),
  };
  const wrong = wrongLeaveOut(channel, leaveOut);
  if (wrong !== null) return wrong === 'nobody' ? words.nobody : words.gone;
  return leaveOut;
}

export const takeRegister: DeskPage = async (desk, request, response, visit) => {
  const { member, texts, language } = visit;
  const words = texts.desk.register;
  const refuse = (problem: string, status = 422) =>
    renderRegister(desk, request, response, visit, { problem, status });
  // Half an hour of typing must not be lost over a form that is too old.
  if (!isFresh(desk, request, response)) return refuse(words.oldForm, 403);
  const channel = desk.channels.find(
    ({ id }) => id === field(request, 'channel') && member.channels.includes(id),
  );
  const arrival = ELSEWHERE.find((known) => known === field(request, 'arrival')) ?? 'other';
  const typed = (name: string) => field(request, name).replaceAll('\r\n', '\n').trim();
  const text = typed('text').slice(0, desk.limits.textCharacters);
  if (channel === undefined || text === '') return refuse(words.empty);
  const leaveOut = leaveOutFrom(channel, fields(request, 'leave'), texts.leaveOut);
  if (typeof leaveOut === 'string') return refuse(leaveOut);
  const code = codeOf(desk, request);
  if (code === null) return refuse(words.oldForm, 403);
  const today = dayOf(desk.tools.clock(), channel.timeZone);
  const shown = showCode(code);
  try {
    const { caseId, way } = await registerReport(toolsAs(desk, visit, 'replied', today), code, {
      channel,
      arrival,
      language: channel.languages.includes(language) ? language : (channel.languages[0] ?? 'en'),
      text,
      minutes: typed('minutes').slice(0, desk.limits.textCharacters),
      leaveOut,
    });
    if (way === 'changed') return refuse(words.usedForm, 409);
    renderDesk(
      desk,
      request,
      response,
      visit,
      'registered',
      { title: words.doneTitle, current: 'register', member },
      {
        code: shown,
        // Whoever typed it may be left out of it.
        id: (await caseSeen(desk, visit, caseId)) === null ? '' : caseId,
        away: texts.leaveOut.keptAway,
      },
    );
  } catch (error) {
    if (outOfRoom(error, desk.incidents) === null) throw error;
    refuse(texts.desk.errors.busy.text, 503);
  }
};

function isFresh(desk: Desk, request: Request, response: Response): boolean {
  try {
    desk.csrf.check(request, response);
    return true;
  } catch (error) {
    if (error instanceof PageError && error.page === 'expired') return false;
    throw error;
  }
}

/** Tickets of the desk belong to no channel: it is chosen in the form. */
const TICKET = ' desk';

/** The code in the form's ticket, or null when it is too old. */
function codeOf(desk: Desk, request: Request): Uint8Array | null {
  try {
    return readTicket(desk.ticketKey, TICKET, field(request, 'ticket'), desk.tools.clock());
  } catch (error) {
    if (error instanceof TicketError) return null;
    throw error;
  }
}

function freshTicket(desk: Desk): string {
  const code = newCode();
  const ticket = newTicket(desk.ticketKey, TICKET, code, desk.tools.clock());
  sodium.memzero(code);
  return ticket;
}
