import type { CaseEvent } from '../cases/case-events.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import { type Deadline, deadlinesOf } from '../cases/deadlines.ts';
import { returnDays } from '../cases/return-days.ts';
import { routesOf } from '../cases/routes.ts';
import { STATUTES } from '../cases/statutes.ts';
import type { ToldStep } from '../languages/en/case.ts';
import { formatDay } from '../languages/format.ts';
import type { Language } from '../languages/language.ts';
import { lawOf } from './information/law-of.ts';
import { languageOf } from './information/provisions.ts';
import type { Place } from './site.ts';

/** A case as its reporter sees it, in words. */
export interface CaseView {
  stage: string;
  happened: { day: string; text: string }[];
  due: { what: string; when: string; late: boolean }[];
  late: boolean;
  returns: { day: string; why: string }[];
  /** `lang`: of the statute. */
  routes: { text: string; statute: string; lang: Language }[];
  /** Says that everything was deleted, or is empty. */
  deleted: string;
}

export function caseView(place: Place, { case: theCase, rules, today }: CaseRecord): CaseView {
  const { language } = place;
  const texts = place.texts.case;
  const open = deadlinesOf(theCase, rules, today).filter(({ state }) => state !== 'done');
  const deletedOn = theCase.contentDeleted?.day;
  return {
    stage: texts.stages[theCase.stage],
    happened: theCase.history.flatMap((event) => {
      const text = told(place, event);
      return text === null ? [] : [{ day: formatDay(language, event.day), text }];
    }),
    due: open.map((deadline) => ({
      what: texts.deadlines[deadline.kind],
      when: dueText(place, deadline),
      late: isLate(deadline),
    })),
    late: open.some(isLate),
    returns: returnDays(theCase, rules, today).map(({ day, why }) => ({
      day: formatDay(language, day),
      why: texts.returns[why],
    })),
    routes: routesOf(theCase, rules, today)
      .filter((route) => route.open)
      .map(({ to, statute }) => ({
        text: texts.routes[to],
        statute: STATUTES[statute],
        lang: languageOf(lawOf(rules.profile.key).law, language),
      })),
    deleted: deletedOn ? texts.deleted({ day: formatDay(language, deletedOn) }) : '',
  };
}

/** The unit's own dates of deleting are no promise that could be broken. */
function isLate({ kind, state }: Deadline): boolean {
  return state === 'late' && kind !== 'deletion' && kind !== 'access-end';
}

function dueText({ language, texts: { case: texts } }: Place, deadline: Deadline): string {
  if (deadline.state === 'waived') return texts.waived;
  if (deadline.due === null) return texts.noDay;
  const day = formatDay(language, deadline.due);
  if (isLate(deadline)) return texts.late({ day });
  const promised = deadline.kind !== 'deletion' && deadline.kind !== 'access-end';
  return promised ? texts.due({ day }) : texts.planned({ day });
}

/** What a reporter is told of an event; null for the unit's own work. */
function told({ texts: { case: texts } }: Place, event: CaseEvent): string | null {
  if (event.kind === 'scope-told') return event.inScope ? texts.scopeTold.in : texts.scopeTold.out;
  const text: string | undefined = texts.steps[event.kind as ToldStep];
  if (text === undefined) return null;
  if (event.kind !== 'feedback-extended') return text;
  return `${text.replace(/\.$/, '')}: ${texts.extensions[event.reason]}.`;
}
