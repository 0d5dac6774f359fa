import type { Readable } from 'node:stream';
import type { Channel } from '../config/schema.ts';
import { sealedTo, stanzasFor } from '../seal/age-stanzas.ts';
import type { CaseFile } from '../seal/case-bundle.ts';
import { PART } from '../seal/message.ts';
import { fingerprint } from '../seal/recipients.ts';
import { sealedAs, UnfitSeal } from '../seal/sealed-as.ts';
import type { PartRow, Staged } from '../store/store.ts';
import type { HandoverReason, Step } from './case-events.ts';
import { type CaseRecord, type Decided, decide, findCase } from './case-record.ts';
import { recipientsFor, recipientsIfAny } from './left-out.ts';
import type { CaseTools } from './tools.ts';

/** Handing a case to another channel, sealed anew offline to that channel's keys. */

/** Why it was not handed over, for pages in every language. Nothing has changed then. */
export type HandOverRefusedBecause =
  | 'other-case'
  | 'older'
  | 'extra'
  | 'cut-off'
  | 'not-sealed'
  | 'other-keys'
  | 'same'
  | 'held'
  | 'left-out';

export class HandOverRefused extends Error {
  override name = 'HandOverRefused';
  readonly because: HandOverRefusedBecause;

  constructor(because: HandOverRefusedBecause, message: string) {
    super(message);
    this.because = because;
  }
}

type Tools = Pick<CaseTools, 'store' | 'channels' | 'clock' | 'pepper'>;

export interface ResealedCase {
  head: CaseFile;
  /** The sealed bytes of one part. @throws BundleError when it is missing */
  sealed(file: string): Promise<Readable>;
}

/** The channel at which it was reported, when the reporter chose that nobody there gets the case; else null. */
export function avoidedBy({ row, case: theCase }: CaseRecord): string | null {
  return theCase.history[0]?.kind === 'received' && theCase.history[0].channel !== row.entrance
    ? row.entrance
    : null;
}

/** Whether this channel may ever have the case. */
export function mayTake(record: CaseRecord, channel: Pick<Channel, 'id'>): boolean {
  return channel.id !== record.case.channel && channel.id !== avoidedBy(record);
}

/** Whether who holds the keys of the case now holds those of the other channel too, so that nothing has to be sealed anew. */
export function sameKeys(tools: Tools, { row, channel }: CaseRecord, other: Channel): boolean {
  const keys = (of: Channel) =>
    recipientsIfAny(tools, of, row.leftOut)
      .map(({ key }) => key)
      .sort()
      .join();
  return keys(channel) === keys(other);
}

/**
 * Puts the parts that were sealed anew in the place of those that are there and moves the case, in one transaction; the old
 * files go after it. Everything that can be checked without a key is: that it is every part of this case and nothing else,
 * whole, and sealed to as many keys of the same kinds as the new channel has.
 * @throws HandOverRefused, BundleError, IllegalStep, and what `fresh` throws
 */
export async function handOver(
  tools: Tools,
  caseId: string,
  { to, reason }: { to: Channel; reason: HandoverReason },
  bundle: ResealedCase,
  fresh: (record: CaseRecord) => void = () => undefined,
): Promise<Decided> {
  const record = await findCase(tools, caseId);
  if (record === null) return 'gone';
  if (!mayTake(record, to)) throw new HandOverRefused('left-out', 'this channel may not have it');
  const recipients = recipientsFor(tools, to, record.row.leftOut).map(({ key }) => key);
  if (bundle.head.case !== caseId) throw new HandOverRefused('other-case', 'it is another case');
  const meant = bundle.head.sealedTo?.toSorted().join();
  if (meant !== undefined && meant !== recipients.map(fingerprint).sort().join()) {
    throw new HandOverRefused('other-keys', 'it says itself that it is sealed to other keys');
  }
  const pairs = await pairsOf(tools, caseId, bundle.head);
  const stanzas = stanzasFor(recipients);
  const staged: { id: string; by: Staged }[] = [];
  try {
    for (const { old, part } of pairs) {
      const payload = MAY_DIFFER.includes(part.name) ? 'any' : await payloadOf(tools, old);
      const source = (await bundle.sealed(part.file)) as AsyncIterable<Buffer>;
      const by = await tools.store.stage(sealedAs(source, { stanzas, payload }));
      staged.push({ id: old.id, by });
      if (by.bytes !== part.bytes || by.sha256.toString('hex') !== part.sha256) {
        throw new HandOverRefused('cut-off', `${part.file} was cut off or changed`);
      }
      if (by.sha256.equals(old.sha256)) throw new HandOverRefused('same', 'it is not sealed anew');
    }
    const decided = await decide(tools, caseId, async (now) => {
      fresh(now);
      // What came in while the file was on its way is sealed to the old keys.
      await pairsOf(tools, caseId, bundle.head);
      const step: Step = { kind: 'handed-over', day: now.today, channel: to.id, reason };
      return { steps: [step], replaceParts: staged };
    });
    if (decided !== 'done') await tools.store.discard(staged.map(({ by }) => by));
    return decided;
  } catch (error) {
    await tools.store.discard(staged.map(({ by }) => by));
    if (error instanceof UnfitSeal) throw new HandOverRefused(error.because, 'a part is unfit');
    throw error;
  }
}

type BundlePart = CaseFile['messages'][number]['parts'][number];

/** Every sealed part of the case with the one that takes its place. @throws HandOverRefused */
async function pairsOf(
  { store }: Pick<Tools, 'store'>,
  caseId: string,
  head: CaseFile,
): Promise<{ old: PartRow; part: BundlePart }[]> {
  const messages = (await store.messages(caseId)).filter(({ audience }) => audience === 'unit');
  if (messages.some(({ heldUntil }) => heldUntil !== null)) {
    throw new HandOverRefused('held', 'files on hold could still be sent, sealed to the old keys');
  }
  const left = new Map(
    head.messages.flatMap(({ id, parts }) =>
      parts.map((part) => [`${id}/${part.name}`, part] as const),
    ),
  );
  const all = head.messages.flatMap(({ parts }) => parts);
  if (left.size !== all.length || new Set(all.map(({ file }) => file)).size !== all.length) {
    throw new HandOverRefused('extra', 'a part stands twice in it');
  }
  const pairs = messages.flatMap(({ id, parts }) =>
    parts.map((old) => {
      const part = left.get(`${id}/${old.name}`);
      if (part === undefined) throw new HandOverRefused('older', `${old.name} is missing in it`);
      left.delete(`${id}/${old.name}`);
      return { old, part };
    }),
  );
  if (left.size > 0) throw new HandOverRefused('extra', 'it holds parts that the case has not');
  return pairs;
}

/** Bytes of a stored part after its header: the same content, padded the same way, has as many under other keys. */
async function payloadOf({ store }: Pick<Tools, 'store'>, part: PartRow): Promise<number> {
  let head = Buffer.alloc(0);
  for await (const piece of store.readPart(part) as AsyncIterable<Buffer>) {
    head = Buffer.concat([head, piece]);
    const found = sealedTo(head);
    if (found === 'not-age') break;
    if (found !== null) return part.bytes - found.length;
  }
  throw new Error('a stored part is no age file');
}

/** Contact data may stay behind, and then the list of parts is another one. */
const MAY_DIFFER: readonly string[] = [PART.contact, PART.manifest];
