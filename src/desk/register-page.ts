import type { Request, Response } from 'express';
import { ARRIVALS, type Arrival } from '../cases/case-events.ts';
import { dayOf } from '../cases/day.ts';
import { registerReport } from '../cases/register-report.ts';
import { showCode } from '../seal/code.ts';
import { sodium } from '../seal/sodium.ts';
import { toolsAs } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { type Desk, type DeskPage, field, type MemberVisit, renderDesk } from './site.ts';

type Elsewhere = Exclude<Arrival, 'web'>;
const ELSEWHERE = ARRIVALS.filter((arrival): arrival is Elsewhere => arrival !== 'web');

/** Registers a report that came by telephone, letter or in a meeting. */
export const showRegister: DeskPage = async (desk, request, response, visit) =>
  renderRegister(desk, request, response, visit);

function renderRegister(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  problem = '',
): void {
  const { member, texts, language } = visit;
  if (problem !== '') response.status(422);
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
      ...(problem === '' ? { path: '/register' } : {}),
    },
    {
      problem,
      arrivals: ELSEWHERE,
      arrival: field(request, 'arrival'),
      channels: member.channels.map((id) => ({
        id,
        name: nameOfChannel(desk.channels, id, language),
        chosen: id === chosen,
      })),
      typed: { text: field(request, 'text'), minutes: field(request, 'minutes') },
      characters: desk.limits.textCharacters,
    },
  );
}

export const takeRegister: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const { member, texts, language } = visit;
  const channel = desk.channels.find(
    ({ id }) => id === field(request, 'channel') && member.channels.includes(id),
  );
  const arrival = ELSEWHERE.find((known) => known === field(request, 'arrival')) ?? 'other';
  const words = (name: string) => field(request, name).replaceAll('\r\n', '\n').trim();
  const text = words('text').slice(0, desk.limits.textCharacters);
  if (channel === undefined || text === '') {
    return renderRegister(desk, request, response, visit, texts.desk.register.empty);
  }
  const today = dayOf(desk.tools.clock(), channel.timeZone);
  const { caseId, code } = await registerReport(toolsAs(desk, visit, 'replied', today), {
    channel,
    arrival,
    language: channel.languages.includes(language) ? language : (channel.languages[0] ?? 'en'),
    text,
    minutes: words('minutes').slice(0, desk.limits.textCharacters),
  });
  const shown = showCode(code);
  sodium.memzero(code);
  renderDesk(
    desk,
    request,
    response,
    visit,
    'registered',
    { title: texts.desk.register.doneTitle, current: 'register', member },
    { code: shown, id: caseId },
  );
};
