/** Boxes of MP4 as tests craft them; `at` walks down to a container by its types. */
export function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

export interface FoundBox {
  type: string;
  start: number;
  end: number;
}

export function boxesOf(bytes: Buffer, from = 0, to = bytes.length): FoundBox[] {
  const found: FoundBox[] = [];
  for (let at = from; at + 8 <= to; ) {
    const size = bytes.readUInt32BE(at);
    found.push({ type: bytes.toString('latin1', at + 4, at + 8), start: at, end: at + size });
    at += size;
  }
  return found;
}

/** Bytes in front of the children, behind the head of eight. */
const SKIPPED: Record<string, number> = { stsd: 8, avc1: 78, hvc1: 78, mp4a: 28, meta: 4 };

/**
 * Replaces the content of the box at a path, of every box where the path fits, and mends the sizes around it. Sample offsets stay
 * as they are, so only boxes behind the media may change their length.
 */
export function editBox(bytes: Buffer, path: string[], edit: (content: Buffer) => Buffer): Buffer {
  const [type, ...rest] = path;
  return Buffer.concat(
    boxesOf(bytes).map(({ type: found, start, end }) => {
      const whole = bytes.subarray(start, end);
      if (found !== type) return whole;
      const content = whole.subarray(8);
      if (rest.length === 0) return box(found, edit(content));
      const skipped = SKIPPED[found] ?? 0;
      return box(
        found,
        content.subarray(0, skipped),
        editBox(content.subarray(skipped), rest, edit),
      );
    }),
  );
}
