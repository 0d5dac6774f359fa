import { execFileSync } from 'node:child_process';
import { gunzipSync, inflateRawSync, inflateSync, constants as zlib } from 'node:zlib';

/** Archives in documents in archives. */
const DEEPEST = 5;
const LARGEST = 256 << 20;
/** A cut stream still tells what it holds so far. */
const LENIENT = { finishFlush: zlib.Z_SYNC_FLUSH, maxOutputLength: LARGEST };

/**
 * Which of the planted markers can be found in a file: as they are, in UTF-16, hexadecimal, base64, percent or XML
 * character references, and the same in everything that inflates, in members of archives, in base64 runs and in PDF
 * streams, inside each other. Markers are ASCII and unique enough not to turn up by chance.
 */
export function findMarkers(bytes: Buffer, markers: readonly string[]): string[] {
  const wanted = new Map(markers.map((marker) => [marker, encodings(marker)]));
  const found = new Set<string>();
  const layers: { bytes: Buffer; depth: number }[] = [{ bytes, depth: 0 }];
  for (let layer = layers.pop(); layer; layer = layers.pop()) {
    for (const [marker, patterns] of wanted) {
      if (patterns.some((pattern) => layer.bytes.includes(pattern))) {
        found.add(marker);
        wanted.delete(marker);
      }
    }
    const { depth } = layer;
    if (depth === DEEPEST || wanted.size === 0) continue;
    for (const inner of inside(layer.bytes)) layers.push({ bytes: inner, depth: depth + 1 });
  }
  return markers.filter((marker) => found.has(marker));
}

function encodings(marker: string): Buffer[] {
  const plain = Buffer.from(marker, 'latin1');
  const wide = Buffer.from(marker, 'utf16le');
  const texts = [
    plain.toString('hex'),
    plain.toString('hex').toUpperCase(),
    wide.toString('hex'),
    Buffer.from(wide).swap16().toString('hex').toUpperCase(),
    [...plain].map((byte) => `%${byte.toString(16)}`).join(''),
    [...plain].map((byte) => `&#${byte};`).join(''),
    [...plain].map((byte) => `&#x${byte.toString(16)};`).join(''),
    ...base64Parts(plain),
    ...base64Parts(wide),
  ];
  return [plain, wide, Buffer.from(wide).swap16(), ...texts.map((text) => Buffer.from(text))];
}

/** What is the same in base64 whatever stands before and after, for each of the three alignments. */
function base64Parts(bytes: Buffer): string[] {
  return [0, 1, 2].map((shift) => {
    const shifted = Buffer.concat([Buffer.alloc(shift), bytes]);
    const text = shifted.toString('base64').replace(/=+$/, '');
    const tail = shifted.length % 3 === 0 ? 0 : 1;
    return text.slice(shift === 0 ? 0 : shift + 1, text.length - tail);
  });
}

function* inside(bytes: Buffer): Generator<Buffer> {
  yield* inflated(bytes);
  yield* zipMembers(bytes);
  yield* base64Runs(bytes);
  if (bytes.toString('latin1', 0, 1024).includes('%PDF-')) yield* withoutPdfFilters(bytes);
}

function* inflated(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + 2 < bytes.length; at++) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
    if ((first & 0x8f) === 8 && (first * 256 + second) % 31 === 0) {
      yield* attempt(() => inflateSync(bytes.subarray(at), LENIENT));
    } else if (first === 0x1f && second === 0x8b) {
      yield* attempt(() => gunzipSync(bytes.subarray(at), LENIENT));
    }
  }
}

/** By local headers, so that members the directory does not list are found as well. */
function* zipMembers(bytes: Buffer): Generator<Buffer> {
  for (let at = bytes.indexOf('PK\x03\x04'); at !== -1; at = bytes.indexOf('PK\x03\x04', at + 4)) {
    if (at + 30 > bytes.length || bytes.readUInt16LE(at + 8) !== 8) continue;
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    yield* attempt(() => inflateRawSync(bytes.subarray(start), LENIENT));
  }
}

function* base64Runs(bytes: Buffer): Generator<Buffer> {
  for (const [run] of bytes.toString('latin1').matchAll(/(?:[A-Za-z0-9+/]{16,}={0,2}\s*){2,}/g)) {
    for (const shift of [0, 1, 2, 3]) yield Buffer.from(run.slice(shift), 'base64');
  }
}

function* withoutPdfFilters(bytes: Buffer): Generator<Buffer> {
  yield* attempt(() =>
    execFileSync(
      'qpdf',
      ['--qdf', '--object-streams=disable', '--warning-exit-0', '/dev/stdin', '-'],
      {
        input: bytes,
        maxBuffer: LARGEST,
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    ),
  );
}

/** What is not a stream after all has nothing to tell. */
function* attempt(decode: () => Buffer): Generator<Buffer> {
  let decoded: Buffer;
  try {
    decoded = decode();
  } catch {
    return;
  }
  if (decoded.length > 0) yield decoded;
}
