import { box, damaged, u32 } from './boxes.ts';
import type { Found } from './entry-plan.ts';

/** Brands of standards (mp4ra.org); others name a maker's product line. */
const STANDARD =
  /^(?:isom|iso[2-9a-c]|mp4[12]|avc1|hvc1|hev1|av01|qt {2}|M4[AVB] |3g[p2][4-9a-c]|3gr6|3gs[67]|dash|cmfc|cmf2|msdh|msix|dby1|mp71)$/;
const MOST = 32;

/** `ftyp` (ISO 14496-12 § 4.3) with brands of standards only and no minor version. */
export function rebuildBrands(body: Buffer | undefined, found: Found): Buffer {
  if (!body) return box('ftyp', Buffer.from('qt  '), u32(0), Buffer.from('qt  '));
  if (body.length < 8) throw damaged('ftyp is cut');
  const major = body.toString('latin1', 0, 4);
  const compatible = new Set<string>();
  for (let at = 8; at + 4 <= body.length; at += 4)
    compatible.add(body.toString('latin1', at, at + 4));
  compatible.delete('\0\0\0\0');
  const kept = [...compatible].filter((brand) => STANDARD.test(brand)).slice(0, MOST);
  if (kept.length < compatible.size || !STANDARD.test(major)) found('software');
  const first = STANDARD.test(major) ? major : (kept[0] ?? 'isom');
  return box(
    'ftyp',
    Buffer.from(first),
    u32(0),
    Buffer.from((kept.length ? kept : [first]).join('')),
  );
}
