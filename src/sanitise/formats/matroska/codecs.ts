import type { RemovalKind } from '../../outcome.ts';
import { aacSetUp, MOST_CONFIG_BYTES } from '../codecs/aac-config.ts';
import { aacScrub } from '../codecs/aac-elements.ts';
import { bitmapSetUp } from '../codecs/bitmap-header.ts';
import { av1SetUp, avcSetUp, hevcSetUp } from '../codecs/config-records.ts';
import { onlyStreamInfo } from '../codecs/flac-info.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';
import { jpegFramesScrub } from '../codecs/jpeg-frames.ts';
import { userDataScrub } from '../codecs/user-data.ts';
import { joinXiphHeaders, splitXiphHeaders } from '../codecs/xiph-headers.ts';
import { NotCleanable } from '../format.ts';
import { noteComments } from '../media/vorbis-comments.ts';

type Found = (kind: RemovalKind) => void;

export interface CodecPlan {
  /** The rebuilt set-up data; `undefined` when the codec has none. */
  setUp: Buffer | undefined;
  scrub: FrameScrub | undefined;
}

/** Codecs without set-up data whose frames have no place for anything but picture or sound. */
const PLAIN =
  /^(?:V_VP[89]|V_MPEG4\/MS\/V3|A_MPEG\/L[123]|A_AC3|A_EAC3|A_DTS(?:\/EXPRESS|\/LOSSLESS)?|A_TRUEHD|A_MLP|A_PCM\/INT\/(?:LIT|BIG)|A_PCM\/FLOAT\/IEEE)$/;
const EMPTY_COMMENTS = Buffer.alloc(8);

/** Rebuilds a track's CodecPrivate (RFC 9559 § 5.1.4.1.23; codec mappings of matroska.org). */
export function codecPlan(id: string, setUp: Buffer, found: Found): CodecPlan {
  if (PLAIN.test(id)) {
    if (setUp.length > 0) found('other');
    return { setUp: undefined, scrub: undefined };
  }
  const rebuilt = rebuild(id, setUp, found);
  const plan = rebuilt.setUp?.length === 0 ? { ...rebuilt, setUp: undefined } : rebuilt;
  if (plan.setUp && plan.setUp.length < setUp.length && !id.startsWith('A_VORBIS'))
    found('software');
  return plan;
}

function rebuild(id: string, setUp: Buffer, found: Found): CodecPlan {
  const own = Buffer.from(setUp);
  const signed = () => found('software');
  if (id === 'V_MPEG4/ISO/AVC') return planOf(avcSetUp(own));
  if (id === 'V_MPEGH/ISO/HEVC') return planOf(hevcSetUp(own));
  if (id === 'V_AV1') return planOf(av1SetUp(own));
  if (/^V_MPEG(?:[12]|4\/ISO\/(?:SP|ASP|AP))$/.test(id)) {
    userDataScrub(own, signed);
    return { setUp: own, scrub: userDataScrub };
  }
  if (id === 'V_MJPEG') return { setUp: undefined, scrub: jpegFramesScrub };
  if (id === 'V_MS/VFW/FOURCC') return { setUp: own, scrub: bitmapSetUp(own, signed).scrub };
  if (id === 'A_AAC') {
    if (own.length > MOST_CONFIG_BYTES)
      throw new NotCleanable('damaged', 'an AAC configuration is too long');
    const aac = aacSetUp(own);
    if (aac.signed) signed();
    return { setUp: own, scrub: aac.scrub };
  }
  if (id.startsWith('A_AAC/')) return { setUp: undefined, scrub: aacScrub };
  if (id === 'A_VORBIS' || id === 'V_THEORA')
    return { setUp: xiph(id, own, found), scrub: undefined };
  if (id === 'A_OPUS') {
    const size = own[18] === 0 ? 19 : 21 + (own[9] ?? 0);
    if (own.length < size) throw new NotCleanable('damaged', 'an Opus head is cut');
    return { setUp: own.subarray(0, size), scrub: undefined };
  }
  if (id === 'A_FLAC') {
    const info = onlyStreamInfo(own.subarray(4));
    return { setUp: Buffer.concat([Buffer.from('fLaC'), info]), scrub: undefined };
  }
  if (id === 'A_ALAC' && own.length >= 24) return { setUp: own.subarray(0, 24), scrub: undefined };
  throw new NotCleanable('unsupported', `codec ${JSON.stringify(id)}`);
}

function planOf({ record, scrub }: { record: Buffer; scrub: FrameScrub }): CodecPlan {
  return { setUp: record, scrub };
}

function xiph(id: string, block: Buffer, found: Found): Buffer {
  const [head, comments, tables] = splitXiphHeaders(block);
  const magic = Buffer.from(id === 'A_VORBIS' ? '\x03vorbis' : '\x81theora', 'latin1');
  if (!comments.subarray(0, 7).equals(magic))
    throw new NotCleanable('damaged', 'no comment packet');
  noteComments(comments.subarray(7), found);
  const framing = Buffer.alloc(id === 'A_VORBIS' ? 1 : 0, 1);
  return joinXiphHeaders([head, Buffer.concat([magic, EMPTY_COMMENTS, framing]), tables]);
}
