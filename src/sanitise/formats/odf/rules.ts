import type { RemovalKind } from '../../outcome.ts';
import { NotCleanable } from '../format.ts';
import { firstSeen } from '../ooxml/first-seen.ts';
import { textFault } from '../ooxml/formulas.ts';
import { safeHyperlink } from '../ooxml/hyperlinks.ts';
import type { Node, Policy, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import { ODF_DROPPED } from './dropped.ts';
import { ODF_DECLARATIONS } from './namespaces.ts';
import { settingStays } from './settings.ts';
import { FLATTENED, ODF_VOCABULARY } from './vocabulary.ts';

/** What the rules for one part may ask for. */
export interface OdfContext {
  /** The elements that may be its root. */
  readonly roots: ReadonlySet<string>;
  removed(kind: RemovalKind, count?: number): void;
  /** The new name of a picture, a film or an object inside the document; undefined when it does not stay. */
  inner(target: string): string | undefined;
  /** Of the format, when it names one. */
  readonly version: string | undefined;
  /** Whether its links lead to marks in text; elsewhere they lead to slides and sheets, whose names are seen. */
  readonly named: boolean;
  /** New names, the same for all parts of one document. */
  readonly rename: { id(old: string): string; mark(old: string): string };
}

export function odfRename(): OdfContext['rename'] {
  return {
    id: firstSeen((_old, count) => `id${count}`),
    mark: firstSeen((_old, count) => `mark${count}`),
  };
}

/** Elements that show or play what their link points at. */
const SHOWING = new Set(
  `draw:image draw:fill-image style:background-image text:list-level-style-image draw:object draw:plugin anim:audio
   chart:symbol-image`
    .trim()
    .split(/\s+/),
);
const LINKS = new Set(['text:a', 'draw:a']);
const MARKS =
  /^text:(?:bookmark|reference-mark|bookmark-start|bookmark-end|reference-mark-start|reference-mark-end|section)$/;
const REFERENCES = new Set(['text:bookmark-ref', 'text:reference-ref']);
/** Attributes that are or name an element's id; LibreOffice makes long random ones for lists. */
const IDS = new Set(
  `xml:id draw:id text:id smil:targetElement draw:start-shape draw:end-shape draw:shape-id draw:caption-id
   presentation:master-element text:continue-list text:list-id anim:id`
    .trim()
    .split(/\s+/),
);
const TELLING = new Map<string, RemovalKind>([
  ['officeooo:rsid', 'identifier'],
  ['officeooo:paragraph-rsid', 'identifier'],
  ['xlink:title', 'description'],
  ['office:title', 'description'],
  ['table:comment', 'description'],
]);
/** A formula that reads another file, asks a server, or shows the file's own place. */
const REACHING = /'(?:file|https?|ftp|smb):|\[?'[^']*'#|\b(?:WEBSERVICE|DDE)\s*\(/i;
const PLACE = /\bCELL\s*\(\s*"filename"|\bINFO\s*\(\s*"directory"/i;

/** The rules for one part of an OpenDocument file. */
export function odfPolicy(context: OdfContext): Policy {
  const { elements, attributes, text } = ODF_VOCABULARY;
  const { removed, rename } = context;
  const placeCells = new WeakSet<Node>();

  function open(node: Node, filter: XmlFilter): Verdict {
    const { name } = node;
    if (!node.parent && !context.roots.has(name)) {
      throw new NotCleanable('damaged', 'unexpected root of a part');
    }
    if (FLATTENED.has(name)) return flatten(name);
    if (!elements.has(name)) {
      const kind = ODF_DROPPED.get(name);
      if (kind !== null) removed(kind ?? 'other');
      return 'drop';
    }
    // Copies of tables in other files, as they were last read.
    if (name === 'table:table' && /^'?\w+:\/\//.test(node.attributes['table:name'] ?? '')) {
      removed('externalLink');
      return 'drop';
    }
    filterAttributes(node);
    return special(node, filter);
  }

  function flatten(name: string): Verdict {
    if (name.startsWith('text:database')) removed('externalLink');
    return 'unwrap';
  }

  function filterAttributes(node: Node): void {
    const own = node.attributes;
    for (const name in own) {
      if (!attributes.has(name)) {
        const kind = TELLING.get(name);
        if (kind && own[name] !== '') removed(kind);
        delete own[name];
      } else if (IDS.has(name)) own[name] = rename.id(own[name] ?? '');
    }
    if (node.parent === undefined && context.version) own['office:version'] = context.version;
    if (own['table:formula']) formula(node);
  }

  function formula(node: Node): void {
    const own = node.attributes;
    const code = own['table:formula'] ?? '';
    const shows = PLACE.test(code);
    const fault = shows ? 'path' : REACHING.test(code) ? 'externalLink' : textFault(code);
    if (!fault) return;
    removed(fault);
    delete own['table:formula'];
    if (!shows) return;
    delete own['office:string-value'];
    placeCells.add(node);
  }

  function special(node: Node, filter: XmlFilter): Verdict {
    const { name, attributes: own, parent } = node;
    if (SHOWING.has(name)) return showing(node);
    if (LINKS.has(name)) return link(node);
    if (context.named && MARKS.test(name) && own['text:name'])
      own['text:name'] = rename.mark(own['text:name']);
    if (context.named && REFERENCES.has(name) && own['text:ref-name']) {
      own['text:ref-name'] = rename.mark(own['text:ref-name']);
    }
    if (name === 'config:config-item')
      return settingStays(own['config:name'] ?? '', own['config:type'] ?? '') ? 'keep' : 'drop';
    if (name === 'config:config-item-set') return settings(node, filter);
    if (own['draw:name'] !== undefined && SHAPES.test(name)) unname(node);
    if (name === 'math:annotation' && own['encoding'] !== 'StarMath 5.0') return 'drop';
    // Links to a style's or fill's own text are not followed by a click.
    if (own['xlink:href'] !== undefined && parent) delete own['xlink:href'];
    return 'keep';
  }

  /** Shapes can be chained by name, so they get another one rather than none. */
  function unname(node: Node): void {
    const name = node.attributes['draw:name'] ?? '';
    if (!/^(?:[\p{L} ]+ ?\d+|mark\d+|)$/u.test(name)) removed('description');
    node.attributes['draw:name'] = name === '' ? '' : rename.mark(name);
  }

  function showing(node: Node): Verdict {
    const own = node.attributes;
    const target = own['xlink:href'] ?? '';
    if (target === '') {
      if (node.name === 'draw:image') removed('embeddedFile');
      return node.name === 'draw:object' ? 'keep' : 'drop';
    }
    // A picture of an object is drawn anew by who opens it, when the object itself is there.
    const replacement = node.name === 'draw:image' && keptObjects.has(node.parent as Node);
    const stays = replacement ? undefined : context.inner(target);
    if (stays === undefined) {
      if (/^[a-z]{2,}:/i.test(target)) removed(/^file:/i.test(target) ? 'path' : 'externalLink');
      return 'drop';
    }
    if (node.name === 'draw:object' && node.parent) keptObjects.add(node.parent);
    own['xlink:href'] = stays;
    return 'keep';
  }
  const keptObjects = new WeakSet<Node>();

  function link(node: Node): Verdict {
    const own = node.attributes;
    const target = own['xlink:href'] ?? '';
    if (target.startsWith('#')) {
      if (context.named && !/[|. ]/.test(target))
        own['xlink:href'] = `#${rename.mark(target.slice(1))}`;
      return 'keep';
    }
    const safe = safeHyperlink(target);
    if (safe !== target) removed(/^(?:file:|\.|\/)/i.test(target) ? 'path' : 'externalLink');
    if (safe === undefined) return 'unwrap';
    own['xlink:href'] = safe;
    return 'keep';
  }

  function settings(node: Node, filter: XmlFilter): Verdict {
    const isRoot = node.parent?.name === 'office:settings';
    if (isRoot && node.attributes['config:name'] !== 'ooo:configuration-settings') return 'drop';
    node.held = true;
    node.onClose = () => {
      if (node.start !== undefined && filter.isBlank(node.start + 1, filter.here()))
        node.removed = true;
    };
    return 'keep';
  }

  return {
    open,
    text(found, parent) {
      if (!text.has(parent.name)) return '';
      return inPlaceCell(parent) && /[\\/]/.test(found) ? '' : found;
    },
    declarations: ODF_DECLARATIONS,
  };

  function inPlaceCell(node: Node): boolean {
    for (let up: Node | undefined = node; up; up = up.parent) {
      if (up.name.startsWith('table:table-')) return placeCells.has(up);
    }
    return false;
  }
}

/** Not the pages, which are called by what the user sees, nor the definitions of fills, which styles call by name. */
const SHAPES =
  /^(?:draw:(?:frame|g|custom-shape|rect|line|circle|ellipse|polygon|polyline|path|connector|measure|regular-polygon|caption|text-box|page-thumbnail)|dr3d:scene)$/;
