import { box, damaged, fullBox, u32 } from './boxes.ts';
import type { Found } from './entry-plan.ts';

/** A header of fixed size: the byte ranges that say how to show the movie, and those that hold dates. All else is zero. */
interface Layout {
  size: number;
  keep: [number, number][];
  times: [number, number];
}

/** By version (ISO 14496-12 § 8.2.2, 8.3.2, 8.4.2). Kept of the reserved fields: none. */
const HEADERS: Record<string, [Layout, Layout]> = {
  // time scale, duration, rate, volume; matrix; next track
  mvhd: [
    {
      size: 100,
      times: [4, 12],
      keep: [
        [12, 26],
        [36, 72],
        [96, 100],
      ],
    },
    {
      size: 112,
      times: [4, 20],
      keep: [
        [20, 38],
        [48, 84],
        [108, 112],
      ],
    },
  ],
  // flags; track; duration; layer, group, volume; matrix, width, height
  tkhd: [
    {
      size: 84,
      times: [4, 12],
      keep: [
        [1, 4],
        [12, 16],
        [20, 24],
        [32, 38],
        [40, 84],
      ],
    },
    {
      size: 96,
      times: [4, 20],
      keep: [
        [1, 4],
        [20, 24],
        [28, 36],
        [44, 50],
        [52, 96],
      ],
    },
  ],
  // time scale, duration, language
  mdhd: [
    { size: 24, times: [4, 12], keep: [[12, 22]] },
    { size: 36, times: [4, 20], keep: [[20, 34]] },
  ],
};

export function rebuildHeader(type: 'mvhd' | 'tkhd' | 'mdhd', body: Buffer, found: Found): Buffer {
  const version = body[0] ?? 0;
  const layout = HEADERS[type]?.[version === 1 ? 1 : 0];
  if (!layout || version > 1 || body.length < layout.size) throw damaged(`${type} is cut`);
  const clean = Buffer.alloc(layout.size);
  clean[0] = version;
  for (const [from, to] of layout.keep) body.copy(clean, from, from, to);
  if (body.subarray(...layout.times).some((byte) => byte !== 0)) found('time');
  return box(type, clean);
}

export function trackId(tkhd: Buffer): number {
  const at = tkhd[0] === 1 ? 20 : 12;
  if (tkhd.length < at + 4) throw damaged('tkhd is cut');
  return tkhd.readUInt32BE(at);
}

/** Edit list (§ 8.6.6): entries of numbers. */
export function rebuildEdits(elst: Buffer): Buffer {
  const version = (elst[0] ?? 0) & 1;
  const size = version === 1 ? 20 : 12;
  if (elst.length < 8) throw damaged('elst is cut');
  const count = elst.readUInt32BE(4);
  if (8 + count * size > elst.length) throw damaged('elst is cut');
  return box('edts', fullBox('elst', version, 0, u32(count), elst.subarray(8, 8 + count * size)));
}

/** Handler type only; QuickTime's component type stays, its maker and the name do not. */
export function rebuildHandler(hdlr: Buffer, found: Found): Buffer {
  const component = hdlr.toString('latin1', 4, 8) === 'mhlr' ? 'mhlr' : '\0\0\0\0';
  if (hdlr.subarray(12).some((byte) => byte !== 0)) found('software');
  return fullBox(
    'hdlr',
    0,
    0,
    Buffer.from(component, 'latin1'),
    hdlr.subarray(8, 12),
    Buffer.alloc(13),
  );
}

/** QuickTime's clean, production and encoded apertures: two numbers each. */
export function rebuildApertures(children: { type: string; body: Buffer }[]): Buffer {
  const kept = children.flatMap(({ type, body }) =>
    ['clef', 'prof', 'enof'].includes(type) && body.length >= 12
      ? [fullBox(type, 0, 0, body.subarray(4, 12))]
      : [],
  );
  return box('tapt', ...kept);
}
