import type { LedgerAction } from '../cases/ledger.ts';
import type { Catalogue } from '../languages/catalogue.ts';
import { formatDay } from '../languages/format.ts';
import { asked, type DeskPage, renderDesk } from './site.ts';

const LINES = 100;

/** The register, the newest entry first, for administrators. Cases stand in it under a hash, not by their number. */
export const showLedger: DeskPage = async (desk, request, response, visit) => {
  const { texts, language, member } = visit;
  const { store } = desk.tools;
  const before = /^\d{1,15}$/.test(asked(request, 'before'))
    ? Number(asked(request, 'before'))
    : Number.MAX_SAFE_INTEGER;
  const rows = await store.ledger.before(before, LINES);
  const members = new Map((await store.members.all()).map(({ id, name }) => [id, name]));
  const subjects = new Map(
    [...members].map(([id, name]) => [desk.ledger.subject(id).toString('hex'), name]),
  );
  const head = await store.ledger.head();
  const last = rows.at(-1);
  renderDesk(
    desk,
    request,
    response,
    visit,
    'ledger',
    { title: texts.desk.ledger.title, current: 'ledger', member, path: '/ledger' },
    {
      head: head?.hash.toString('hex') ?? '',
      older: rows.length === LINES && last ? last.number : 0,
      lines: rows.map((row) => {
        const about = row.subject?.toString('hex') ?? '';
        return {
          number: row.number,
          day: formatDay(language, row.day),
          who:
            members.get(row.actor.replace(/^member:/, '')) ??
            (texts.desk.ledger.by as Record<string, string>)[row.actor] ??
            row.actor,
          what: texts.deskCodes.actions[row.action as LedgerAction] ?? row.action,
          about: subjects.get(about) ?? about.slice(0, 8),
          detail: detailOf(texts, row.detail),
        };
      }),
    },
  );
};

/** Codes in words as far as there are any. */
function detailOf({ deskCodes: codes, happened }: Catalogue, detail: string) {
  const words: Record<string, string> = {
    ...codes.reasons,
    ...codes.rejections,
    ...codes.outcomes,
    ...codes.roles,
    ...codes.steps,
    ...happened,
  };
  return (JSON.parse(detail) as string[]).map((code) => words[code] ?? code).join(', ');
}
