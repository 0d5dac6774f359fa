import { dayOf } from '../cases/day.ts';
import { actorOf } from './case-access.ts';
import { refuseMembers } from './members-page.ts';
import { confirmed, type DeskPage, fields } from './site.ts';

/** An administrator says that the unit knows of the changes shown. */
export const takeKeyNews: DeskPage = async (desk, request, response, visit) => {
  desk.csrf.check(request, response);
  const wrong = await confirmed(desk, request, visit);
  if (wrong !== null) return refuseMembers(desk, request, response, visit, wrong);
  const shown = new Set(fields(request, 'change'));
  const { recipients } = desk.tools.store;
  const known = (await recipients.changes()).filter(({ number }) => shown.has(String(number)));
  const entry = {
    day: dayOf(desk.tools.clock(), 'UTC'),
    actor: actorOf(visit),
    action: 'recipients-acknowledged',
    about: null,
    detail: known.flatMap(({ channel, fingerprint }) => [channel, fingerprint]),
  } as const;
  if (known.length > 0) {
    const numbers = known.map(({ number }) => number);
    await recipients.acknowledge(numbers, desk.ledger.writer(entry));
  }
  response.redirect(303, `${visit.base}/members`);
};
