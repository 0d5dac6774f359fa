import { FILE_TYPES, type FileType } from '../../file-types.ts';
import { NotCleanable, type VerifyMember } from '../format.ts';
import { verifyMetafile } from '../metafile/metafile.ts';
import { safeHyperlink } from '../ooxml/hyperlinks.ts';
import { readCanonicalXml } from '../xml/canonical-xml.ts';
import { XML_DECLARATION } from '../xml/escape-xml.ts';
import { type CheckedMember, checkZip } from '../zip/check-zip.ts';
import { ODF_DECLARATIONS } from './namespaces.ts';
import { ODF_VOCABULARY } from './vocabulary.ts';

const PICTURE = /^Pictures\/(?:image|media)[0-9]{1,5}\.([a-z0-9]{2,4})$/;
const PART = /^(?:Object[0-9]{1,4}\/)?(content|styles|settings)\.xml$/;
const ROOTS: Record<string, RegExp> = {
  content: /^(?:office:document-content|math:math)$/,
  styles: /^office:document-styles$/,
  settings: /^office:document-settings$/,
};
/** Must never be met, whatever the lists of the cleaning side say. */
const FORBIDDEN =
  /^(?:dc|meta|script|form|officeooo):|^office:(?:annotation|meta|scripts|forms|binary-data|event-listeners)|^text:(?:tracked-changes|changed-region|author-\w+|creator|initial-creator|sender-\S+|file-name|template-name|creation-\w+|modification-\w+|print\S*|editing-\w+)|^table:(?:tracked-changes|table-source|cell-range-source)|^svg:(?:title|desc)$|^draw:(?:object-ole|applet|floating-frame|control)$/;
const MANIFEST = 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0';

/**
 * Reads a finished document with rules of its own.
 * @throws NotCleanable('residue')
 */
export async function verifyOdf(
  bytes: Buffer,
  type: FileType,
  verifyMember: VerifyMember,
): Promise<void> {
  const members = checkZip(bytes);
  const [first, ...rest] = members;
  const mime = FILE_TYPES[type].mime;
  if (first?.name !== 'mimetype' || !first.stored || first.unpack().toString() !== mime) {
    throw residue('media type');
  }
  const last = rest.pop();
  if (last?.name !== 'META-INF/manifest.xml') throw residue('manifest');
  const names = new Set(rest.map(({ name }) => name));
  checkManifest(last, names, mime);
  const used = new Set<string>();
  for (const member of rest) {
    const part = PART.exec(member.name)?.[1];
    if (part) checkPart(member, ROOTS[part] as RegExp, names, used);
    else await verifyPicture(member, verifyMember);
  }
  for (const name of names) {
    const isUsed = PART.test(name) ? used.has(name.replace(/\/?[^/]*$/, '')) : used.has(name);
    if (!isUsed && name.includes('/')) throw residue('a part out of reach');
  }
}

function checkPart(
  member: CheckedMember,
  root: RegExp,
  names: ReadonlySet<string>,
  used: Set<string>,
): void {
  const { elements, attributes, text } = ODF_VOCABULARY;
  const bytes = member.unpack();
  const head = bytes.toString('utf8', XML_DECLARATION.length, XML_DECLARATION.length + 4096);
  const rootName = /^<([a-z-]+:[a-z-]+)/.exec(head)?.[1] ?? '';
  if (!root.test(rootName)) throw residue('root');
  const start = `<${rootName}${ODF_DECLARATIONS}`;
  if (!head.startsWith(start) || !/[ />]/.test(head[start.length] ?? '')) throw residue('root');
  readCanonicalXml(bytes, {
    open(name, written, depth) {
      if (!elements.has(name) || FORBIDDEN.test(name)) throw residue('an element');
      if (depth > 256) throw residue('nesting');
      for (const [attribute, value] of written) {
        if (depth === 0 && ODF_DECLARATIONS.includes(` ${attribute}="${value}"`)) continue;
        if (!attributes.has(attribute)) throw residue('an attribute');
        if (attribute === 'xlink:href') checkLink(value.replaceAll('&amp;', '&'), member.name);
        else if (/^(?:file:|\\\\|[a-z]:[\\/])/i.test(value)) throw residue('a path');
        else if (/^(?:xml:id|draw:id|text:id)$/.test(attribute) && !/^id[0-9]+$/.test(value)) {
          throw residue('an id');
        }
      }
    },
    text(_text, parent) {
      if (!text.has(parent)) throw residue('text at a place for markup');
    },
  });

  function checkLink(target: string, source: string): void {
    if (target.startsWith('#') || safeHyperlink(target) === target) return;
    const path = source
      .split('/')
      .slice(0, -1)
      .concat(target.split('/'))
      .reduce<string[]>((steps, step) => {
        if (step === '..') steps.pop();
        else if (step !== '.') steps.push(step);
        return steps;
      }, [])
      .join('/');
    if (!names.has(path) && !names.has(`${path}/content.xml`)) throw residue('a link');
    used.add(path);
  }
}

function checkManifest(member: CheckedMember, names: ReadonlySet<string>, mime: string): void {
  const listed = new Set<string>();
  let version: string | undefined;
  readCanonicalXml(member.unpack(), {
    open(name, written, depth) {
      const own = Object.fromEntries(written);
      if (depth === 0) {
        const { 'xmlns:manifest': space, 'manifest:version': named, ...more } = own;
        const fine =
          name === 'manifest:manifest' &&
          space === MANIFEST &&
          (named === undefined || /^1\.[2-4]$/.test(named)) &&
          Object.keys(more).length === 0;
        if (!fine) throw residue('manifest');
        version = named;
        return;
      }
      const path = own['manifest:full-path'] ?? '';
      const media = own['manifest:media-type'] ?? '';
      const isRoot = path === '/' && media === mime && own['manifest:version'] === version;
      const isPart = names.has(path) || /^Object[0-9]{1,4}\/$/.test(path);
      const fine =
        name === 'manifest:file-entry' &&
        depth === 1 &&
        (isRoot ? written.length === (version ? 3 : 2) : isPart && written.length === 2) &&
        /^[a-z]+\/[a-z0-9.+-]+$/.test(media) &&
        !listed.has(path);
      if (!fine) throw residue('manifest');
      listed.add(path);
    },
  });
  for (const name of names) if (!listed.has(name)) throw residue('a part that is not listed');
}

async function verifyPicture(member: CheckedMember, verifyMember: VerifyMember): Promise<void> {
  const ending = PICTURE.exec(member.name)?.[1];
  if (ending === 'emf' || ending === 'wmf') return verifyMetafile(member.unpack(), ending);
  const type = (Object.keys(FILE_TYPES) as FileType[]).find(
    (one) =>
      FILE_TYPES[one].extension === ending && /^(?:image|video|audio)\//.test(FILE_TYPES[one].mime),
  );
  if (!type) throw residue('a part of unknown kind');
  await verifyMember(member.unpack(), type);
}

function residue(what: string): NotCleanable {
  return new NotCleanable('residue', `document: ${what}`);
}
