import type { Output } from '../format.ts';
import { valueText } from './serialise.ts';
import { isDict, PdfName, PdfRef, PdfStream, type PdfValue } from './values.ts';

/** The document being made. Objects that are equal to the byte become one. */
export interface NewFile {
  /** Adds an object whose references were made by this file; a stream gets its length. */
  add(value: PdfValue): PdfRef;
  /** The object behind a reference of this file. */
  get(value: PdfValue): PdfValue;
  /** Writes what the pages lead to; everything else that was added is left out. */
  write(pages: PageEntry[], output: Output): Promise<void>;
}

/** A page's dictionary without Type and Parent. */
export type PageEntry = ReadonlyMap<string, PdfValue>;

// One fixed line: the original's version and the writing program are nobody's business. The second line's high bytes
// tell transports that the file is binary (ISO 32000-1 § 7.5.2).
const HEADER = '%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n';
const PIECE = 1 << 16;

export function newFile(): NewFile {
  const objects: PdfValue[] = [null];
  const known = new Map<string, PdfRef[]>();

  function add(value: PdfValue): PdfRef {
    if (value instanceof PdfStream) value.dict.set('Length', value.raw.length);
    const text = valueText(value);
    const twins = known.get(text) ?? [];
    const raw = value instanceof PdfStream ? value.raw : undefined;
    for (const twin of twins) {
      const other = objects[twin.number];
      const same = raw
        ? other instanceof PdfStream && raw.equals(other.raw)
        : !(other instanceof PdfStream);
      if (same) return twin;
    }
    const reference = new PdfRef(objects.push(value) - 1);
    known.set(text, [...twins, reference]);
    return reference;
  }

  async function write(pages: PageEntry[], output: Output): Promise<void> {
    const tree = new PdfRef(objects.push(null) - 1);
    const kids = pages.map((page) => {
      const dict = new Map<string, PdfValue>([
        ['Type', new PdfName('Page')],
        ['Parent', tree],
        ...page,
      ]);
      return new PdfRef(objects.push(dict) - 1);
    });
    const root: PdfValue = new Map<string, PdfValue>([
      ['Type', new PdfName('Catalog')],
      ['Pages', tree],
    ]);
    objects[tree.number] = new Map<string, PdfValue>([
      ['Type', new PdfName('Pages')],
      ['Count', kids.length],
      ['Kids', kids],
    ]);
    const start = new PdfRef(objects.push(root) - 1);
    await writeFrom(start, objects, output);
  }

  const get = (value: PdfValue): PdfValue =>
    value instanceof PdfRef ? (objects[value.number] ?? null) : value;

  return { add, get, write };
}

/** Objects in the order in which a reader meets them, so that the same content always gets the same numbers. */
function orderFrom(start: PdfRef, objects: PdfValue[]): { order: number[]; numbers: Int32Array } {
  const numbers = new Int32Array(objects.length);
  const order: number[] = [];
  const waiting: PdfValue[] = [start];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (value instanceof PdfRef) {
      if (numbers[value.number]) continue;
      numbers[value.number] = order.push(value.number);
      waiting.push(objects[value.number] ?? null);
    } else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) waiting.push(value[i] as PdfValue);
    } else {
      const dict = value instanceof PdfStream ? value.dict : value;
      if (isDict(dict)) waiting.push(...[...dict.values()].reverse());
    }
  }
  return { order, numbers };
}

async function writeFrom(start: PdfRef, objects: PdfValue[], output: Output): Promise<void> {
  const { order, numbers } = orderFrom(start, objects);
  const renumber = (reference: PdfRef): number => numbers[reference.number] as number;
  const offsets: number[] = [];
  let [written, pending, size] = [0, [] as Buffer[], 0];
  const put = async (bytes: Buffer): Promise<void> => {
    pending.push(bytes);
    size += bytes.length;
    if (size < PIECE) return;
    const piece = pending.length === 1 ? bytes : Buffer.concat(pending);
    [pending, size, written] = [[], 0, written + piece.length];
    await output(piece);
  };
  await put(Buffer.from(HEADER, 'latin1'));
  for (const [index, original] of order.entries()) {
    offsets.push(written + size);
    const value = objects[original] as PdfValue;
    const text = `${index + 1} 0 obj\n${valueText(value, renumber)}\n`;
    if (value instanceof PdfStream) {
      await put(Buffer.from(`${text}stream\n`, 'latin1'));
      await put(value.raw);
      await put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
    } else await put(Buffer.from(`${text}endobj\n`, 'latin1'));
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const total = offsets.length + 1;
  const table = `xref\n0 ${total}\n0000000000 65535 f \n${rows.join('')}`;
  const trailer = `trailer\n<</Size ${total}/Root 1 0 R>>\nstartxref\n${written + size}\n%%EOF\n`;
  await put(Buffer.from(table + trailer, 'latin1'));
  if (size > 0) await output(Buffer.concat(pending));
}
