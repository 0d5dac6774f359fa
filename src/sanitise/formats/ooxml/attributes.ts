import type { RemovalKind } from '../../outcome.ts';
import type { Node } from '../xml/filter-xml.ts';
import type { PartContext } from './part-context.ts';

/** Attributes that go and are worth telling; all that are neither here nor on the list of what stays go as well. */
const TELLING: ReadonlyMap<string, RemovalKind> = new Map(
  (
    [
      [
        'identifier',
        `w:rsidR w:rsidRPr w:rsidRDefault w:rsidP w:rsidDel w:rsidTr w:rsidSect w14:paraId w14:textId
        wp14:anchorId wp14:editId w14:anchorId w14:editId ?uid o:spid o:gfxdata w:tplc w:rsid`,
      ],
      ['description', 'descr title alt o:title w:tooltip tooltip w:title w:descr'],
      ['externalLink', 'src href o:href r:link w:docLocation'],
      ['author', 'w:author w:initials w:ed w:edGrp'],
      ['time', 'w:date'],
      ['path', 'o:althref'],
    ] as const
  ).flatMap(([kind, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((name) => [name, kind] as const),
  ),
);

/** Attributes whose value is the id of a relationship. */
const RELATIONS = new Set(
  'r:id r:embed r:link r:pict r:href r:dm r:lo r:qs r:cs o:relid relId r:blip'.split(' '),
);

/**
 * Leaves an element's allowed attributes only, gives those that point at other parts their new ids, and says whether a
 * pointer was lost.
 */
export function filterAttributes(
  node: Node,
  allowed: ReadonlySet<string>,
  context: PartContext,
): boolean {
  let lost = false;
  const { attributes } = node;
  for (const name in attributes) {
    if (RELATIONS.has(name)) {
      // Empty on actions of a slide show that lead nowhere outside.
      if (attributes[name] === '') continue;
      const id = context.relation(attributes[name] ?? '');
      if (id === undefined) {
        delete attributes[name];
        lost = true;
      } else attributes[name] = id;
    } else if (!allowed.has(name)) {
      const kind = TELLING.get(name);
      if (kind && attributes[name] !== '') context.removed(kind);
      delete attributes[name];
    }
  }
  return lost;
}
