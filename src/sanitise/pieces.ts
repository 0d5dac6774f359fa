/**
 * How the result of a large file is told. Most of a film is what stood in the file, so its cleaner says where that
 * stands instead of sending it through a pipe, and whoever reads the result takes it from the file. Each piece begins
 * with a head: one byte that tells its kind, then two numbers of six bytes, its length and, when it is kept, where it
 * stands in the file. New bytes follow their head.
 */
export interface Piece {
  /** Where it stands in the file that was sent; `undefined` for new bytes, which follow. */
  readonly at: number | undefined;
  readonly length: number;
}

export const HEAD = 13;
const NEW = 0;
const KEPT = 1;

/** Says that a stream of pieces is not one; no honest cleaner sends that. */
export class NoPiece extends Error {
  override name = 'NoPiece';
}

export function headOf({ at, length }: Piece): Buffer {
  const head = Buffer.alloc(HEAD);
  head[0] = at === undefined ? NEW : KEPT;
  head.writeUIntBE(length, 1, 6);
  head.writeUIntBE(at ?? 0, 7, 6);
  return head;
}

/**
 * Reads a head as if an attacker had written it.
 * @param size of the file that was sent
 * @throws NoPiece
 */
export function pieceOf(head: Buffer, size: number): Piece {
  const length = head.readUIntBE(1, 6);
  if (length === 0) throw new NoPiece('nothing');
  if (head[0] === NEW) return { at: undefined, length };
  const at = head.readUIntBE(7, 6);
  if (head[0] !== KEPT || at + length > size) throw new NoPiece('no kind, or outside the file');
  return { at, length };
}
