import { SaxesParser } from 'saxes';
import type { RemovalKind } from '../../outcome.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import type { Member } from '../zip/read-zip.ts';

/** The properties of a document and what they tell; those not listed count as 'other'. */
const PROPERTY_KINDS: Record<string, RemovalKind> = {
  creator: 'author',
  'initial-creator': 'author',
  'printed-by': 'author',
  lastModifiedBy: 'author',
  Manager: 'author',
  Company: 'author',
  created: 'time',
  modified: 'time',
  lastPrinted: 'time',
  'creation-date': 'time',
  date: 'time',
  'print-date': 'time',
  'editing-duration': 'time',
  TotalTime: 'time',
  title: 'description',
  subject: 'description',
  description: 'description',
  keywords: 'description',
  keyword: 'description',
  category: 'description',
  contentStatus: 'description',
  revision: 'history',
  'editing-cycles': 'history',
  version: 'history',
  identifier: 'identifier',
  Application: 'software',
  AppVersion: 'software',
  generator: 'software',
  Template: 'path',
  HyperlinkBase: 'path',
  property: 'description',
  'user-defined': 'description',
};

/** Statistics and flags that tell nothing by themselves. */
const PLAIN = new Set(
  `Pages Words Characters CharactersWithSpaces Lines Paragraphs Slides Notes HiddenSlides MMClips ScaleCrop DocSecurity
   LinksUpToDate SharedDoc HyperlinksChanged PresentationFormat HeadingPairs TitlesOfParts language`
    .trim()
    .split(/\s+/),
);

/** Counts the properties in a part that goes; a part that cannot be read counts as one. */
export async function countProperties(
  member: Member,
  depthOfProperties: number,
  removed: (kind: RemovalKind) => void,
): Promise<void> {
  let depth = 0;
  let open = '';
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {});
  parser.on('opentag', ({ name }) => {
    if (depth++ === depthOfProperties) open = name.slice(name.indexOf(':') + 1);
  });
  parser.on('closetag', () => {
    if (--depth === depthOfProperties) open = '';
  });
  parser.on('text', (text) => {
    if (open === '' || text.trim() === '' || PLAIN.has(open)) return;
    removed(PROPERTY_KINDS[open] ?? 'other');
    open = '';
  });
  for await (const text of decodeXml(member.chunks())) parser.write(text);
  parser.close();
}

/** Counts the elements of one name in a part that goes. */
export async function countElements(member: Member, name: RegExp): Promise<number> {
  let count = 0;
  const parser = new SaxesParser({ position: false });
  parser.on('error', () => {});
  parser.on('opentag', (tag) => {
    if (name.test(tag.name)) count++;
  });
  for await (const text of decodeXml(member.chunks())) parser.write(text);
  parser.close();
  return count;
}
