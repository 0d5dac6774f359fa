import { OPEN_STAGES, STAGES, type Stage } from '../cases/case.ts';
import { addDays, type Day, dayOf } from '../cases/day.ts';
import type { DeadlineKind } from '../cases/deadlines.ts';
import { formatDay, formatNumber } from '../languages/format.ts';
import type { ListedCase } from '../store/store.ts';
import { marksOf } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { keyNews } from './key-news.ts';
import { asked, type DeskPage, type MemberVisit, renderDesk } from './site.ts';

const LINES = 50;
const SOON_DAYS = 7;
const FIRST = { due: '', id: '' };
/** After every day there is, also after that of cases without one. */
const ALL_DAYS = '~';

/** All cases of the member's channels, what is due first at the top. */
export const showCases: DeskPage = async (desk, request, response, visit) => {
  const { member, texts, language } = visit;
  const { lists } = desk.tools.store;
  const stage = STAGES.find((known) => known === asked(request, 'stage')) ?? null;
  const channel = member.channels.find((id) => id === asked(request, 'channel')) ?? null;
  const unreadOnly = asked(request, 'unread') === 'yes';
  const channels = channel === null ? member.channels : [channel];
  const duties = marksOf(desk, member);
  const found = await lists.cases({
    memberId: member.id,
    channels,
    stages: stage === null ? OPEN_STAGES : [stage],
    unreadOnly,
    dueBefore: ALL_DAYS,
    after: placeOf(asked(request, 'after')),
    most: LINES + 1,
    duties,
  });
  const today = dayOf(desk.tools.clock(), desk.channels[0]?.timeZone ?? 'UTC');
  const dueBefore = (day: Day) =>
    lists.countDue({ channels, stages: OPEN_STAGES, duties, dueBefore: day });
  const late = await dueBefore(today);
  const soon = (await dueBefore(addDays(today, SOON_DAYS + 1))) - late;
  const lines = found.slice(0, LINES);
  const last = found.length > LINES ? lines.at(-1) : undefined;
  const filter = {
    ...(stage && { stage }),
    ...(channel && { channel }),
    ...(unreadOnly && { unread: 'yes' }),
  };
  renderDesk(
    desk,
    request,
    response,
    visit,
    'cases',
    { title: texts.desk.list.title, current: 'cases', member, path: '' },
    {
      ...(await keyNews(desk, visit)),
      lines: lines.map((line) => lineOf(visit, line, today, desk.channels)),
      late: late > 0 ? texts.desk.list.late({ count: formatNumber(language, late) }) : '',
      soon: soon > 0 ? texts.desk.list.soon({ count: formatNumber(language, soon) }) : '',
      stages: STAGES.map((id) => ({ id, name: texts.deskCodes.stages[id], chosen: id === stage })),
      channels: member.channels.map((id) => ({
        id,
        name: nameOfChannel(desk.channels, id, language),
        chosen: id === channel,
      })),
      unreadOnly,
      more: last ? query({ ...filter, after: `${last.due}.${last.id}` }) : '',
      first: asked(request, 'after') === '' ? '' : query(filter),
    },
  );
};

/** A link that was cut or changed begins at the top. */
function placeOf(text: string) {
  const [due = '', id = ''] = text.split('.');
  return /^\d{4}-\d{2}-\d{2}$/.test(due) && /^[0-9a-f]+$/.test(id) ? { due, id } : FIRST;
}

function query(parts: Record<string, string>): string {
  return `?${new URLSearchParams(parts)}`;
}

function lineOf(
  { language, texts }: MemberVisit,
  line: ListedCase,
  today: Day,
  channels: Parameters<typeof nameOfChannel>[0],
) {
  const { list } = texts.desk;
  const { deadlines, stages } = texts.deskCodes;
  const late = line.dueKind !== '' && line.due < today;
  const soon = line.dueKind !== '' && !late && line.due <= addDays(today, SOON_DAYS);
  return {
    id: line.id,
    channel: nameOfChannel(channels, line.channel, language),
    stage: stages[line.stage as Stage],
    received: formatDay(language, line.received),
    due: line.dueKind === '' ? '' : formatDay(language, line.due),
    dueWhat: line.dueKind === '' ? list.nothingDue : deadlines[line.dueKind as DeadlineKind],
    mark: late ? list.lateMark : line.due === today ? list.todayMark : soon ? list.soonMark : '',
    urgency: late ? 'late' : soon ? 'soon' : '',
    unread: line.unread === 1,
    test: line.test === 1,
  };
}
