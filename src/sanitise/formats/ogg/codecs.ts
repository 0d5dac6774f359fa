import type { RemovalKind } from '../../outcome.ts';
import { onlyStreamInfo } from '../codecs/flac-info.ts';
import { NotCleanable } from '../format.ts';
import { noteComments } from '../media/vorbis-comments.ts';

type Found = (kind: RemovalKind) => void;

/** How the header packets of a codec are rebuilt. */
export interface OggCodec {
  /** Header packets after the first. */
  headers: number;
  /** The first packet, cleaned. */
  first: Buffer;
  /** The other header packets, cleaned. */
  rest(packets: Buffer[], found: Found): Buffer[];
}

const SPEEX_HEAD = 80;

/**
 * Tells the codec of a stream by its first packet.
 * @returns what has to be left out when the stream is not sound
 * @throws NotCleanable('unsupported') for pictures and unknown sound
 */
export function oggCodec(packet: Buffer): OggCodec | RemovalKind {
  const starts = (text: string) => packet.toString('latin1', 0, text.length) === text;
  if (starts('\x01vorbis') && packet.length >= 30) return vorbis(packet);
  if (starts('OpusHead') && packet.length >= 19) return opus(packet);
  if (starts('\x7fFLAC') && packet.length >= 51) return flac(packet);
  if (starts('Speex   ') && packet.length >= SPEEX_HEAD) return speex(packet);
  if (starts('fishead\0')) return 'other';
  if (starts('CMML') || starts('\x80kate') || starts('Annodex')) return 'hiddenContent';
  throw new NotCleanable(
    'unsupported',
    'an Ogg stream that is neither Vorbis, Opus, FLAC nor Speex',
  );
}

/** Vendor and list of length 0, in Vorbis with the framing bit. */
export const EMPTY_COMMENTS = Buffer.alloc(8);
export const VORBIS_COMMENTS = Buffer.concat([
  Buffer.from('\x03vorbis', 'latin1'),
  EMPTY_COMMENTS,
  Buffer.of(1),
]);
export const OPUS_COMMENTS = Buffer.concat([Buffer.from('OpusTags'), EMPTY_COMMENTS]);
/** The block's header says it is the last one. */
export const FLAC_COMMENTS = Buffer.concat([Buffer.of(0x84, 0, 0, 8), EMPTY_COMMENTS]);

function vorbis(packet: Buffer): OggCodec {
  return {
    headers: 2,
    first: packet.subarray(0, 30),
    rest([comments, setUp], found) {
      if (setUp?.toString('latin1', 0, 7) !== '\x05vorbis') throw noHeader();
      noteComments(comments?.subarray(7) ?? setUp, found);
      return [VORBIS_COMMENTS, setUp];
    },
  };
}

/** RFC 7845 § 5. */
function opus(packet: Buffer): OggCodec {
  const size = packet[18] === 0 ? 19 : 21 + (packet[9] ?? 0);
  if (packet.length < size) throw noHeader();
  return {
    headers: 1,
    first: packet.subarray(0, size),
    rest([comments], found) {
      if (comments?.toString('latin1', 0, 8) !== 'OpusTags') throw noHeader();
      noteComments(comments.subarray(8), found);
      return [OPUS_COMMENTS];
    },
  };
}

/** RFC 9639 § 10.1: version, number of headers, the native stream's beginning. */
function flac(packet: Buffer): OggCodec {
  const info = onlyStreamInfo(packet.subarray(13));
  info[0] = 0; // the comments follow
  return {
    headers: packet.readUInt16BE(7),
    first: Buffer.concat([packet.subarray(0, 7), Buffer.of(0, 1), Buffer.from('fLaC'), info]),
    rest(packets, found) {
      for (const block of packets) {
        const type = (block[0] ?? 0) & 127;
        if (type === 4) noteComments(block.subarray(4), found);
        else if (type !== 3) found(type === 6 ? 'picture' : 'other');
      }
      return [FLAC_COMMENTS];
    },
  };
}

/** The header names the library's version in words; decoders read only the number behind. */
function speex(packet: Buffer): OggCodec {
  const first = Buffer.from(packet.subarray(0, SPEEX_HEAD));
  first.fill(0, 8, 28);
  const extra = first.readUInt32LE(68);
  first.fill(0, 68, 72);
  return {
    headers: 1 + Math.min(extra, 100),
    first,
    rest([comments], found) {
      noteComments(comments ?? Buffer.alloc(0), found);
      return [EMPTY_COMMENTS];
    },
  };
}

function noHeader(): NotCleanable {
  return new NotCleanable('damaged', 'a header packet is missing');
}
