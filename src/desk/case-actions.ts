import type { Request, Response } from 'express';
import { KEEPING_REASONS, PART_DELETION_REASONS, type Step } from '../cases/case-events.ts';
import { type CaseRecord, type Decision, decide } from '../cases/case-record.ts';
import { InvalidDay, parseDay } from '../cases/day.ts';
import { eraseAtOnce, eraseParts } from '../cases/erase.ts';
import { IllegalStep } from '../cases/illegal-step.ts';
import type { LedgerAction } from '../cases/ledger.ts';
import type { CaseTools } from '../cases/tools.ts';
import { actorOf, caseOf, caseSeen, toolsAs } from './case-access.ts';
import { refuseCase } from './case-page.ts';
import { confirmed, type Desk, type DeskPage, field, fields, type MemberVisit } from './site.ts';
import { everyStep, stepValue, withSameKeys } from './steps.ts';

/** What members do with a case. Each form carries how many events the case had when it was shown. */

/** Somebody else changed the case since the form was shown: whoever decides should know what they decide about. */
export class StaleForm extends Error {
  override name = 'StaleForm';
}

export function checkFresh(request: Request, { case: theCase }: CaseRecord): void {
  if (field(request, 'after') !== String(theCase.history.length)) throw new StaleForm();
}

/** Takes a form about a case; whatever is wrong with it is told on the case's page. */
function action(
  name: LedgerAction,
  take: (context: {
    desk: Desk;
    request: Request;
    visit: MemberVisit;
    record: CaseRecord;
    tools: CaseTools;
  }) => Promise<string | null>,
): DeskPage {
  return async (desk, request, response, visit) => {
    desk.csrf.check(request, response);
    const record = await caseOf(desk, request, visit);
    const { id } = record.row;
    const tools = toolsAs(desk, visit, name, record.today);
    const refuse = (problem: string, status?: number) =>
      refuseCase(desk, request, response, visit, id, problem, status);
    try {
      const problem = await take({ desk, request, visit, record, tools });
      if (problem !== null) return await refuse(problem);
    } catch (error) {
      const { desk: words, deskCodes } = visit.texts;
      if (error instanceof StaleForm) return refuse(words.case.stale, 409);
      if (error instanceof IllegalStep) return refuse(deskCodes.illegal[error.because]);
      throw error;
    }
    await backToCase(desk, visit, response, id);
  };
}

/** To the case, or to the list when it went to a channel that this member does not see. */
async function backToCase(
  desk: Desk,
  visit: MemberVisit,
  response: Response,
  id: string,
): Promise<void> {
  visit.session.notice = visit.texts.desk.case.done;
  const there = await caseSeen(desk, visit, id);
  response.redirect(303, there === null ? visit.base : `${visit.base}/case/${id}`);
}

/** Decides if the case is still as the form showed it. */
async function decideFresh(
  tools: CaseTools,
  request: Request,
  id: string,
  steps: (record: CaseRecord) => Decision['steps'],
): Promise<null> {
  await decide(tools, id, (record) => {
    checkFresh(request, record);
    return { steps: steps(record) };
  });
  return null;
}

export const takeStep = action('stepped', async ({ desk, request, visit, record, tools }) => {
  const channels = withSameKeys(desk, record);
  const chosen = field(request, 'step');
  const known = (now: CaseRecord): Step | undefined =>
    everyStep(now.case, channels, now.today).find((step) => stepValue(step) === chosen);
  if (known(record) === undefined) return visit.texts.desk.case.chooseStep;
  return decideFresh(tools, request, record.row.id, (now) => {
    const step = known(now);
    return step === undefined ? [] : [step];
  });
});

export const takeThemes = action('stepped', ({ request, record, tools }) => {
  const offered = record.channel.categories.map(({ id }) => id);
  const themes = fields(request, 'theme').filter((theme) => offered.includes(theme));
  return decideFresh(tools, request, record.row.id, ({ today }) => [
    { kind: 'themes-set', day: today, themes },
  ]);
});

export const takeKeep = action('stepped', async ({ desk, request, visit, record, tools }) => {
  const reason = KEEPING_REASONS.find((known) => known === field(request, 'reason'));
  if (reason === undefined) return visit.texts.deskCodes.illegal['unknown-reason'];
  let until: ReturnType<typeof parseDay>;
  try {
    until = parseDay(field(request, 'until').trim());
  } catch (error) {
    if (error instanceof InvalidDay) return visit.texts.desk.case.badDay;
    throw error;
  }
  checkFresh(request, record);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return wrong;
  return decideFresh(tools, request, record.row.id, ({ today }) => [
    { kind: 'keeping-extended', day: today, until, reason },
  ]);
});

export const takeEraseParts = action('erased', async ({ desk, request, visit, record, tools }) => {
  const reason = PART_DELETION_REASONS.find((known) => known === field(request, 'reason'));
  if (reason === undefined) return visit.texts.deskCodes.illegal['unknown-reason'];
  const parts = fields(request, 'part');
  if (parts.length === 0) return visit.texts.desk.case.noParts;
  checkFresh(request, record);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return wrong;
  const done = await eraseParts(tools, record.row.id, parts, reason);
  return done === 'done' ? null : visit.texts.desk.case.stale;
});

export const takeErase = action('erased', async ({ desk, request, visit, record, tools }) => {
  checkFresh(request, record);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return wrong;
  await eraseAtOnce(tools, record.row.id);
  return null;
});

/** Links are the desk's own: two cases that tell of the same thing, also across the channels of one member. */
function linking(way: 'linked' | 'unlinked'): DeskPage {
  return action(way, async ({ desk, request, visit, record }) => {
    const { id } = record.row;
    const seen = await caseSeen(desk, visit, field(request, 'other').trim().toLowerCase());
    const other = seen?.access === 'whole' ? seen.record : null;
    if (other === null || other.row.id === id) return visit.texts.desk.case.noOther;
    const { lists, ledger } = desk.tools.store;
    await (way === 'linked' ? lists.link : lists.unlink)(id, other.row.id);
    const entry = { day: record.today, actor: actorOf(visit), action: way, about: id };
    await ledger.append(desk.ledger.writer(entry));
    return null;
  });
}
export const takeLink = linking('linked');
export const takeUnlink = linking('unlinked');
