import type { Request } from 'express';
import { type CaseRecord, findCase } from '../cases/case-record.ts';
import { dayOf } from '../cases/day.ts';
import type { Actor, LedgerAction } from '../cases/ledger.ts';
import { roleMark } from '../cases/left-out.ts';
import { recordAs } from '../cases/recorded-store.ts';
import type { CaseTools } from '../cases/tools.ts';
import type { CaseRow, MemberRow } from '../store/store.ts';
import { PageError } from '../web/page-error.ts';
import type { Desk, MemberVisit } from './site.ts';

/** `dates`: the member's channel handed the case over and may go on looking at its dates. */
export type Access = 'whole' | 'dates';

/** The member's own roles as cases have them that leave one out. */
export function marksOf(desk: Desk, { duties }: Pick<MemberRow, 'duties'>): string[] {
  return duties.map((duty) => roleMark(desk.tools.pepper, duty));
}

/** What a member may see of a case; null when for them it does not exist. */
export async function accessTo(
  desk: Desk,
  member: MemberRow,
  { id, channel, leftOut }: CaseRow,
): Promise<Access | null> {
  if (leftOut.length > 0 && marksOf(desk, member).some((mark) => leftOut.includes(mark)))
    return null;
  if (member.channels.includes(channel)) return 'whole';
  const followers = await desk.tools.store.lists.followers(id);
  return followers.some((follower) => member.channels.includes(follower)) ? 'dates' : null;
}

/** The case that an address names, for members of its channel; for all others it does not exist. @throws PageError */
export async function caseOf(
  desk: Desk,
  request: Request,
  visit: MemberVisit,
): Promise<CaseRecord> {
  const seen = await caseSeen(desk, visit, String(request.params['id']));
  if (seen?.access !== 'whole') throw new PageError('notFound');
  return seen.record;
}

/** A case with what the member may see of it, or null. */
export async function caseSeen(
  desk: Desk,
  { member }: MemberVisit,
  id: string,
): Promise<{ record: CaseRecord; access: Access } | null> {
  if (!/^[0-9a-f]{16}$/.test(id)) return null;
  const row = await desk.tools.store.caseById(id);
  const access = row && (await accessTo(desk, member, row));
  const record = access && (await findCase(desk.tools, id));
  return record ? { record, access } : null;
}

export function actorOf({ member }: MemberVisit): Actor {
  return `member:${member.id}`;
}

/** The rules' tools, with a store that enters what this member does into the register. */
export function toolsAs(
  desk: Desk,
  visit: MemberVisit,
  action: LedgerAction,
  day: string,
): CaseTools {
  const store = recordAs(desk.tools.store, desk.ledger, actorOf(visit), action, day);
  return { ...desk.tools, store };
}

/** Enters something that changes nothing, once a day for each member and case. */
export async function noteOnce(
  desk: Desk,
  visit: MemberVisit,
  action: LedgerAction,
  about: string | null,
  day = dayOf(desk.tools.clock(), 'UTC') as string,
): Promise<void> {
  const { ledger } = desk.tools.store;
  const actor = actorOf(visit);
  const subject = about === null ? null : desk.ledger.subject(about);
  if (await ledger.has({ day, actor, action, subject })) return;
  await ledger.append(desk.ledger.writer({ day, actor, action, about }));
}
