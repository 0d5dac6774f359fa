import { type Job, NotCleanable, type Output } from '../format.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import { escapeAttribute, XML_DECLARATION } from '../xml/escape-xml.ts';
import { type Policy, type XmlFilter, xmlFilter } from '../xml/filter-xml.ts';
import { describe, MEDIA_TYPES, PICTURE_TYPES, pictures } from '../zip/pictures.ts';
import type { Archive, Member } from '../zip/read-zip.ts';
import { type ZipWriter, zipWriter } from '../zip/write-zip.ts';
import { countDropped } from './count-dropped.ts';
import { firstSeen } from './first-seen.ts';
import { safeHyperlink } from './hyperlinks.ts';
import { type Dialect, type Family, NAMESPACES } from './namespaces.ts';
import type { PartContext } from './part-context.ts';
import type { PartKind } from './part-kinds.ts';
import {
  isStrict,
  type Relation,
  readRelations,
  relationsPart,
  relationUri,
  relativeTarget,
} from './relations.ts';
import type { Vocabulary } from './vocabulary.ts';

export type OoxmlPolicy = Policy & { end(filter: XmlFilter): void };

/** What tells one family of documents from another. */
export interface PackagePlan {
  family: Family;
  folder: string;
  parts: Record<string, PartKind>;
  vocabulary: Vocabulary;
  policy(context: PartContext, dialect: Dialect, kind: string): OoxmlPolicy;
}

interface Part {
  member: Member;
  kind: string;
  /** In the cleaned file. */
  name: string;
  /** Relationships of the part that led here; a diagram's data point at its drawing by them. */
  parent?: Links;
}

/** The relationships of one part on their way into the cleaned file. */
interface Links {
  use(id: string): string | undefined;
  /** The new id of one that is in use already. */
  known(id: string): string | undefined;
  written: { id: string; type: string; target: string; external: boolean }[];
}

/**
 * Writes a document anew from its start: only parts that are reached over allowed relationships, each through the rules
 * of its kind.
 */
export async function cleanPackage(
  archive: Archive,
  output: Output,
  job: Job,
  plan: PackagePlan,
): Promise<void> {
  const roots = await relationsOf(archive, '');
  if (roots.some(({ type }) => type === 'digital-signature/origin')) {
    throw new NotCleanable('signed', 'digital signature');
  }
  const start = roots.find(({ type }) => type === 'officeDocument');
  const mainMember = start && archive.members.get(start.target);
  if (!start || !mainMember) throw new NotCleanable('damaged', 'no main part');
  const dialect: Dialect = isStrict(start.uri) ? 'strict' : 'transitional';
  const zip = zipWriter(output);
  const images = pictures(archive, job, `${plan.folder}/media`);
  const parts = new Map<string, Part>();
  const counts = new Map<string, number>();
  const queue: Part[] = [];
  const late: Part[] = [];
  const strings = new Set<number>();
  const rename = {
    bookmark: firstSeen((old, count) => `${/^_(?:Toc|Ref|Hlk)?/.exec(old)?.[0] ?? 'b'}${count}`),
    model: firstSeen((_old, count) => String(count)),
    rule: firstSeen(
      (_old, count) => `{00000000-0000-0000-0000-${String(count).padStart(12, '0')}}`,
    ),
  };

  function part(member: Member, kindName: string, parent?: Links): Part {
    const known = parts.get(member.name);
    if (known) {
      if (known.kind !== kindName) throw new NotCleanable('damaged', 'one part of two kinds');
      return known;
    }
    const kind = plan.parts[kindName];
    if (!kind) throw new Error(`no kind ${kindName}`);
    const count = (counts.get(kind.path) ?? 0) + 1;
    counts.set(kind.path, count);
    if (kind.single && count > 1) throw new NotCleanable('damaged', 'two parts of a kind');
    const name = `${kind.path}${kind.single ? '' : count}.${kind.extension ?? 'xml'}`;
    const made: Part = { member, kind: kindName, name, ...(parent ? { parent } : {}) };
    parts.set(member.name, made);
    (kind.last ? late : queue).push(made);
    return made;
  }

  /** Gets everything ready that a part may point at, so that its text can be filtered in one go. */
  async function links(source: Part, kind: PartKind): Promise<Links> {
    const candidates = new Map<string, () => { target: string; external: boolean; type: string }>();
    const ids = new Map<string, string>();
    const result: Links = { use, known: (id) => ids.get(id), written: [] };
    function use(id: string): string | undefined {
      const known = ids.get(id);
      if (known) return known;
      const candidate = candidates.get(id);
      if (!candidate) return undefined;
      const renamed = `rId${result.written.length + 1}`;
      ids.set(id, renamed);
      result.written.push({ id: renamed, ...candidate() });
      return renamed;
    }
    const implied: string[] = [];
    for (const relation of await relationsOf(archive, source.member.name)) {
      const allowed = kind.relations[relation.type];
      const target = allowed && (await targetOf(relation, allowed.to, result));
      if (!target) continue;
      candidates.set(relation.id, target);
      if (allowed.implied) implied.push(relation.id);
    }
    for (const id of implied) use(id);
    return result;
  }

  async function targetOf(relation: Relation, to: string, from: Links) {
    const { type, external } = relation;
    if (to === 'hyperlink') {
      const safe = external ? safeHyperlink(relation.target) : undefined;
      return safe ? () => ({ target: safe, external: true, type }) : undefined;
    }
    if (external) return undefined;
    if (to === 'picture' || to === 'media') {
      const picture = await images.clean(relation.target);
      return picture ? () => ({ target: images.use(picture), external: false, type }) : undefined;
    }
    const member = archive.members.get(relation.target);
    if (!member) return undefined;
    return () => ({ target: part(member, to, from).name, external: false, type });
  }

  async function clean(source: Part): Promise<void> {
    const kind = plan.parts[source.kind] as PartKind;
    const own = await links(source, kind);
    const context: PartContext = {
      family: kind.family ?? plan.family,
      root: kind.root,
      removed: (found, count) => job.removed(found, count),
      relation: (id) =>
        own.use(id) ?? (source.kind === 'diagramData' ? source.parent?.known(id) : undefined),
      rename,
      strings,
    };
    const policy = plan.policy(context, dialect, source.kind);
    await zip.add(source.name, filtered(source.member, policy), 'deflated');
    if (own.written.length > 0) {
      await addText(zip, relationsPart(source.name), relationsText(own, source.name, dialect));
    }
    for (const picture of images.unwritten()) {
      await zip.add(picture.name as string, once(picture.bytes as Buffer), 'stored');
      picture.bytes = undefined;
    }
  }

  const main = part(mainMember, 'main');
  await addText(zip, '_rels/.rels', rootRelations(main.name, dialect));
  for (let next = queue.shift() ?? late.shift(); next; next = queue.shift() ?? late.shift()) {
    await clean(next);
  }
  await addText(zip, '[Content_Types].xml', contentTypes([...parts.values()], plan));
  await zip.finish();
  await countDropped(archive, plan.parts, parts, images.isShown, job);
}

