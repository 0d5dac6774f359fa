import { aacCheck, type FrameCheck } from '../codecs/frame-checks.ts';
import type { Input } from '../format.ts';
import { fourCharacterCheck } from '../matroska/verify-tracks.ts';
import { type Cursor, openCursor } from '../media/cursor.ts';
import { must, residue } from '../media/residue.ts';

interface CheckedStream {
  kind: string;
  frame: FrameCheck | undefined;
}

const LARGEST = 160 << 20;

/** A finished AVI: forms of known lists and chunks, and JUNK of zeros wherever something was taken out. */
export async function verifyAvi(result: Input): Promise<void> {
  const cursor = openCursor(result);
  const streams: CheckedStream[] = [];
  for (let isFirst = true; isFirst || !(await cursor.ended()); isFirst = false) {
    const riff = await cursor.take(12);
    const form = riff.toString('latin1', 0, 4) + riff.toString('latin1', 8);
    must(form === (isFirst ? 'RIFFAVI ' : 'RIFFAVIX'), 'bytes behind the form');
    const size = riff.readUInt32LE(4);
    await walk(cursor, cursor.position + size - 4, form.slice(4), streams);
    if (size % 2) must((await cursor.take(1))[0] === 0, 'a pad byte');
  }
}

const LISTS: Record<string, RegExp> = {
  'AVI ': /^(?:hdrl|movi)$/,
  AVIX: /^movi$/,
  hdrl: /^(?:strl|odml)$/,
  movi: /^rec $/,
};

async function walk(
  cursor: Cursor,
  end: number,
  form: string,
  streams: CheckedStream[],
): Promise<void> {
  while (end - cursor.position >= 8) {
    const head = await cursor.peek(12);
    if (head.readUInt32LE(0) === 0) break;
    const id = head.toString('latin1', 0, 4);
    const list = head.toString('latin1', 8, 12);
    const size = head.readUInt32LE(4);
    must(size <= end - cursor.position - 8, 'a chunk is cut');
    await cursor.skip(8);
    if (id === 'LIST') {
      must(LISTS[form]?.test(list) === true, `list ${list}`);
      await cursor.skip(4);
      await walk(cursor, cursor.position + size - 4, list, streams);
    } else if (id === 'JUNK') {
      for (let left = size; left > 0; ) {
        const piece = await cursor.some(left);
        must(piece.length > 0 && isZero(piece), 'junk that says something');
        left -= piece.length;
      }
    } else {
      must(size <= LARGEST, 'an endless chunk');
      check(id, await cursor.take(size), form, streams);
    }
    if (size % 2) must((await cursor.take(1))[0] === 0, 'a pad byte');
  }
  must(isZero(await cursor.take(end - cursor.position)), 'bytes behind the last chunk');
}

function check(id: string, content: Buffer, form: string, streams: CheckedStream[]): void {
  const place = `${form.trim()}/${id}`;
  const stream = streams[Number(/^ix(\d\d)$|^(\d\d)/.exec(id)?.slice(1).join('') || Number.NaN)];
  if (place === 'hdrl/avih') must(isZero(content.subarray(40)), 'reserved fields');
  else if (place === 'odml/dmlh') must(isZero(content.subarray(4)), 'reserved fields');
  else if (place === 'strl/strh') {
    must(isZero(content.subarray(56)), 'a longer stream header');
    const kind = content.toString('latin1', 0, 4);
    must(kind === 'vids' || kind === 'auds', 'a stream of another kind');
    streams.push({ kind, frame: undefined });
  } else if (place === 'strl/strf') {
    const last = streams.at(-1) ?? residue('a format of no stream');
    last.frame = last.kind === 'vids' ? fourCharacterCheck(content) : soundCheck(content);
  } else if (place === 'strl/vprp') {
    must(isZero(content.subarray(36 + 32 * Math.min(content.readUInt32LE(32), 2))), 'properties');
  } else if (place === 'strl/indx' || /^(?:movi|rec)\/ix\d\d$/.test(place)) {
    const isSuper = id === 'indx' && content[3] === 0;
    const end = 24 + content.readUInt32LE(4) * (isSuper ? 16 : 8);
    must(
      isZero(content.subarray(end)) && isZero(content.subarray(isSuper ? 12 : 20, 24)),
      'an index',
    );
  } else if (place === 'AVI/idx1') {
    const ids = Array.from({ length: Math.floor(content.length / 16) }, (_, index) =>
      content.toString('latin1', index * 16, index * 16 + 4),
    );
    must(
      ids.every((one) => /^(?:\d\d(?:d[bc]|wb|pc)|rec |JUNK)$/.test(one)),
      'an index',
    );
    must(isZero(content.subarray(ids.length * 16)), 'an index');
  } else {
    must(
      /^(?:movi|rec)\/\d\d(?:d[bc]|wb|pc)$/.test(place) && stream !== undefined,
      `chunk ${place}`,
    );
    if (id.endsWith('pc')) must(content.length <= 1028, 'a palette');
    else stream?.frame?.(content);
  }
}

function soundCheck(format: Buffer): FrameCheck | undefined {
  const added = format.length >= 18 ? format.readUInt16LE(16) : 0;
  must(added <= 64 && isZero(format.subarray(18 + added)), 'a longer sound format');
  return format.readUInt16LE(0) === 0xff ? aacCheck : undefined;
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}
