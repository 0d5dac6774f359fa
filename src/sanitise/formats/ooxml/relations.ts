import { SaxesParser } from 'saxes';
import { NotCleanable } from '../format.ts';
import { checkEncoding, decodeXml } from '../xml/decode-xml.ts';
import type { Member } from '../zip/read-zip.ts';

/** One relationship as the file has it. */
export interface Relation {
  id: string;
  /** Without the part that all types of a dialect share: 'image', 'hyperlink', 'ms:diagramDrawing'. */
  type: string;
  external: boolean;
  /** A part's name without leading slash, or what an external one points at. */
  target: string;
}

const ECMA = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/';
const ISO = 'http://purl.oclc.org/ooxml/officeDocument/relationships/';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships/';
const MICROSOFT = /^http:\/\/schemas\.microsoft\.com\/office\/\d{4}(?:\/\d{2})?\/relationships\//i;

/** The full name of a short type, for the types that we write. */
export function relationUri(type: string, strict: boolean): string {
  if (type === 'ms:diagramDrawing') {
    return 'http://schemas.microsoft.com/office/2007/relationships/diagramDrawing';
  }
  if (type === 'ms:media') return 'http://schemas.microsoft.com/office/2007/relationships/media';
  return (strict ? ISO : ECMA) + type;
}

function shortType(uri: string): string {
  if (uri.startsWith(ECMA)) return uri.slice(ECMA.length);
  if (uri.startsWith(ISO)) return uri.slice(ISO.length);
  if (uri.startsWith(PACKAGE)) return uri.slice(PACKAGE.length);
  return MICROSOFT.test(uri) ? `ms:${uri.replace(MICROSOFT, '')}` : uri;
}

export function isStrict(uri: string): boolean {
  return uri.startsWith(ISO);
}

/** Far more relationships than any document has. */
const MOST_ELEMENTS = 100_000;

/** Reads a small part, or the first elements of a large one, as a flat list of elements with their attributes. */
export async function readElements(
  member: Member,
  most = MOST_ELEMENTS,
): Promise<{ name: string; attributes: Record<string, string> }[]> {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser({ position: false });
  parser.on('xmldecl', ({ encoding }) => checkEncoding(encoding));
  parser.on('doctype', () => {
    throw new NotCleanable('tooComplex', 'document type declaration');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (found.length >= MOST_ELEMENTS)
      throw new NotCleanable('tooComplex', 'too many relationships');
    found.push({
      name: name.slice(name.indexOf(':') + 1),
      attributes: attributes as Record<string, string>,
    });
  });
  for await (const text of decodeXml(member.chunks())) {
    parser.write(text);
    if (found.length >= most) return found.slice(0, most);
  }
  parser.close();
  return found;
}

/** The relationships of a part; `uri` of the main one tells the dialect. */
export async function readRelations(
  member: Member,
  source: string,
): Promise<(Relation & { uri: string })[]> {
  const relations: (Relation & { uri: string })[] = [];
  for (const { name, attributes } of await readElements(member)) {
    if (name !== 'Relationship') continue;
    const external = attributes['TargetMode']?.toLowerCase() === 'external';
    const uri = attributes['Type'] ?? '';
    const target = attributes['Target'] ?? '';
    relations.push({
      id: attributes['Id'] ?? '',
      type: shortType(uri),
      uri,
      external,
      target: external ? target : partName(target, source),
    });
  }
  return relations;
}

/** Where the relationships of a part are kept. */
export function relationsPart(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A target as the name of a part; references are relative to the source part (OPC § 8.4). */
function partName(target: string, source: string): string {
  let path = target.split('#')[0] ?? '';
  try {
    path = decodeURIComponent(path);
  } catch {
    // Not an escape: some producers write a bare percent sign.
  }
  path = path.replaceAll('\\', '/');
  const steps = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** A target as written in the relationships of `source`. */
export function relativeTarget(target: string, source: string): string {
  const from = source.split('/').slice(0, -1);
  const to = target.split('/');
  while (from.length > 0 && from[0] === to[0]) {
    from.shift();
    to.shift();
  }
  return [...from.map(() => '..'), ...to].join('/');
}
