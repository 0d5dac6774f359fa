import type { Request } from 'express';
import { allStubs } from '../cases/all-stubs.ts';
import { dayOf, InvalidDay, type Month, monthOf, parseMonth } from '../cases/day.ts';
import { type FigureRow, figureRows, smallNumbers } from '../cases/figure-table.ts';
import { type Figures, figuresOf } from '../cases/statistics.ts';
import { formatNumber } from '../languages/format.ts';
import { noteOnce } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { asked, type Desk, type DeskPage, type MemberVisit, renderDesk } from './site.ts';

interface Wanted {
  from: Month;
  to: Month;
  channel: string | null;
}

export const showFigures: DeskPage = async (desk, request, response, visit) => {
  const { member, texts, language } = visit;
  const wanted = wantedOf(desk, request, visit);
  const year = dayOf(desk.tools.clock(), 'UTC').slice(0, 4);
  const figures = wanted && (await reckon(desk, visit, wanted));
  if (wanted === null) response.status(422);
  const query = wanted && `?${new URLSearchParams({ ...wanted, channel: wanted.channel ?? '' })}`;
  renderDesk(
    desk,
    request,
    response,
    visit,
    'figures',
    {
      title: texts.desk.figures.title,
      current: 'figures',
      member,
      path: '/figures',
      error: wanted === null,
    },
    {
      problem: wanted === null ? texts.desk.figures.badPeriod : '',
      from: wanted?.from ?? `${year}-01`,
      to: wanted?.to ?? `${year}-12`,
      channels: member.channels.map((id) => ({
        id,
        name: nameOfChannel(desk.channels, id, language),
        chosen: id === wanted?.channel,
      })),
      caption: wanted ? captionOf(desk, visit, wanted) : '',
      // Parts of which there is none make a page long; the files have them.
      rows: figures ? linesOf(desk, visit, figureRows(figures).filter(isTelling)) : [],
      small: figures ? linesOf(desk, visit, smallNumbers(figures)) : [],
      query: query ?? '',
    },
  );
};

/** The same table as a file: `figures.csv` for a spreadsheet, `figures.txt` to paste into a report. */
export const sendFigures: DeskPage = async (desk, request, response, visit) => {
  const wanted = wantedOf(desk, request, visit);
  if (wanted === null) return response.redirect(303, `${visit.base}/figures`);
  const figures = await reckon(desk, visit, wanted);
  await noteOnce(desk, visit, 'figures', null);
  const lines = linesOf(desk, visit, figureRows(figures));
  const csv = request.path.endsWith('.csv');
  const { what, count } = visit.texts.desk.figures;
  const text = csv
    ? [[what, count], ...lines.map(({ name, count }) => [name, count])].map(csvLine).join('')
    : plainText(captionOf(desk, visit, wanted), lines);
  response.set('Content-Disposition', `attachment; filename="figures.${csv ? 'csv' : 'txt'}"`);
  // The mark tells spreadsheets that it is UTF-8.
  response.type(csv ? 'text/csv; charset=utf-8' : 'text/plain; charset=utf-8');
  response.send(csv ? `\uFEFF${text}` : text);
};

/** Null when the period is none. Without one it is the year so far. */
function wantedOf(desk: Desk, request: Request, { member }: MemberVisit): Wanted | null {
  const today = dayOf(desk.tools.clock(), 'UTC');
  const month = (name: string, otherwise: string) =>
    parseMonth(asked(request, name).trim() || otherwise);
  try {
    const from = month('from', `${today.slice(0, 4)}-01`);
    const to = month('to', monthOf(today));
    const channel = member.channels.find((id) => id === asked(request, 'channel')) ?? null;
    return from > to ? null : { from, to, channel };
  } catch (error) {
    if (error instanceof InvalidDay) return null;
    throw error;
  }
}

async function reckon(desk: Desk, { member }: MemberVisit, wanted: Wanted): Promise<Figures> {
  const channels = wanted.channel === null ? member.channels : [wanted.channel];
  const { store, clock } = desk.tools;
  const stubs = await allStubs(store, desk.channels, channels, clock());
  return figuresOf(stubs, { from: wanted.from, to: wanted.to }, null);
}

function isTelling({ item, count }: FigureRow): boolean {
  return item === null || count > 0;
}

function captionOf(desk: Desk, { texts, language }: MemberVisit, wanted: Wanted): string {
  const { all, caption } = texts.desk.figures;
  const { from, to, channel } = wanted;
  const name = channel === null ? all : nameOfChannel(desk.channels, channel, language);
  return caption({ from, to, channel: name });
}

interface Line {
  name: string;
  count: string;
  /** A part of the line above it. */
  part: boolean;
}

function linesOf(desk: Desk, visit: MemberVisit, rows: readonly FigureRow[]): Line[] {
  const { figures } = visit.texts.deskCodes;
  return rows.map(({ group, item, count }) => ({
    name:
      item === null ? figures[group] : `${figures[group]}: ${itemName(desk, visit, group, item)}`,
    count: formatNumber(visit.language, count),
    part: item !== null,
  }));
}

function itemName(
  desk: Desk,
  { texts, language }: MemberVisit,
  group: FigureRow['group'],
  item: string,
): string {
  const { deskCodes } = texts;
  const lists: Partial<Record<FigureRow['group'], Readonly<Record<string, string>>>> = {
    rejected: deskCodes.rejections,
    forwarded: deskCodes.addressees,
    pending: deskCodes.stages,
    arrival: deskCodes.arrivals,
    identity: deskCodes.identities,
    acknowledgement: deskCodes.promptness,
    feedback: deskCodes.promptness,
  };
  const theme = desk.channels.flatMap(({ categories }) => categories).find(({ id }) => id === item);
  return lists[group]?.[item] ?? theme?.label[language] ?? item;
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')}\r\n`;
}

function plainText(caption: string, lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length)) + 2;
  const rows = lines.map(
    ({ name, count }) => `${name.padEnd(width, '.')}${count.padStart(8, '.')}`,
  );
  return `${[caption, '', ...rows].join('\n')}\n`;
}
