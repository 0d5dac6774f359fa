import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import type { RemovalKind } from '../../outcome.ts';
import { type Job, NotCleanable } from '../format.ts';

const SVG = 'http://www.w3.org/2000/svg';
const DEEPEST = 256;
const MOST_ELEMENTS = 500_000;
const SCRIPTS = new Set(['script', 'handler', 'listener']);
const ANIMATIONS = new Set(['animate', 'animateMotion', 'animateTransform', 'set']);

/** What elements of drawing programs and of Dublin Core tell, by their local name. */
const KINDS: [RegExp, RemovalKind][] = [
  [/^(creator|rights|contributor|publisher|Agent)$/, 'author'],
  [/^(date|CreateDate|ModifyDate|MetadataDate)$/, 'time'],
  [/^(title|desc|description|subject|keywords|Bag)$/, 'description'],
  [/^(CreatorTool|format|generator)$/, 'software'],
];
const PATHS = /^(docname|export-filename|absref|docbase)$/;

/**
 * Looks through a drawing for what will not be in the picture, and counts it. The drawing itself is not changed: what
 * is drawn is all that goes on.
 *
 * @throws NotCleanable for what would be lost without anybody noticing
 */
export function readSvg(text: string, job: Pick<Job, 'removed'>): { hasText: boolean } {
  let hasText = false;
  let elements = 0;
  const open: SaxesTagNS[] = [];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw new NotCleanable('damaged', `SVG: ${error.message}`);
  });
  parser.on('doctype', (doctype) => {
    for (const [name, value] of simpleEntities(doctype)) parser.ENTITIES[name] = value;
  });
  parser.on('comment', () => job.removed('comment'));
  parser.on('opentag', (tag) => {
    open.push(tag);
    if (open.length > DEEPEST || ++elements > MOST_ELEMENTS) {
      throw new NotCleanable('tooComplex', 'SVG: too deep or too long');
    }
    if (tag.uri === SVG && tag.local === 'foreignObject') {
      throw new NotCleanable('unsupported', 'SVG: holds something that is not drawn');
    }
    countElement(tag, job);
    for (const attribute of Object.values(tag.attributes)) countAttribute(attribute, job);
  });
  parser.on('text', (written) => {
    hasText ||=
      written.trim() !== '' && open.some(({ uri, local }) => uri === SVG && local === 'text');
  });
  parser.on('closetag', () => open.pop());
  parser.write(text).close();
  return { hasText };
}

function countElement({ uri, local }: SaxesTagNS, job: Pick<Job, 'removed'>): void {
  if (SCRIPTS.has(local) || ANIMATIONS.has(local)) job.removed('activeContent');
  const kind = KINDS.find(([names]) => names.test(local))?.[1];
  if (kind) job.removed(kind);
  else if (uri !== SVG && local === 'namedview') job.removed('software');
}

function countAttribute({ local, value }: SaxesAttributeNS, job: Pick<Job, 'removed'>): void {
  if (/^on[a-z]/.test(local)) job.removed('activeContent');
  else if (local === 'href' && /^(https?|ftp|file|\/\/|javascript):?/i.test(value))
    job.removed('externalLink');
  else if (PATHS.test(local)) job.removed('path');
}

/** Illustrator names its namespaces by entities. Only plain texts are taken: entities in entities are for bombs. */
function* simpleEntities(doctype: string): Generator<[string, string]> {
  for (const [, name = '', value = ''] of doctype.matchAll(
    /<!ENTITY\s+(\w+)\s+"([^"&%<]{0,200})"\s*>/g,
  )) {
    yield [name, value];
  }
}
