import type { Request, Response } from 'express';
import { measuredBundle } from '../cases/bundle.ts';
import { HANDOVER_REASONS } from '../cases/case-events.ts';
import { mayStep } from '../cases/case-life.ts';
import type { CaseRecord } from '../cases/case-record.ts';
import { mayTake, sameKeys } from '../cases/hand-over.ts';
import { recipientsIfAny } from '../cases/left-out.ts';
import { rulesOf } from '../cases/rules-of-channel.ts';
import type { Channel } from '../config/schema.ts';
import { formatSize } from '../languages/format.ts';
import { fingerprint } from '../seal/recipients.ts';
import { PageError } from '../web/page-error.ts';
import { caseOf } from './case-access.ts';
import { nameOfChannel } from './channel-name.ts';
import { type Desk, type DeskPage, field, type MemberVisit, renderDesk } from './site.ts';

/** How a case is handed to a channel with other keys: what to save, what to do offline, what to bring back. */

export const showHandOver: DeskPage = async (desk, request, response, visit) => {
  const record = await caseOf(desk, request, visit);
  await renderHandOver(desk, request, response, visit, record);
};

/** Of a bundle for this case, sealed to other keys: more recipients make longer headers. */
export async function mostBytesOf(desk: Desk, { row }: CaseRecord): Promise<number> {
  return Math.ceil((await measuredBundle(desk.tools.store, row)).bytes * 1.25) + 20_000_000;
}

/** Channels that could take the case, now, with other keys than those it is sealed to. */
export function takers(desk: Desk, record: CaseRecord): Channel[] {
  return desk.channels.filter((channel) => {
    const day = record.today;
    const step = {
      kind: 'handed-over',
      day,
      channel: channel.id,
      reason: 'competent-unit',
    } as const;
    return (
      mayTake(record, channel) &&
      mayStep(record.case, step, rulesOf(channel)) &&
      !sameKeys(desk.tools, record, channel) &&
      keysOf(desk, record, channel).length > 0
    );
  });
}

function keysOf(desk: Desk, { row }: CaseRecord, channel: Channel): Channel['recipients'] {
  return recipientsIfAny(desk.tools, channel, row.leftOut);
}

export async function renderHandOver(
  desk: Desk,
  request: Request,
  response: Response,
  visit: MemberVisit,
  record: CaseRecord,
  problem = '',
  status = 422,
): Promise<void> {
  const { texts, language, member } = visit;
  const { row, case: theCase, channel } = record;
  const words = texts.handOver;
  if (problem !== '') response.status(status);
  const chosen = field(request, 'channel');
  const others = takers(desk, record);
  const bundle = await measuredBundle(desk.tools.store, row);
  const messages = await desk.tools.store.messages(row.id);
  renderDesk(
    desk,
    request,
    response,
    visit,
    'hand-over',
    {
      title: words.title,
      current: 'cases',
      member,
      path: `/case/${row.id}/hand-over`,
      error: problem !== '',
    },
    {
      problem,
      h: words,
      id: row.id,
      number: texts.desk.case.number({ id: row.id }),
      after: theCase.history.length,
      save: texts.desk.case.download({ size: formatSize(language, bundle.bytes) }),
      fileHint: words.fileHint({ size: formatSize(language, await mostBytesOf(desk, record)) }),
      held: messages.some(({ heldUntil }) => heldUntil !== null) ? words.stillHeld : '',
      keeps: words.keeps[channel.handOver.keeps],
      reasons: HANDOVER_REASONS,
      channels: others.map((other) => ({
        id: other.id,
        name: nameOfChannel(desk.channels, other.id, language),
        keys: words.keys({ channel: nameOfChannel(desk.channels, other.id, language) }),
        prints: keysOf(desk, record, other).map(({ name, key }) => ({
          name,
          print: fingerprint(key),
        })),
        chosen: other.id === chosen,
      })),
    },
  );
}

/** The keys of another channel as a file for `reseal --to`, one a line; without those of whom the reporter left out. */
export const sendRecipients: DeskPage = async (desk, request, response, visit) => {
  const record = await caseOf(desk, request, visit);
  const wanted = String(request.params['channel']);
  const channel = takers(desk, record).find(({ id }) => id === wanted);
  if (channel === undefined) throw new PageError('notFound');
  const lines = keysOf(desk, record, channel).flatMap(({ key }) => [`# ${fingerprint(key)}`, key]);
  response.set('Content-Disposition', `attachment; filename="keys-${channel.id}.txt"`);
  response.type('text/plain; charset=utf-8').send(`${lines.join('\n')}\n`);
};
