import { NotCleanable } from '../format.ts';

/** A block of a GIF file (GIF89a § 15–27), told apart by what it is for. */
export type GifBlock =
  /** `whole` is the descriptor with its colour table; the data are joined from their sub-blocks. */
  | { kind: 'picture'; whole: Buffer; codeSize: number; data: Buffer; pixels: number }
  /** Delay, disposal and transparency of the next picture. */
  | { kind: 'control'; whole: Buffer }
  /** How often an animation is repeated. */
  | { kind: 'loop'; whole: Buffer }
  | { kind: 'comment' | 'text' | 'application' | 'unknown'; whole: Buffer };

export interface Gif {
  /** Signature, screen descriptor and global colour table. */
  header: Buffer;
  width: number;
  height: number;
  blocks: GifBlock[];
  end: number;
}

/** Introducer and names; then comes one sub-block of three bytes, the first of them 1. */
const LOOPS = ['NETSCAPE2.0', 'ANIMEXTS1.0'];

/** @throws NotCleanable `damaged` */
export function readGif(bytes: Buffer): Gif {
  const need = (at: number) => {
    if (at > bytes.length) throw new NotCleanable('damaged', 'GIF: cut');
    return at;
  };
  need(13);
  const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)];
  const headerEnd = need(13 + tableSize(bytes[10]));
  const blocks: GifBlock[] = [];
  let at = headerEnd;
  while (bytes[at] !== 0x3b) {
    need(at + 2);
    const start = at;
    if (bytes[at] === 0x21) {
      at = subBlocks(at + 2).end;
      blocks.push(extension(bytes[start + 1], bytes.subarray(start, at)));
    } else if (bytes[at] === 0x2c) {
      const tableEnd = need(need(at + 10) + tableSize(bytes[at + 9]));
      need(tableEnd + 1);
      const { data, end } = subBlocks(tableEnd + 1);
      at = end;
      blocks.push({
        kind: 'picture',
        whole: bytes.subarray(start, tableEnd),
        codeSize: bytes[tableEnd] ?? 0,
        data,
        pixels: bytes.readUInt16LE(start + 5) * bytes.readUInt16LE(start + 7),
      });
    } else throw new NotCleanable('damaged', 'GIF: unknown block');
  }
  return { header: bytes.subarray(0, headerEnd), width, height, blocks, end: at + 1 };

  function subBlocks(from: number): { data: Buffer; end: number } {
    const pieces: Buffer[] = [];
    let next = need(from + 1) - 1;
    for (;;) {
      const size = bytes[next] ?? 0;
      const end = need(next + 1 + size);
      if (size === 0) return { data: Buffer.concat(pieces), end };
      pieces.push(bytes.subarray(next + 1, end));
      next = need(end + 1) - 1;
    }
  }
}

/** Three bytes a colour, by the flags of the screen or picture descriptor. */
function tableSize(flags = 0): number {
  return flags & 0x80 ? 3 << ((flags & 7) + 1) : 0;
}

function extension(label: number | undefined, whole: Buffer): GifBlock {
  if (label === 0xf9) return { kind: whole.length === 8 ? 'control' : 'unknown', whole };
  if (label === 0xfe) return { kind: 'comment', whole };
  if (label === 0x01) return { kind: 'text', whole };
  if (label === 0xff) return { kind: isLoop(whole) ? 'loop' : 'application', whole };
  return { kind: 'unknown', whole };
}

function isLoop(whole: Buffer): boolean {
  return (
    whole.length === 19 &&
    LOOPS.includes(whole.toString('latin1', 3, 14)) &&
    whole.readUInt16BE(14) === 0x0301
  );
}
