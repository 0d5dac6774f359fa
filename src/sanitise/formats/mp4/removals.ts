import type { RemovalKind } from '../../outcome.ts';
import { type Box, boxesIn } from './boxes.ts';
import type { Found } from './entry-plan.ts';

/** Boxes that are kept, rebuilt, or hold nothing but zeros; they are no removal by themselves. */
const STRUCTURE = new Set(
  (
    'ftyp moov mvhd trak tkhd edts tapt mdia mdhd hdlr minf vmhd smhd dinf stbl stsd stts ctts cslg stss stps stsc ' +
    'stsz stz2 stco co64 sdtp sgpd sbgp mvex mehd trex moof mfhd traf tfhd tfdt trun mdat mfra sidx ssix styp iods ' +
    'load subs nmhd gmhd elng tref trgr'
  ).split(' '),
);
const XMP = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
const FREE = new Set(['free', 'skip', 'wide', 'pnot']);

/** QuickTime's and iTunes' four-character names ("\u00a9" is the byte A9), and 3GPP's, by what they tell. */
const NAMES: [RemovalKind, RegExp][] = [
  ['location', /^(?:.xyz|loci|.lat|.lon|gps0|GPS |GPMF|gpmd|mebx)$/],
  [
    'device',
    /^(?:.mak|.mod|.inf|manu|modl|SNum|CAME|FIRM|LENS|MUID|CNTH|MMMI|.mdl|.srl|.cnm|.cid|camm|vndr|SDLN)$/,
  ],
  [
    'author',
    /^(?:.ART|.aut|.wrt|.dir|.prd|.prf|.own|.com|aART|auth|perf|ownr|apID|.pub|.con|.grp)$/,
  ],
  ['time', /^(?:.day|yrrc|date|purd|.cdt|tmcd)$/],
  ['software', /^(?:.too|.swr|.enc|.req|.fmt|tool)$/],
  ['picture', /^(?:covr|.pic)$/],
  ['thumbnail', /^(?:thmb|PRVW|THMB)$/],
  ['chapter', /^(?:chpl|chap)$/],
  ['identifier', /^(?:cnID|atID|geID|sfID|plID|cmID|.isr|akID|pinf)$/],
  [
    'description',
    /^(?:.nam|.cmt|.des|.alb|.gen|.inf|.lyr|.cpy|.key|titl|dscp|cprt|gnre|albm|kywd|clsf|desc|ldes|XMP_|rtng|name)$/,
  ],
];
/** Keys of the `mdta` scheme ("com.apple.quicktime.make", "com.android.version") and names of `----` items. */
const KEYS: [RemovalKind, RegExp][] = [
  ['location', /location|gps/i],
  ['device', /make|model|camera|manufactur|lens|serial|device/i],
  ['software', /software|version|encoder|encoding/i],
  ['time', /date|time/i],
  ['author', /author|artist|owner|director|creator|producer|publisher/i],
  ['picture', /artwork/i],
  ['identifier', /identifier|uuid/i],
  ['description', /title|comment|description|keyword|copyright|name|genre|album|rating/i],
];

/** Counts what the boxes beside the kept ones tell. */
export function noteRemoved(boxes: Box[], found: Found): void {
  for (const { type, body } of boxes) {
    if (STRUCTURE.has(type)) continue;
    if (FREE.has(type)) {
      if (body.some((byte) => byte !== 0)) found('trailingData');
    } else if (type === 'udta') {
      noteNamed(safely(body), found);
    } else if (type === 'meta') {
      noteMeta(body, found);
    } else if (type === 'uuid') {
      found(body.subarray(0, 16).equals(XMP) ? 'description' : 'other');
    } else {
      found(kindOfName(type));
    }
  }
}

function noteNamed(boxes: Box[], found: Found): void {
  for (const { type, body } of boxes) {
    if (type === 'meta') noteMeta(body, found);
    else if (FREE.has(type)) noteRemoved([{ type, body }], found);
    else if (body.length > 0) found(kindOfName(type));
  }
}

/** `meta` is a full box in MP4 and a plain one in QuickTime. */
function noteMeta(body: Buffer, found: Found): void {
  const isFull = body.length >= 4 && body.readUInt32BE(0) === 0;
  const children = safely(isFull ? body.subarray(4) : body);
  const keys = children.find(({ type }) => type === 'keys')?.body;
  const names = keys ? safely(keys.subarray(8)).map((key) => key.body.toString('latin1')) : [];
  for (const child of children) {
    if (['hdlr', 'keys', 'free', 'mhdr'].includes(child.type)) continue;
    if (child.type !== 'ilst') {
      found(kindOfName(child.type));
      continue;
    }
    for (const item of safely(child.body)) {
      const key = names[Buffer.from(item.type, 'latin1').readUInt32BE(0) - 1];
      if (item.type === '----') found(kindOfKey(item.body.toString('latin1', 0, 200)));
      else found(key === undefined ? kindOfName(item.type) : kindOfKey(key));
    }
  }
}

function kindOfName(name: string): RemovalKind {
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? 'other';
}

function kindOfKey(key: string): RemovalKind {
  return KEYS.find(([, pattern]) => pattern.test(key))?.[0] ?? 'other';
}

/** What is thrown away need not be well-formed; then it counts as one unknown block. */
function safely(body: Buffer): Box[] {
  try {
    return boxesIn(body);
  } catch {
    return [{ type: '????', body }];
  }
}
