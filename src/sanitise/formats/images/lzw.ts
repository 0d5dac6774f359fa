import { NotCleanable } from '../format.ts';

/**
 * How many bytes of GIF's variant of LZW (GIF89a appendix F) it takes to draw so many pixels; what follows is not part
 * of the picture. Follows the codes without drawing.
 *
 * @throws NotCleanable `damaged` when the codes make no sense or end before the picture does
 */
export function trimLzw(data: Buffer, codeSize: number, pixels: number): number {
  if (codeSize < 2 || codeSize > 8) throw damaged();
  const clear = 1 << codeSize;
  const end = clear + 1;
  /** How many pixels each code draws. */
  const lengths = new Uint32Array(4096).fill(1, 0, clear);
  let next = end + 1;
  let width = codeSize + 1;
  let previous = -1;
  let drawn = 0;
  let bits = 0;
  let have = 0;
  for (let at = 0; ; ) {
    while (have < width) {
      const byte = data[at++];
      if (byte === undefined) throw damaged();
      bits |= byte << have;
      have += 8;
    }
    const code = bits & ((1 << width) - 1);
    bits >>>= width;
    have -= width;
    if (code === end) {
      if (drawn < pixels) throw damaged();
      return at;
    }
    if (code === clear) {
      next = end + 1;
      width = codeSize + 1;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous === -1)) throw damaged();
    if (previous !== -1 && next < 4096) {
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next++;
      if (next === 1 << width && width < 12) width++;
    }
    drawn += lengths[code] ?? 0;
    previous = code;
    if (drawn > pixels) throw damaged();
    // Some encoders leave out the end code.
    if (drawn === pixels && !endFollows()) return at;

    /** An end code may still come: it belongs to the picture. */
    function endFollows(): boolean {
      let ahead = bits;
      let held = have;
      for (let from = at; held < width; from++) {
        const byte = data[from];
        if (byte === undefined) return false;
        ahead |= byte << held;
        held += 8;
      }
      return (ahead & ((1 << width) - 1)) === end;
    }
  }
}

function damaged(): NotCleanable {
  return new NotCleanable('damaged', 'GIF: the compressed pixels are not in order');
}