async function relationsOf(archive: Archive, source: string) {
  const member = archive.members.get(relationsPart(source));
  return member ? await readRelations(member, source) : [];
}

async function* filtered(member: Member, policy: OoxmlPolicy): AsyncGenerator<Uint8Array> {
  const filter = xmlFilter(policy, NAMESPACES);
  for await (const piece of decodeXml(member.chunks())) {
    filter.write(piece);
    const ready = filter.take();
    if (ready !== '') yield Buffer.from(ready);
  }
  policy.end(filter);
  yield Buffer.from(filter.end());
}

function relationsText(links: Links, source: string, dialect: Dialect): string {
  const lines = links.written.map(({ id, type, target, external }) => {
    const to = escapeAttribute(external ? target : relativeTarget(target, source));
    const uri = relationUri(type, dialect === 'strict');
    return `<Relationship Id="${id}" Type="${uri}" Target="${to}"${external ? ' TargetMode="External"' : ''}/>`;
  });
  return `${RELATIONSHIPS}${lines.join('')}</Relationships>`;
}

const RELATIONSHIPS = `${XML_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`;

function rootRelations(main: string, dialect: Dialect): string {
  const uri = relationUri('officeDocument', dialect === 'strict');
  return `${RELATIONSHIPS}<Relationship Id="rId1" Type="${uri}" Target="${main}"/></Relationships>`;
}

function contentTypes(parts: Part[], plan: PackagePlan): string {
  return [
    XML_DECLARATION,
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    ...[...PICTURE_TYPES, ...MEDIA_TYPES, 'emf' as const, 'wmf' as const].map((type) => {
      const { extension, mime } = describe(type);
      return `<Default Extension="${extension}" ContentType="${mime}"/>`;
    }),
    ...parts.map(({ name, kind }) => {
      return `<Override PartName="/${name}" ContentType="${plan.parts[kind]?.contentType}"/>`;
    }),
    '</Types>',
  ].join('');
}

async function addText(zip: ZipWriter, name: string, text: string): Promise<void> {
  await zip.add(name, once(Buffer.from(text)), 'deflated');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
