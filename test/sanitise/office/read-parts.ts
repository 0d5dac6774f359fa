import { checkZip } from '../../../src/sanitise/formats/zip/check-zip.ts';

/** The parts of a cleaned archive by name. */
export function partsOf(file: Buffer): Map<string, Buffer> {
  return new Map(checkZip(file).map((member) => [member.name, member.unpack()]));
}

/** @throws when there is no such part */
export function textOf(file: Buffer, part: string): string {
  const bytes = partsOf(file).get(part);
  if (!bytes) throw new Error(`no part ${part}`);
  return bytes.toString('utf8');
}
