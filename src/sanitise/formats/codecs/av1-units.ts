import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import type { FrameScrub } from './frame-scrub.ts';

const METADATA = 5;
const PADDING = 15;
/** AV1 § 6.2.2: sequence header, temporal delimiter, frame header, tile group, frame, redundant header, tile list. */
const KEPT = new Set([1, 2, 3, 4, 6, 7, 8]);
/** AV1 § 6.7: content light level and mastering display, with the size of the whole unit's payload. */
const SHOWN_METADATA: Record<number, number> = { 1: 6, 2: 26 };
const METADATA_KINDS: Record<number, RemovalKind> = { 4: 'hiddenContent', 5: 'time' };

/** Turns metadata (maker's T.35 blocks, time codes) and reserved units into padding units of the same size. */
export const av1Scrub: FrameScrub = (frame, note) => {
  let changed = false;
  for (const unit of obus(frame)) {
    if (KEPT.has(unit.type)) continue;
    const payload = frame.subarray(unit.payload, unit.end);
    if (unit.type === METADATA) {
      const kind = payload[0] ?? 0;
      if (SHOWN_METADATA[kind] === payload.length) continue;
      note(METADATA_KINDS[kind] ?? 'other');
    } else if (unit.type !== PADDING) {
      note('hiddenContent');
    }
    frame[unit.start] = ((frame[unit.start] ?? 0) & 0x87) | (PADDING << 3);
    payload.fill(0);
    if (payload.length > 0) payload[payload.length - 1] = 0x80;
    changed = true;
  }
  return changed;
};

export interface Obu {
  type: number;
  start: number;
  payload: number;
  end: number;
}

/** AV1 § 5.3: the units of one sample; only the last may leave out its size. */
export function* obus(frame: Buffer): Generator<Obu> {
  for (let start = 0; start < frame.length; ) {
    const header = frame[start] ?? 0;
    if (header & 0x81) throw new NotCleanable('damaged', 'a reserved bit of a unit header is set');
    let payload = start + (header & 4 ? 2 : 1);
    let end = frame.length;
    if (header & 2) {
      let size = 0;
      for (let index = 0; ; index++) {
        const byte = frame[payload++];
        if (byte === undefined || index > 4) throw new NotCleanable('damaged', 'bad unit size');
        size += (byte & 0x7f) * 2 ** (7 * index);
        if (byte < 0x80) break;
      }
      end = payload + size;
    }
    if (end > frame.length) throw new NotCleanable('damaged', 'a unit is longer than its sample');
    yield { type: (header >> 3) & 15, start, payload, end };
    start = end;
  }
}
