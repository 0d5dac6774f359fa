import type { RemovalKind } from '../../outcome.ts';
import { type FrameScrub, oncePerKind } from '../codecs/frame-scrub.ts';
import { NotCleanable } from '../format.ts';
import { codecPlan } from './codecs.ts';
import { childrenOf, damaged, element, uint, uintOf } from './ebml.ts';
import { ID } from './ids.ts';
import { AUDIO, keepNumbers, TRACK, VIDEO } from './numbers.ts';

type Found = (kind: RemovalKind) => void;

export interface Track {
  number: number;
  isVideo: boolean;
  /** Bytes that were cut off the front of each frame and that a player puts back (§ 5.1.4.1.31, header stripping). */
  stripped: Buffer;
  /** VP8 and VP9 carry transparency beside the picture. */
  hasAlpha: boolean;
  scrub: FrameScrub | undefined;
  note: Found;
}

export interface Tracks {
  kept: Map<number, Track>;
  /** Numbers of tracks that are neither picture nor sound. */
  dropped: Set<number>;
  /** The rebuilt `Tracks` element. */
  bytes: Buffer;
}

const VIDEO_TYPE = 1;
const AUDIO_TYPE = 2;
/** Numbers above take two bytes and no writer uses them. */
const HIGHEST_NUMBER = 126;
const HEADER_STRIPPING = 3;

export function rebuildTracks(content: Buffer, found: Found): Tracks {
  const tracks: Tracks = { kept: new Map(), dropped: new Set(), bytes: Buffer.alloc(0) };
  const entries: Buffer[] = [];
  for (const { id, content: entry } of childrenOf(content)) {
    if (id !== ID.trackEntry) continue;
    const children = new Map(childrenOf(entry).map((child) => [child.id, child.content]));
    const number = uintOf(children.get(ID.trackNumber) ?? Buffer.alloc(0));
    const type = uintOf(children.get(ID.trackType) ?? Buffer.alloc(0));
    if (number < 1 || number > HIGHEST_NUMBER) throw damaged('a track without number');
    if (tracks.kept.has(number) || tracks.dropped.has(number))
      throw damaged('two tracks of one number');
    if (type !== VIDEO_TYPE && type !== AUDIO_TYPE) {
      // Picture and sound are never left out without a word.
      if (/^[AV]_/.test(children.get(ID.codecId)?.toString('latin1') ?? '')) {
        throw new NotCleanable('unsupported', 'picture or sound of an unknown kind');
      }
      tracks.dropped.add(number);
      found('hiddenContent');
      continue;
    }
    const { track, bytes } = rebuildEntry(number, type, children, entry, found);
    tracks.kept.set(number, track);
    entries.push(bytes);
  }
  if (tracks.kept.size === 0) throw new NotCleanable('unsupported', 'no picture and no sound');
  return { ...tracks, bytes: element(ID.tracks, ...entries) };
}

function rebuildEntry(
  number: number,
  type: number,
  children: Map<number, Buffer>,
  entry: Buffer,
  found: Found,
): { track: Track; bytes: Buffer } {
  const text = (id: number) => children.get(id)?.toString('latin1').replace(/\0+$/, '');
  const codec = text(ID.codecId) ?? '';
  const encodings = children.get(ID.contentEncodings);
  const stripped = encodings ? strippedHeader(encodings) : Buffer.alloc(0);
  const plan = codecPlan(codec, children.get(ID.codecPrivate) ?? Buffer.alloc(0), found);
  if (children.has(NAME)) found('description');
  if (children.has(CODEC_NAME)) found('software');
  const languages = [ID.language, ID.languageTag].flatMap((id) => {
    const language = text(id) ?? '';
    return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}$/.test(language)
      ? [element(id, Buffer.from(language))]
      : [];
  });
  const video = children.get(ID.video);
  const audio = children.get(ID.audio);
  const bytes = element(
    ID.trackEntry,
    uint(ID.trackNumber, number),
    uint(ID.trackUid, number),
    keepNumbers(entry, TRACK),
    ...languages,
    element(ID.codecId, Buffer.from(codec, 'latin1')),
    ...(plan.setUp ? [element(ID.codecPrivate, plan.setUp)] : []),
    ...(video ? [element(ID.video, keepNumbers(video, VIDEO))] : []),
    ...(audio ? [element(ID.audio, keepNumbers(audio, AUDIO))] : []),
    ...(stripped.length > 0 ? [strippingOf(stripped)] : []),
  );
  const alpha = video && childrenOf(video).find(({ id }) => id === ID.alphaMode)?.content;
  const track: Track = {
    number,
    isVideo: type === VIDEO_TYPE,
    stripped,
    hasAlpha: /^V_VP[89]$/.test(codec) && alpha !== undefined && uintOf(alpha) === 1,
    scrub: plan.scrub,
    note: oncePerKind(found),
  };
  return { track, bytes };
}

const NAME = 0x536e;
const CODEC_NAME = 0x258688;

/** The only encoding whose frames can be looked into as they are. */
function strippedHeader(content: Buffer): Buffer {
  const encodings = childrenOf(content).filter(({ id }) => id === ID.contentEncoding);
  if (encodings.length === 0) return Buffer.alloc(0);
  const settings = new Map(
    childrenOf(encodings[0]?.content ?? content).map((c) => [c.id, c.content]),
  );
  if (uintOf(settings.get(ID.encodingType) ?? Buffer.alloc(0)) !== 0) {
    throw new NotCleanable('encrypted', 'a track is encrypted');
  }
  const compression = new Map(
    childrenOf(settings.get(ID.compression) ?? Buffer.alloc(0)).map((c) => [c.id, c.content]),
  );
  const algorithm = uintOf(compression.get(ID.compressionAlgorithm) ?? Buffer.alloc(0));
  const scope = settings.get(ID.encodingScope);
  const isFramesOnly = scope === undefined || uintOf(scope) === 1;
  if (encodings.length > 1 || algorithm !== HEADER_STRIPPING || !isFramesOnly) {
    throw new NotCleanable('unsupported', 'a track is compressed once more');
  }
  const header = compression.get(ID.compressionSettings) ?? Buffer.alloc(0);
  // Real ones are a start code or the sync bytes of a sound frame.
  if (header.length > 16) throw new NotCleanable('unsupported', 'a long stripped header');
  return header;
}

function strippingOf(header: Buffer): Buffer {
  const compression = element(
    ID.compression,
    uint(ID.compressionAlgorithm, HEADER_STRIPPING),
    element(ID.compressionSettings, header),
  );
  return element(ID.contentEncodings, element(ID.contentEncoding, compression));
}
