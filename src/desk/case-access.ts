import type { Request } from 'express';
import { type CaseRecord, findCase } from '../cases/case-record.ts';
import { dayOf } from '../cases/day.ts';
import type { Actor, LedgerAction } from '../cases/ledger.ts';
import { recordAs } from '../cases/recorded-store.ts';
import type { CaseTools } from '../cases/tools.ts';
import { PageError } from '../web/page-error.ts';
import type { Desk, MemberVisit } from './site.ts';

/** The case that an address names, for members of its channel; for all others it does not exist. @throws PageError */
export async function caseOf(
  desk: Desk,
  request: Request,
  visit: MemberVisit,
): Promise<CaseRecord> {
  const record = await caseById(desk, visit, String(request.params['id']));
  if (record === null) throw new PageError('notFound');
  return record;
}

export async function caseById(
  desk: Desk,
  { member }: MemberVisit,
  id: string,
): Promise<CaseRecord | null> {
  if (!/^[0-9a-f]{16}$/.test(id)) return null;
  const row = await desk.tools.store.caseById(id);
  if (row === null || !member.channels.includes(row.channel)) return null;
  return findCase(desk.tools, id);
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
