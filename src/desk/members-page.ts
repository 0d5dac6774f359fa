import type { Request, Response } from 'express';
import { dutiesOf } from '../cases/left-out.ts';
import { fingerprint } from '../seal/recipients.ts';
import type { MemberRow, Rights } from '../store/store.ts';
import { originSeen } from '../web/origin-guard.ts';
import { PageError } from '../web/page-error.ts';
import { isRole, ROLES } from './accounts/roles.ts';
import { actorOf } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { keyNews } from './key-news.ts';
import { isName } from './member-name.ts';
import {
  confirmed,
  type Desk,
  type DeskPage,
  field,
  fields,
  type MemberVisit,
  renderDesk,
} from './site.ts';

/** Who may use the desk, for administrators. Every change asks for a one-time password. */

export const showMembers: DeskPage = (desk, request, response, visit) =>
  refuseMembers(desk, request, response, visit);

/** The page again with what was wrong with a form on it. */
export async function refuseMembers(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  problem = '',
): Promise<void> {
  const { member: self, texts, language } = visit;
  if (problem !== '') response.status(422);
  const all = await desk.tools.store.members.all();
  renderDesk(
    desk,
    request,
    response,
    visit,
    'members',
    {
      title: texts.desk.members.title,
      current: 'members',
      member: self,
      path: '/members',
      error: problem !== '',
    },
    {
      problem,
      ...(await keyNews(desk, visit)),
      members: all.map((member) => ({
        id: member.id,
        name: member.name,
        state: texts.desk.members.states[member.state],
        disabled: member.state === 'disabled',
        self: member.id === self.id,
        roles: roleChoices(visit, member),
        channels: channelChoices(desk, visit, member),
        duties: dutyChoices(desk, visit, member),
      })),
      roles: roleChoices(visit, { roles: [] }),
      channels: channelChoices(desk, visit, { channels: [] }),
      duties: dutyChoices(desk, visit, { duties: [] }),
      keys: desk.channels.map((channel) => ({
        channel: nameOfChannel(desk.channels, channel.id, language),
        recipients: channel.recipients.map(({ name, key }) => ({ name, print: fingerprint(key) })),
      })),
    },
  );
}

function roleChoices({ texts }: MemberVisit, { roles }: Pick<MemberRow, 'roles'>) {
  return ROLES.map((id) => ({ id, name: texts.deskCodes.roles[id], chosen: roles.includes(id) }));
}

function channelChoices(
  desk: Desk,
  { language }: MemberVisit,
  { channels }: Pick<MemberRow, 'channels'>,
) {
  return desk.channels.map(({ id }) => ({
    id,
    name: nameOfChannel(desk.channels, id, language),
    chosen: channels.includes(id),
  }));
}

/** Roles that reporters can leave out, of every channel that has any. */
function dutyChoices(desk: Desk, { language }: MemberVisit, { duties }: Pick<MemberRow, 'duties'>) {
  return dutiesOf(desk.channels).map(({ id, channel, label }) => ({
    id,
    name: `${nameOfChannel(desk.channels, channel, language)}: ${label[language] ?? Object.values(label)[0] ?? id}`,
    chosen: duties.includes(id),
  }));
}

export const addMember: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const words = visit.texts.desk.members;
  const refuse = (problem: string) => refuseMembers(desk, request, response, visit, problem);
  const name = field(request, 'name').normalize('NFC').trim();
  if (!isName(name)) return refuse(words.badName);
  const chosen = choices(desk, request, visit);
  if (typeof chosen === 'string') return refuse(chosen);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return refuse(wrong);
  const token = await desk.accounts.invite({ name, ...chosen }, actorOf(visit));
  if (token === null) return refuse(words.taken);
  showLink(desk, request, response, visit, name, token);
};

/** Roles and channels as chosen, or what is wrong with them. */
function choices(desk: Desk, request: Request, visit: MemberVisit): Rights | string {
  const roles = fields(request, 'role').filter(isRole);
  const known = desk.channels.map(({ id }) => id);
  const channels = fields(request, 'channel').filter((id) => known.includes(id));
  const offered = dutiesOf(desk.channels).map(({ id }) => id);
  const duties = fields(request, 'duty').filter((id) => offered.includes(id));
  const { noRole, noChannel } = visit.texts.desk.members;
  if (roles.length === 0) return noRole;
  const onlyAdministers = roles.every((role) => role === 'administrator');
  return channels.length === 0 && !onlyAdministers ? noChannel : { roles, channels, duties };
}

export const changeMember: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const words = visit.texts.desk.members;
  const refuse = (problem: string) => refuseMembers(desk, request, response, visit, problem);
  const target = await desk.tools.store.members.byId(String(request.params['id']));
  if (target === null) throw new PageError('notFound');
  // The last administrator cannot be lost by a slip, and nobody gives themselves a case.
  if (target.id === visit.member.id) return refuse(words.yourself);
  const way = field(request, 'way');
  const to = choices(desk, request, visit);
  if (way === 'save' && typeof to === 'string') return refuse(to);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return refuse(wrong);
  const by = actorOf(visit);
  if (way === 'reset') {
    const token = await desk.accounts.reset(target.id, by);
    return showLink(desk, request, response, visit, target.name, token);
  }
  if (way === 'disable') await desk.accounts.disable(target.id, by);
  if (way === 'save' && typeof to !== 'string') await desk.accounts.change(target.id, to, by);
  response.redirect(303, `${visit.base}/members`);
};

/** Shown as an answer to the form, so that its address never gives the link away again. */
function showLink(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  name: string,
  token: string,
): void {
  const { members } = visit.texts.desk;
  renderDesk(
    desk,
    request,
    response,
    visit,
    'link',
    { title: members.linkTitle, current: 'members', member: visit.member },
    {
      text: members.linkText({ name }),
      // Whole, because it is copied and given to somebody who is not here.
      link: `${originSeen(request, desk.origins) ?? ''}${visit.base}/enrol/${token}`,
    },
  );
}
