import { must, residue } from '../media/residue.ts';

/** By id in hexadecimal: most bytes of a number, a look at the content, or children. */
export type Tree = { [id: string]: number | ((content: Buffer) => boolean) | Tree };

/** The direct children; everything below is looked at too. Sizes must be known and fill the parent. */
export function walk(content: Buffer, tree: Tree): [string, Buffer][] {
  const children: [string, Buffer][] = [];
  let rest = content;
  while (rest.length > 0) {
    const { id, size, head } = headOf(rest);
    must(size <= rest.length - head, 'an element is cut');
    const inner = rest.subarray(head, head + size);
    const known = Object.hasOwn(tree, id) ? tree[id] : undefined;
    if (known === undefined) residue(`element ${id}`);
    else if (typeof known === 'number') must(size <= known, `element ${id} is no number`);
    else if (typeof known === 'function')
      must(known(inner), `element ${id} holds more than it may`);
    else walk(inner, known);
    children.push([id, inner]);
    rest = rest.subarray(head + size);
  }
  return children;
}

/** Id and size of at most twelve bytes. */
export function headOf(bytes: Buffer): { id: string; size: number; head: number } {
  const idLength = Math.clz32((bytes[0] ?? 0) << 24) + 1;
  const sizeLength = Math.clz32((bytes[idLength] ?? 0) << 24) + 1;
  const head = idLength + sizeLength;
  must(idLength <= 4 && sizeLength <= 8 && bytes.length >= head, 'an element head');
  const digits = BigInt(`0x${bytes.toString('hex', idLength, head)}`);
  const size = digits - (1n << BigInt(7 * sizeLength));
  must(size < (1n << BigInt(7 * sizeLength)) - 1n, 'an element without size');
  return { id: bytes.toString('hex', 0, idLength), size: Number(size), head };
}
