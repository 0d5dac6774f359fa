import type { Job } from '../format.ts';
import type { Archive, Member } from '../zip/read-zip.ts';
import { safeHyperlink } from './hyperlinks.ts';
import { DROPPED_RELATIONS, type PartKind } from './part-kinds.ts';
import { countElements, countProperties } from './properties.ts';
import { type Relation, readRelations, relationsPart } from './relations.ts';

/** Counts what was left out as a whole: relationships that are not allowed, and parts that nothing leads to. */
export async function countDropped(
  archive: Archive,
  kinds: Record<string, PartKind>,
  kept: ReadonlyMap<string, { kind: string }>,
  isShown: (part: string) => boolean,
  job: Job,
): Promise<void> {
  const reached = new Set<string>(['[Content_Types].xml']);
  const queue = [''];
  for (let source = queue.shift(); source !== undefined; source = queue.shift()) {
    const member = archive.members.get(relationsPart(source));
    if (!member || reached.has(member.name)) continue;
    reached.add(member.name);
    const kind = kinds[kept.get(source)?.kind ?? ''];
    // Relationships of parts that go are not counted again.
    const counts = source === '' || kind !== undefined;
    for (const relation of await readRelations(member, source)) {
      if (counts)
        await countRelation(relation, source === '' ? undefined : kind, archive, isShown, job);
      if (relation.external || reached.has(relation.target)) continue;
      reached.add(relation.target);
      queue.push(relation.target);
    }
  }
  for (const name of archive.members.keys()) if (!reached.has(name)) job.removed('other');
  if (archive.timed) job.removed('time');
  if (archive.strayBytes > 0) job.removed('trailingData');
}

async function countRelation(
  relation: Relation,
  kind: PartKind | undefined,
  archive: Archive,
  isShown: (part: string) => boolean,
  job: Job,
): Promise<void> {
  const { type, external, target } = relation;
  if (!kind && type === 'officeDocument') return;
  if (external) {
    const kept = kind?.relations[type]?.to === 'hyperlink' && safeHyperlink(target) === target;
    if (!kept) job.removed(/^(file:|\\\\|[a-z]:)/i.test(target) ? 'path' : 'externalLink');
    return;
  }
  const allowed = kind?.relations[type];
  if (allowed) {
    // A picture that nothing shows any more is one that was taken out.
    if (allowed.to === 'picture' && archive.members.has(target) && !isShown(target))
      job.removed('history');
    return;
  }
  const member = archive.members.get(target);
  const counted = DROPPED_RELATIONS[type];
  if (counted === undefined) job.removed('other');
  else if (counted !== null) job.removed(counted);
  else if (member) await countWithin(type, member, job);
}

async function countWithin(type: string, member: Member, job: Job): Promise<void> {
  if (/-properties$/.test(type)) {
    await countProperties(member, 1, (kind) => job.removed(kind));
  } else if (/comment$|comments$/i.test(type)) {
    const count = await countElements(member, /^(\w+:)?(comment|cm|threadedComment)$/);
    if (count > 0) job.removed('comment', count);
  }
}
