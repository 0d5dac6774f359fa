import { FILE_TYPES, type FileType } from '../../file-types.ts';
import { NotCleanable, type VerifyMember } from '../format.ts';
import { METAFILES, verifyMetafile } from '../metafile/metafile.ts';
import { type CanonicalHandler, readCanonicalXml } from '../xml/canonical-xml.ts';
import { XML_DECLARATION } from '../xml/escape-xml.ts';
import { type CheckedMember, checkZip } from '../zip/check-zip.ts';
import type { PackagePlan } from './clean-package.ts';
import { safeHyperlink } from './hyperlinks.ts';
import { type Dialect, declarations } from './namespaces.ts';

/** Must never be met, whatever the lists of the cleaning side say. */
const FORBIDDEN_ELEMENTS = new RegExp(
  [
    '^w:(?:rsids?|docVars?|ins|del|move(?:From|To)|\\w+Change|comment\\w*|sdt\\w*|attachedTemplate|control)$',
    '^w:(?:altChunk|subDoc|permStart|embed(?:Regular|Bold|Italic|BoldItalic))$',
    ':(?:docId|OLEObject|externalData|printSettings|creationId)$',
    '^(?:fileSharing|webPublish\\w*|externalReferences?|oleObjects?|controls|customWorkbookViews|comments?)$',
    '^(?:legacyDrawing|customProperties|scenarios|pivotCaches)$',
  ].join('|'),
);
const FORBIDDEN_ATTRIBUTES =
  /^(?:w:rsid\w*|\w+:(?:paraId|textId|anchorId|editId|uid|author|date|initials|gfxdata|spid|href|title|tooltip)|descr|title|tooltip|src|href|userName|author|lastGuid|codeName|refreshedBy|reservedBy)$/;
const GUID = /\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?/i;
const LOCAL_PATH = /^(?:file:|\\\\|[a-z]:[\\/])/i;

/** A picture's, sound's or film's type by the ending of its name, which its own check confirms. */
const MEDIA: Record<string, FileType> = {
  png: 'png',
  jpg: 'jpeg',
  gif: 'gif',
  tif: 'tiff',
  bmp: 'bmp',
  webp: 'webp',
  mp4: 'mp4',
  mov: 'mov',
  avi: 'avi',
  mp3: 'mp3',
  wav: 'wav',
  m4a: 'm4a',
  aiff: 'aiff',
  ogg: 'ogg',
};

/**
 * Reads a finished document with rules of its own: the archive's form, the kind and name of each part, its relationships,
 * each element and attribute, each picture.
 * @throws NotCleanable('residue')
 */
export async function verifyPackage(
  bytes: Buffer,
  plan: PackagePlan,
  verifyMember: VerifyMember,
): Promise<void> {
  const members = new Map(checkZip(bytes).map((member) => [member.name, member]));
  const types = contentTypes(take(members, '[Content_Types].xml'));
  const roots = relations(take(members, '_rels/.rels'));
  const [start] = roots.values();
  if (roots.size !== 1 || !start || start.external) throw residue('start of the package');
  const dialect: Dialect = start.type.includes('purl.oclc.org') ? 'strict' : 'transitional';
  if (!start.type.endsWith('/officeDocument')) throw residue('start of the package');

  const reached = new Set<string>();
  const queue = [start.target];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const member = take(members, name);
    if (name.includes('/media/')) {
      await verifyPicture(member, verifyMember);
      continue;
    }
    const relationsMember = members.get(relationsName(name));
    const links = relationsMember ? relations(relationsMember) : new Map<string, Link>();
    if (relationsMember) members.delete(relationsMember.name);
    const kind = Object.values(plan.parts).find(
      ({ contentType, path, single }) =>
        contentType === types.get(name) &&
        new RegExp(`^${path}${single ? '' : '[0-9]{1,5}'}\\.(?:xml|vml)$`).test(name),
    );
    if (!kind) throw residue('a part of unknown kind');
    for (const { type, target, external } of links.values()) {
      const short = type.replace(/^.*\/relationships\//, '');
      if (!kind.relations[short] && !kind.relations[`ms:${short}`]) throw residue('a relationship');
      if (external && (short !== 'hyperlink' || safeHyperlink(target) !== target)) {
        throw residue('an external target');
      }
      if (!external) queue.push(resolved(target, name));
    }
    const start = `<${kind.root}${declarations(kind.family ?? plan.family, dialect)}`;
    checkPart(member.unpack(), start, plan, links);
  }
  for (const name of types.keys()) if (!reached.has(name)) throw residue('a type without a part');
  for (const name of members.keys()) if (!reached.has(name)) throw residue('a part out of reach');

  function take(all: Map<string, CheckedMember>, name: string): CheckedMember {
    const member = all.get(name);
    if (!member) throw residue('a part that is not there');
    all.delete(name);
    return member;
  }
}

