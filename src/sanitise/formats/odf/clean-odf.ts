import { FILE_TYPES, type FileType } from '../../file-types.ts';
import { type Job, NotCleanable, type Output } from '../format.ts';
import { countProperties } from '../ooxml/properties.ts';
import { readElements } from '../ooxml/relations.ts';
import { decodeXml } from '../xml/decode-xml.ts';
import { XML_DECLARATION } from '../xml/escape-xml.ts';
import { xmlFilter } from '../xml/filter-xml.ts';
import { describe, type Picture, pictures } from '../zip/pictures.ts';
import type { Archive, Member } from '../zip/read-zip.ts';
import { zipWriter } from '../zip/write-zip.ts';
import { countLeftOut } from './count-left-out.ts';
import { ODF_NAMESPACES } from './namespaces.ts';
import { type OdfContext, odfPolicy, odfRename } from './rules.ts';

/** The parts of a document and of each object in it, with the elements that may be their roots. */
const PARTS: Record<string, ReadonlySet<string>> = {
  'content.xml': new Set(['office:document-content', 'math:math']),
  'styles.xml': new Set(['office:document-styles']),
  'settings.xml': new Set(['office:document-settings']),
};

/** An object in the document (a chart, a formula, a table) is a document again, in a folder of its own. */
const MOST_OBJECTS = 1000;

interface Folder {
  from: string;
  to: string;
}

/** Writes an OpenDocument file anew: content, styles, the settings that matter, and what they show. */
export async function cleanOdf(archive: Archive, output: Output, job: Job): Promise<void> {
  await refuse(archive);
  const zip = zipWriter(output);
  const images = pictures(archive, job, 'Pictures');
  const folders = new Map<string, Folder>();
  const queue: Folder[] = [{ from: '', to: '' }];
  const entries: { path: string; type: string }[] = [];
  const rename = odfRename();
  const used = new Set<string>();
  const version = await versionOf(archive);
  await zip.add('mimetype', bytesOf(FILE_TYPES[job.type].mime), 'stored');

  function object(from: string): Folder {
    const known = folders.get(from);
    if (known) return known;
    if (folders.size >= MOST_OBJECTS) throw new NotCleanable('tooComplex', 'too many objects');
    const made = { from, to: `Object${folders.size + 1}/` };
    folders.set(from, made);
    queue.push(made);
    return made;
  }

  /** Gets the pictures ready that a part shows, so that it can be filtered in one go. */
  async function ready(member: Member, folder: Folder): Promise<Map<string, Picture>> {
    const found = new Map<string, Picture>();
    for (const target of await targets(member)) {
      const path = resolved(target, folder.from);
      if (path === undefined || !archive.members.has(path) || path.endsWith('.xml')) continue;
      const picture = await images.clean(path);
      if (picture) found.set(target, picture);
    }
    return found;
  }

  async function clean(folder: Folder, part: string, roots: ReadonlySet<string>): Promise<void> {
    const member = archive.members.get(folder.from + part);
    if (!member) return;
    used.add(member.name);
    const found = await ready(member, folder);
    const up = '../'.repeat(folder.to.split('/').length - 1);
    const context: OdfContext = {
      roots,
      named: job.type === 'odt',
      removed: (kind, count) => job.removed(kind, count),
      version,
      rename,
      inner(target) {
        const path = resolved(target, folder.from);
        const picture = found.get(target);
        if (path === undefined) return undefined;
        used.add(path);
        if (picture) return up + images.use(picture);
        return archive.members.has(`${path}/content.xml`)
          ? `${up || './'}${object(`${path}/`).to.slice(0, -1)}`
          : undefined;
      },
    };
    const path = folder.to + part;
    entries.push({ path, type: 'text/xml' });
    await zip.add(path, filtered(member, context), 'deflated');
    for (const picture of images.unwritten()) {
      const name = picture.name as string;
      entries.push({ path: name, type: describe(picture.type).mime });
      await zip.add(name, bytesOf(picture.bytes as Buffer), 'stored');
      picture.bytes = undefined;
    }
  }

  for (let next = queue.shift(); next; next = queue.shift()) {
    if (!archive.members.has(`${next.from}content.xml`))
      throw new NotCleanable('damaged', 'no content');
    if (next.to !== '') entries.push({ path: next.to, type: await objectType(archive, next.from) });
    for (const [part, roots] of Object.entries(PARTS)) await clean(next, part, roots);
  }
  await zip.add('META-INF/manifest.xml', bytesOf(manifest(job.type, entries, version)), 'deflated');
  await zip.finish();
  await countMeta(archive, job);
  countLeftOut(archive, used, job);
}

