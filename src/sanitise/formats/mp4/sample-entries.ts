import { NotCleanable } from '../format.ts';
import { boxesIn, damaged, fullBox, u32 } from './boxes.ts';
import type { EntryPlan, Found } from './entry-plan.ts';
import { soundEntry } from './sound-entries.ts';
import { videoEntry } from './video-entries.ts';

export interface Descriptions {
  /** The rebuilt `stsd` box. */
  box: Buffer;
  /** By description index, from 0. */
  entries: EntryPlan[];
}

/** Common encryption (ISO 14496-12 § 8.12) and the older shops' schemes. */
const ENCRYPTED = new Set(['encv', 'enca', 'drms', 'drmi']);
const MOST_DESCRIPTIONS = 64;

/** Rebuilds the list of a track's codecs (ISO 14496-12 § 8.5.2) with an allow-list for each codec's own boxes. */
export function rebuildDescriptions(
  stsd: Buffer,
  kind: 'vide' | 'soun',
  found: Found,
): Descriptions {
  if (stsd.length < 8) throw damaged('stsd is cut');
  const version = stsd[0] === 1 ? 1 : 0;
  const boxes = boxesIn(stsd.subarray(8)).slice(0, stsd.readUInt32BE(4));
  if (boxes.length === 0 || boxes.length > MOST_DESCRIPTIONS)
    throw damaged('stsd is empty or endless');
  const entries = boxes.map(({ type, body }) => {
    if (ENCRYPTED.has(type)) throw new NotCleanable('encrypted', `entry ${type}`);
    return kind === 'vide' ? videoEntry(type, body, found) : soundEntry(type, body, version, found);
  });
  const list = entries.map(({ entry }) => entry);
  return { box: fullBox('stsd', version, 0, u32(entries.length), ...list), entries };
}
