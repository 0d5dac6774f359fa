/** The numbers of a DecodeParms dictionary that say how rows were predicted (ISO 32000-1 § 7.4.4.3). */
export interface Prediction {
  predictor: number;
  colors: number;
  bits: number;
  columns: number;
}

/** Undoes PNG (predictor 10–15) and TIFF (2) prediction; undefined when the numbers make no sense. */
export function unpredict(data: Buffer, p: Prediction): Buffer | undefined {
  const pixel = Math.max(1, (p.colors * p.bits) >> 3);
  const row = Math.ceil((p.colors * p.bits * p.columns) / 8);
  if (!(row > 0 && row < 1 << 28 && pixel <= 512)) return undefined;
  return p.predictor === 2 ? untiff(data, p, row) : unpng(data, row, pixel);
}

function unpng(data: Buffer, row: number, pixel: number): Buffer {
  const rows = Math.ceil(data.length / (row + 1));
  const out = Buffer.alloc(rows * row);
  let length = 0;
  for (let at = 0; at < data.length; at += row + 1) {
    const kind = data[at] as number;
    const size = Math.min(row, data.length - at - 1);
    const above = length - row;
    for (let i = 0; i < size; i++) {
      const left = i < pixel ? 0 : (out[length + i - pixel] as number);
      const up = above < 0 ? 0 : (out[above + i] as number);
      const corner = i < pixel || above < 0 ? 0 : (out[above + i - pixel] as number);
      out[length + i] = (data[at + 1 + i] as number) + guess(kind, left, up, corner);
    }
    length += size;
  }
  return out.subarray(0, length);
}

function guess(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const [a, b, c] = [
        Math.abs(estimate - left),
        Math.abs(estimate - up),
        Math.abs(estimate - corner),
      ];
      if (a <= b && a <= c) return left;
      return b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

function untiff(data: Buffer, p: Prediction, row: number): Buffer | undefined {
  const out = Buffer.from(data);
  if (p.bits === 8) {
    for (let at = 0; at < out.length; at += row) {
      const end = Math.min(at + row, out.length);
      for (let i = at + p.colors; i < end; i++) {
        out[i] = (out[i] as number) + (out[i - p.colors] as number);
      }
    }
    return out;
  }
  if (p.bits !== 16) return undefined;
  for (let at = 0; at < out.length; at += row) {
    const end = Math.min(at + row, out.length) - 1;
    for (let i = at + p.colors * 2; i < end; i += 2) {
      out.writeUInt16BE((out.readUInt16BE(i) + out.readUInt16BE(i - p.colors * 2)) & 0xffff, i);
    }
  }
  return out;
}
