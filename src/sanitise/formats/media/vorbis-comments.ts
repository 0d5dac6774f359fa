import type { RemovalKind } from '../../outcome.ts';
import { kindOf } from './tag-kinds.ts';

/** Counts the fields of a Vorbis comment block (xiph.org, "Ogg Vorbis I format specification: comment field"), without a magic in front. */
export function noteComments(block: Buffer, found: (kind: RemovalKind) => void): void {
  if (block.length < 8) return;
  let at = 4 + block.readUInt32LE(0);
  if (at > 4) found('software'); // vendor
  const count = at + 4 <= block.length ? block.readUInt32LE(at) : 0;
  at += 4;
  for (let index = 0; index < count && at + 4 <= block.length; index++) {
    const length = block.readUInt32LE(at);
    const field = block.toString('utf8', at + 4, Math.min(at + 4 + length, at + 260));
    found(kindOf(field.split('=', 1)[0] ?? ''));
    at += 4 + length;
  }
}