function checkPart(
  bytes: Buffer,
  start: string,
  plan: PackagePlan,
  links: Map<string, Link>,
): void {
  const { elements, attributes, text } = plan.vocabulary;
  const head = bytes.toString('utf8', 0, XML_DECLARATION.length + start.length + 1);
  if (!head.startsWith(XML_DECLARATION + start) || !/[ />]$/.test(head)) throw residue('root');
  const handler: CanonicalHandler = {
    open(name, written, depth) {
      const known = elements.has(name) || /^mc:(?:AlternateContent|Choice|Fallback)$/.test(name);
      if (!known || FORBIDDEN_ELEMENTS.test(name)) throw residue('an element');
      if (depth > 256) throw residue('nesting');
      for (const [attribute, value] of written) {
        if (depth === 0 && start.includes(` ${attribute}="${value}"`)) continue;
        checkAttribute(name, attribute, value, attributes, links);
      }
    },
    text(_text, parent) {
      if (!text.has(parent)) throw residue('text at a place for markup');
    },
  };
  readCanonicalXml(bytes, handler);
}

function checkAttribute(
  element: string,
  name: string,
  value: string,
  allowed: ReadonlySet<string>,
  links: Map<string, Link>,
): void {
  if (element === 'mc:Choice' && name === 'Requires') {
    if (!/^[a-z0-9 ]+$/.test(value)) throw residue('a requirement');
    return;
  }
  if (/^r:\w+$/.test(name) || name === 'o:relid') {
    if (!links.has(value) && value !== '') throw residue('a dangling relationship');
    return;
  }
  if (name === 'relId') return;
  if (!allowed.has(name) || FORBIDDEN_ATTRIBUTES.test(name)) throw residue('an attribute');
  if (LOCAL_PATH.test(value)) throw residue('a path');
  // Well-known numbers of table styles and extensions are no residue; those made for one document are.
  const unique = GUID.test(value) && !/^\{[0-]+\d{1,12}\}$/.test(value);
  if (unique && !/^(?:uri|def|styleId)$/.test(name)) throw residue('a unique id');
}

interface Link {
  type: string;
  target: string;
  external: boolean;
}

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';

function relations(member: CheckedMember): Map<string, Link> {
  const links = new Map<string, Link>();
  readCanonicalXml(member.unpack(), {
    open(name, written, depth) {
      const own = Object.fromEntries(written);
      if (depth === 0) {
        if (name !== 'Relationships' || own['xmlns'] !== RELATIONSHIPS || written.length !== 1) {
          throw residue('relationships');
        }
        return;
      }
      const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode, ...more } = own;
      const fine =
        depth === 1 &&
        name === 'Relationship' &&
        /^rId[0-9]{1,6}$/.test(id) &&
        !links.has(id) &&
        (mode === undefined || mode === 'External') &&
        Object.keys(more).length === 0;
      if (!fine) throw residue('a relationship');
      links.set(id, {
        type,
        target: target.replaceAll('&amp;', '&'),
        external: mode !== undefined,
      });
    },
  });
  return links;
}

function contentTypes(member: CheckedMember): Map<string, string> {
  const types = new Map<string, string>();
  readCanonicalXml(member.unpack(), {
    open(name, written, depth) {
      const own = Object.fromEntries(written);
      if (depth === 0) {
        if (name !== 'Types' || own['xmlns'] !== TYPES || written.length !== 1)
          throw residue('types');
      } else if (depth === 1 && name === 'Override' && written.length === 2) {
        types.set((own['PartName'] ?? '').slice(1), own['ContentType'] ?? '');
      } else if (depth === 1 && name === 'Default' && written.length === 2) {
        const { Extension: extension, ContentType: type } = own;
        const known = [...Object.values(FILE_TYPES), ...Object.values(METAFILES)].some(
          (one) => one.extension === extension && one.mime === type,
        );
        if (!known && !/^(?:rels|xml|vml)$/.test(extension ?? '')) throw residue('types');
      } else throw residue('types');
    },
  });
  return types;
}

async function verifyPicture(member: CheckedMember, verifyMember: VerifyMember): Promise<void> {
  const [, ending = ''] =
    /^\w+\/media\/(?:image|media)[0-9]{1,5}\.([a-z0-9]+)$/.exec(member.name) ?? [];
  if (ending === 'emf' || ending === 'wmf') return verifyMetafile(member.unpack(), ending);
  const type = MEDIA[ending];
  if (!type) throw residue('a picture of unknown type');
  await verifyMember(member.unpack(), type);
}

function relationsName(part: string): string {
  return part.replace(/([^/]*)$/, '_rels/$1.rels');
}

function resolved(target: string, source: string): string {
  const path = source.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else path.push(step);
  }
  return path.join('/');
}

function residue(what: string): NotCleanable {
  return new NotCleanable('residue', `document: ${what}`);
}
