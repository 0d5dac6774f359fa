import type { Request, Response } from 'express';
import { measuredBundle } from '../cases/bundle.ts';
import type { CaseEvent } from '../cases/case-events.ts';
import { KEEPING_REASONS, PART_DELETION_REASONS } from '../cases/case-events.ts';
import { type CaseRecord, findCase } from '../cases/case-record.ts';
import { type Deadline, deadlinesOf } from '../cases/deadlines.ts';
import { avoidedBy } from '../cases/hand-over.ts';
import { blocksAtOnce } from '../cases/retention.ts';
import { formatDay, formatSize } from '../languages/format.ts';
import { REPLY_KINDS } from '../seal/reply-bundle.ts';
import type { MessageRow } from '../store/store.ts';
import { PageError } from '../web/page-error.ts';
import { hasRight } from './accounts/roles.ts';
import { type Access, caseSeen, noteOnce } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { takers } from './hand-over-page.ts';
import { type Desk, type DeskPage, type MemberVisit, renderDesk } from './site.ts';
import { offeredSteps, stepValue, withSameKeys } from './steps.ts';
import { toldDetail, toldOutcome } from './told-event.ts';

export const showCase: DeskPage = async (desk, request, response, visit) => {
  const seen = await caseSeen(desk, visit, String(request.params['id']));
  if (seen === null) throw new PageError('notFound');
  await renderCase(desk, request, response, visit, seen.record, seen.access);
};

/** Shows the case again with what was wrong; nothing was done. */
export async function refuseCase(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  id: string,
  problem: string,
  status = 422,
): Promise<void> {
  // As it is now: what was refused may have been refused because of what somebody else did.
  const record = await findCase(desk.tools, id);
  if (record === null) return response.redirect(303, visit.base);
  response.status(status);
  await renderCase(desk, request, response, visit, record, 'whole', problem);
}

async function renderCase(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  record: CaseRecord,
  access: Access,
  problem = '',
): Promise<void> {
  const { member, texts, language } = visit;
  const { case: theCase, row, rules, today } = record;
  const { store } = desk.tools;
  const whole = access === 'whole';
  const may = {
    open: whole && hasRight(member, 'open'),
    work: whole && hasRight(member, 'work'),
    erase: whole && hasRight(member, 'erase'),
  };
  await noteOnce(desk, visit, 'viewed', row.id, today);
  const messages = may.open ? (await store.messages(row.id)).filter(isShown) : [];
  const bundle = may.open ? await measuredBundle(store, row) : null;
  if (may.open) await store.lists.markSeen(member.id, row.id);
  const others = withSameKeys(desk, record);
  const linked = await store.lists.linked(row.id);
  const links = await Promise.all(
    linked.map(async (id) => ((await caseSeen(desk, visit, id)) === null ? [] : [id])),
  );
  renderDesk(
    desk,
    request,
    response,
    visit,
    'case',
    {
      title: texts.desk.case.title,
      current: 'cases',
      member,
      path: `/case/${row.id}`,
      error: problem !== '',
    },
    {
      may,
      problem,
      id: row.id,
      number: texts.desk.case.number({ id: row.id }),
      // What the page was made from, to tell when somebody else was faster.
      after: theCase.history.length,
      test: theCase.test,
      channel: nameOfChannel(desk.channels, theCase.channel, language),
      received: formatDay(language, theCase.received),
      stage: texts.deskCodes.stages[theCase.stage],
      outcome: theCase.outcome ? toldOutcome(texts, theCase.outcome) : texts.desk.case.undecided,
      due: deadlinesOf(theCase, rules, today)
        .filter(({ state }) => state !== 'done')
        .map((deadline) => dueLine(visit, deadline)),
      history: theCase.history.map((event) => historyLine(desk, visit, event)).reverse(),
      messages: messages.map((message) => messageLine(visit, message)),
      size: bundle === null ? '' : formatSize(language, bundle.bytes),
      reachable: row.replyRecipient !== null,
      replyLimit: formatSize(language, desk.limits.reportBytes),
      steps: may.work ? stepGroups(desk, visit, record, others) : [],
      themes: themesOf(visit, record),
      links: links.flat(),
      leftOut: row.leftOut.length > 0 ? texts.desk.case.leftOut : '',
      followed: whole ? '' : texts.handOver.followed,
      // Whose unit must not see it, by the reporter's wish.
      avoided: toldAvoided(desk, visit, record),
      handOverTitle: texts.handOver.title,
      mayHandOver: may.work && takers(desk, record).length > 0,
      itemParts: messages.flatMap((message) =>
        message.parts.map(({ id, name, bytes }) => ({
          id,
          label: texts.desk.case.part({
            message: message.number,
            part: name,
            size: formatSize(language, bytes),
          }),
        })),
      ),
      partReasons: PART_DELETION_REASONS,
      keepReasons: KEEPING_REASONS,
      mayKeep: theCase.contentDeleted === null,
      mayErase: theCase.contentDeleted === null && blocksAtOnce(theCase, rules).length === 0,
    },
  );
}