async function countMeta(archive: Archive, job: Job): Promise<void> {
  for (const [name, member] of archive.members) {
    if (/(^|\/)meta\.xml$/.test(name))
      await countProperties(member, 2, (kind) => job.removed(kind));
  }
}

/** What cannot be read, and what names its signer. */
async function refuse(archive: Archive): Promise<void> {
  if (archive.members.has('META-INF/documentsignatures.xml')) {
    throw new NotCleanable('signed', 'digital signature');
  }
  const manifest = archive.members.get('META-INF/manifest.xml');
  const elements = manifest ? await readElements(manifest) : [];
  if (elements.some(({ name }) => name === 'encryption-data')) {
    throw new NotCleanable('encrypted', 'a password is needed');
  }
}

async function* filtered(member: Member, context: OdfContext): AsyncGenerator<Uint8Array> {
  const filter = xmlFilter(odfPolicy(context), ODF_NAMESPACES);
  for await (const piece of decodeXml(member.chunks())) {
    filter.write(piece);
    const ready = filter.take();
    if (ready !== '') yield Buffer.from(ready);
  }
  yield Buffer.from(filter.end());
}

/** All attribute values that look like the place of something inside the document. */
async function targets(member: Member): Promise<Set<string>> {
  const found = new Set<string>();
  let rest = '';
  for await (const piece of decodeXml(member.chunks())) {
    const text = rest + piece;
    for (const [, , target = ''] of text.matchAll(/href\s*=\s*(["'])(.*?)\1/gs)) {
      if (target !== '' && !target.startsWith('#')) found.add(unescaped(target));
    }
    rest = text.slice(-1024);
  }
  return found;
}

function unescaped(value: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
  return value.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name) => names[name] ?? whole);
}

/** The name of a member that a reference means, or undefined for one that leads out of the document. */
function resolved(target: string, folder: string): string | undefined {
  if (target === '' || /^[a-z][a-z0-9+.-]+:|^\/|^#/i.test(target)) return undefined;
  const path = folder.split('/').slice(0, -1);
  let decoded = target;
  try {
    decoded = decodeURIComponent(target);
  } catch {
    // A bare percent sign.
  }
  for (const step of decoded.split('/')) {
    if (step === '..' && path.pop() === undefined) return undefined;
    else if (step !== '.' && step !== '..' && step !== '') path.push(step);
  }
  return path.join('/');
}

/**
 * The version of the format, from 1.2 on, when manifests began to name it. LibreOffice does not open a file whose parts and
 * manifest name different ones.
 */
async function versionOf(archive: Archive): Promise<string | undefined> {
  const content = archive.members.get('content.xml');
  const [root] = content ? await readElements(content, 1) : [];
  const named = Object.entries(root?.attributes ?? {}).find(([name]) => name.endsWith(':version'));
  return /^1\.[2-4]$/.exec(named?.[1] ?? '')?.[0];
}

/** The media type of an object by what is in it. */
async function objectType(archive: Archive, folder: string): Promise<string> {
  const content = archive.members.get(`${folder}content.xml`);
  const names = content ? (await readElements(content, 4000)).map(({ name }) => name) : [];
  if (names[0] === 'math') return 'application/vnd.oasis.opendocument.formula';
  const kind = ['chart', 'spreadsheet', 'presentation', 'drawing', 'text'].find((body) =>
    names.some((name, at) => name === body && names[at - 1] === 'body'),
  );
  return `application/vnd.oasis.opendocument.${kind === 'drawing' ? 'graphics' : (kind ?? 'text')}`;
}

function manifest(
  type: FileType,
  entries: { path: string; type: string }[],
  version: string | undefined,
): string {
  const versioned = version === undefined ? '' : ` manifest:version="${version}"`;
  const all = [{ path: '/', type: FILE_TYPES[type].mime as string }, ...entries];
  const lines = all.map(({ path, type: media }, at) => {
    const own = at === 0 ? versioned : '';
    return `<manifest:file-entry manifest:full-path="${path}"${own} manifest:media-type="${media}"/>`;
  });
  return `${XML_DECLARATION}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"${versioned}>${lines.join('')}</manifest:manifest>`;
}

async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
