import type { Node, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import { firstSeen } from './first-seen.ts';
import type { PartContext } from './part-context.ts';

/** A workbook finds the pictures of its page headers by these names. */
const HEADER = /^[LCR][HF](?:EVEN|FIRST)?$/;

/** Extensions that change what is seen; all others carry ids, editing state or newer copies of the same. */
const EXTENSIONS = new Set([
  'http://schemas.microsoft.com/office/drawing/2008/diagram', // where a diagram's drawing is
]);

/** Rules for what all office formats draw with; undefined for an element without a rule of its own. */
export type DrawingRules = (node: Node, lost: boolean, filter: XmlFilter) => Verdict | undefined;

export function drawingRules(
  context: PartContext,
  extensions: ReadonlySet<string> = new Set(),
): DrawingRules {
  const vmlId = firstSeen((_old, count) => `shape${count}`);

  /** Names are mostly those the program gave ("Picture 3"), but also those of the files that were inserted. */
  function unname(node: Node): void {
    if (node.attributes['name'] && !/^[\p{L} ]+ \d+$/u.test(node.attributes['name'])) {
      context.removed('description');
    }
    node.attributes['name'] = '';
  }

  function vml(node: Node): Verdict | undefined {
    const { attributes } = node;
    if (attributes['id'] !== undefined) attributes['id'] = shapeName(attributes['id']);
    if (attributes['type']?.startsWith('#')) {
      attributes['type'] = `#${shapeName(attributes['type'].slice(1))}`;
    }
    return undefined;
  }

  /** Word's own names (`_x0000_t75`) tell nothing and mean something to it. */
  function shapeName(name: string): string {
    return /^_x0000_[a-z]\d{1,10}$/.test(name) || HEADER.test(name) || /^shape\d{1,6}$/.test(name)
      ? name
      : vmlId(name);
  }

  return (node, lost, filter) => {
    const { name, attributes } = node;
    if (name.startsWith('v:')) {
      if (name === 'v:imagedata' && lost) return 'drop';
      return vml(node);
    }
    if (name === 'wp:docPr' || name.endsWith(':cNvPr')) unname(node);
    else if (name.endsWith('xtLst')) {
      node.held = true;
      node.onClose = () => {
        if (node.start !== undefined && filter.isBlank(node.start + 1, filter.here())) {
          node.removed = true;
        }
      };
    } else if (/^(?:\w+:)?ext$/.test(name) && node.parent?.name.endsWith('xtLst')) {
      const uri = attributes['uri'] ?? '';
      if (EXTENSIONS.has(uri) || extensions.has(uri)) return 'keep';
      context.removed('identifier');
      return 'drop';
    } else if (/^a:hlink(Click|Hover|MouseOver)$/.test(name)) return hyperlink(node, lost);
    else if (/^a:(theme|clrScheme|fontScheme|fmtScheme|extraClrScheme)$/.test(name)) {
      if (attributes['name'] !== undefined) attributes['name'] = '';
    } else if (name.startsWith('dgm:') || name.startsWith('dsp:')) diagram(node);
    return undefined;
  };

  function hyperlink(node: Node, lost: boolean): Verdict {
    const action = node.attributes['action'] ?? '';
    if (lost && node.attributes['r:id'] === undefined) return 'drop';
    if (
      action === '' ||
      /^ppaction:\/\/(hlinksldjump|hlinkshowjump\?jump=\w+|media|noaction)$/.test(action)
    ) {
      return node.attributes['r:id'] === undefined && action === '' ? 'drop' : 'keep';
    }
    context.removed('activeContent');
    return 'drop';
  }

  function diagram(node: Node): void {
    for (const name of [
      'modelId',
      'srcId',
      'destId',
      'parTransId',
      'sibTransId',
      'presId',
      'presAssocID',
    ]) {
      const id = node.attributes[name];
      // presId names a layout (a URN), all others a point or a connection.
      if (id !== undefined && !id.startsWith('urn:'))
        node.attributes[name] = context.rename.model(id);
    }
  }
}
