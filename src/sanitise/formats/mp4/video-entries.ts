import { av1SetUp, avcSetUp, type CodecSetUp, hevcSetUp } from '../codecs/config-records.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { jpegFramesScrub } from '../codecs/jpeg-frames.ts';
import { proresScrub } from '../codecs/prores-frames.ts';
import { userDataScrub } from '../codecs/user-data.ts';
import { NotCleanable } from '../format.ts';
import { type Box, box, boxesIn, damaged, need } from './boxes.ts';
import { rebuildEsds } from './descriptors.ts';
import type { EntryPlan, Found } from './entry-plan.ts';

const HEAD = 78;

const RECORDS: Record<string, [string, (record: Buffer) => CodecSetUp]> = {
  avc1: ['avcC', avcSetUp],
  avc3: ['avcC', avcSetUp],
  hvc1: ['hvcC', hevcSetUp],
  hev1: ['hvcC', hevcSetUp],
  av01: ['av1C', av1SetUp],
};

/** Codecs whose frames need no set-up box; `undefined` where a frame has no place for anything but picture. */
const BARE: Record<string, FrameScrub | undefined> = {
  vp08: undefined,
  vp09: undefined,
  s263: undefined,
  h263: undefined,
  H263: undefined,
  jpeg: jpegFramesScrub,
  mjpa: jpegFramesScrub,
  m1v1: userDataScrub,
  m2v1: userDataScrub,
  mpg1: userDataScrub,
  mpg2: userDataScrub,
  apcn: proresScrub,
  apch: proresScrub,
  apcs: proresScrub,
  apco: proresScrub,
  ap4h: proresScrub,
  ap4x: proresScrub,
};

/** Boxes of numbers that say how to show the picture, with their exact sizes. */
const SHOWN: Record<string, number> = {
  pasp: 8,
  clap: 32,
  fiel: 2,
  gama: 4,
  mdcv: 24,
  clli: 4,
  amve: 8,
  SmDm: 28,
  CoLL: 8,
  st3d: 5,
  vpcC: 12,
};
const COLOUR: Record<string, number> = { nclx: 11, nclc: 10 };

export function videoEntry(type: string, body: Buffer, found: Found): EntryPlan {
  if (body.length < HEAD) throw damaged('a video entry is cut');
  const children = boxesIn(body.subarray(HEAD));
  const set = codec(type, children, found);
  if (body.subarray(16, 24).some((byte) => byte !== 0)) found('software'); // vendor
  if (body.subarray(42, 74).some((byte) => byte !== 0)) found('software'); // compressor name
  const head = Buffer.alloc(HEAD);
  head[7] = 1; // our one data reference
  body.copy(head, 24, 24, 36); // width, height, resolution
  body.copy(head, 40, 40, 42); // frames a sample
  body.copy(head, 74, 74, 76); // depth
  head.writeInt16BE(-1, 76); // no colour table
  const shown = children.flatMap((child) => shownBox(child, found));
  return { entry: box(type, head, ...set.boxes, ...shown), scrub: set.scrub };
}

function codec(
  type: string,
  children: Box[],
  found: Found,
): { boxes: Buffer[]; scrub: FrameScrub | undefined } {
  const known = RECORDS[type];
  if (known) {
    const [name, setUp] = known;
    const before = need(children, name);
    const { record, scrub } = setUp(before);
    if (record.length < before.length) found('software');
    return { boxes: [box(name, record)], scrub };
  }
  if (type === 'mp4v') {
    const { box: esds, scrub, signed } = rebuildEsds(need(children, 'esds'));
    if (signed) found('software');
    return { boxes: [esds], scrub };
  }
  if (Object.hasOwn(BARE, type)) return { boxes: [], scrub: BARE[type] };
  throw new NotCleanable('unsupported', `video codec ${type}`);
}

function shownBox(child: Box, found: Found): Buffer[] {
  const size = SHOWN[child.type];
  if (size !== undefined && child.body.length >= size) {
    return [box(child.type, child.body.subarray(0, size))];
  }
  if (child.type === 'colr') {
    const kind = child.body.toString('latin1', 0, 4);
    const length = COLOUR[kind];
    if (length !== undefined && child.body.length >= length) {
      return [box('colr', child.body.subarray(0, length))];
    }
    found('colourProfile');
  }
  return [];
}