/** Receipts are the reporter's own, and files on hold are nobody's yet. */
function isShown({ kind, heldUntil }: MessageRow): boolean {
  return kind !== 'receipt' && heldUntil === null;
}

function messageLine({ texts, language }: MemberVisit, message: MessageRow) {
  const { messages } = texts.deskCodes;
  const reply = REPLY_KINDS.find((kind) => kind === message.kind);
  const kind =
    message.audience === 'reporter' && reply
      ? texts.case.replies[reply]
      : ((messages as Record<string, string>)[message.kind] ?? messages.other);
  return {
    title: texts.desk.case.message({
      number: message.number,
      kind,
      day: formatDay(language, message.day),
    }),
    unreadable: message.unreadable === 1,
    parts: message.parts.map(({ name, bytes }) => ({ name, size: formatSize(language, bytes) })),
  };
}

function dueLine({ texts, language }: MemberVisit, deadline: Deadline) {
  const { desk, deskCodes } = texts;
  // The last day on which it is in time, as in the list: a due day on a Sunday is the Monday after.
  const day = deadline.lastDay === null ? '' : formatDay(language, deadline.lastDay);
  const planned = deadline.kind === 'deletion' || deadline.kind === 'access-end';
  const when =
    deadline.state === 'waived'
      ? desk.case.waived
      : deadline.lastDay === null
        ? desk.case.noDay
        : deadline.state === 'late'
          ? desk.case.late({ day })
          : planned
            ? desk.case.planned({ day })
            : desk.case.due({ day });
  const blocked = deadline.blockedBy.map((block) => deskCodes.blocks[block]).join('; ');
  return {
    what: deskCodes.deadlines[deadline.kind],
    when,
    late: deadline.state === 'late',
    blocked,
  };
}

function historyLine(desk: Desk, { texts, language }: MemberVisit, event: CaseEvent) {
  return {
    day: formatDay(language, event.day),
    what:
      (texts.happened as Record<string, string>)[event.kind] ?? texts.deskCodes.steps[event.kind],
    detail: toldDetail(texts, language, desk.channels, event),
  };
}

/** The steps on offer, those of one kind together. */
function stepGroups(
  desk: Desk,
  { texts, language }: MemberVisit,
  record: CaseRecord,
  others: readonly string[],
) {
  const groups = Map.groupBy(offeredSteps(record, others), ({ kind }) => kind);
  return [...groups].map(([kind, steps]) => ({
    name: texts.deskCodes.steps[kind],
    steps: steps.map((step) => {
      const detail = toldDetail(texts, language, desk.channels, step);
      const name = texts.deskCodes.steps[kind];
      return { value: stepValue(step), label: detail === '' ? name : `${name}: ${detail}` };
    }),
  }));
}

function themesOf({ language }: MemberVisit, { case: theCase, channel }: CaseRecord) {
  return channel.categories.map(({ id, label }) => ({
    id,
    label: label[language] ?? Object.values(label)[0] ?? id,
    chosen: theCase.themes.includes(id),
  }));
}

function toldAvoided(desk: Desk, { texts, language }: MemberVisit, record: CaseRecord): string {
  const channel = avoidedBy(record);
  const name = channel === null ? '' : nameOfChannel(desk.channels, channel, language);
  return channel === null ? '' : texts.handOver.avoided({ channel: name });
}
