import type { Node, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import { basePolicy } from './base-policy.ts';
import type { OoxmlPolicy } from './clean-package.ts';
import {
  DRAWING_ATTRIBUTES,
  DRAWING_ELEMENTS,
  DRAWING_TEXT,
  VML_ATTRIBUTES,
} from './drawing-names.ts';
import type { Dialect } from './namespaces.ts';
import type { PartContext } from './part-context.ts';
import { SLIDE_ATTRIBUTES, SLIDE_ELEMENTS, SLIDE_TEXT } from './slide-names.ts';

export const SLIDE_VOCABULARY = {
  elements: new Set([...SLIDE_ELEMENTS, ...DRAWING_ELEMENTS]),
  attributes: new Set([
    ...SLIDE_ATTRIBUTES,
    ...DRAWING_ATTRIBUTES,
    ...VML_ATTRIBUTES,
    'r:id',
    'r:embed',
  ]),
  text: new Set([...SLIDE_TEXT, ...DRAWING_TEXT]),
};

/** The sound or film itself; the older mark beside it is for older readers. */
const EXTENSIONS = new Set(['{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}']);

/** Elements that are nothing without the part they point at. */
const POINTERS = new Set(
  `p:sldMasterId p:notesMasterId p:sldId p:sld p:sldLayoutId a:videoFile a:audioFile a:wavAudioFile
   a:quickTimeFile p14:media`
    .trim()
    .split(/\s+/),
);

/** The rules for one part of a presentation. */
export function slidePolicy(context: PartContext, dialect: Dialect): OoxmlPolicy {
  function early(node: Node, filter: XmlFilter): Verdict | undefined {
    if (node.name === 'p:oleObj') {
      becomePicture(node, filter);
      return 'unwrap';
    }
    if (node.parent?.name === 'p:oleObj' && node.name !== 'p:pic') return 'drop';
    // Fields hold their paragraph's properties once more, which a run may not.
    if (node.name === 'a:pPr' && node.parent?.name === 'a:r') return 'drop';
    return undefined;
  }

  function special(node: Node, lost: boolean, filter: XmlFilter): Verdict | undefined {
    const { name, attributes } = node;
    if (lost && POINTERS.has(name)) return node.parent ? 'drop' : 'keep';
    switch (name) {
      case 'p:graphicFrame':
        node.held = true;
        return 'keep';
      case 'c:chart':
        return lost ? discardFrame(node, filter) : 'keep';
      case 'a:fld':
        field(node);
        return 'keep';
      case 'p:cSld':
        return 'keep';
      case 'a:tblStyle':
      case 'a:tblStyleLst':
        return 'keep';
      default:
        if (attributes['spid'] && !/^[\w]{1,12}$/.test(attributes['spid'])) return 'drop';
        return undefined;
    }
  }

  /** A date that is kept up to date shows the day of its opening from now on: what it showed becomes text. */
  function field(node: Node): void {
    const { attributes } = node;
    if (/^datetime/i.test(attributes['type'] ?? '')) {
      node.name = 'a:r';
      for (const name in attributes) delete attributes[name];
    } else if (attributes['id']) attributes['id'] = context.rename.rule(attributes['id']);
  }

  const policy = basePolicy(context, dialect, {
    vocabulary: SLIDE_VOCABULARY,
    extensions: EXTENSIONS,
    early,
    special,
  });
  return { ...policy, end() {} };
}

/** An embedded object goes; the picture of it that the slide shows takes the place of its frame. */
function becomePicture(node: Node, filter: XmlFilter): void {
  let frame: Node | undefined = node.parent;
  while (frame && frame.name !== 'p:graphicFrame') frame = frame.parent;
  if (frame?.start === undefined) return;
  filter.blank(frame.start, filter.here());
  for (let open: Node | undefined = node.parent; open; open = open.parent) {
    open.start = undefined;
    if (open === frame) return;
  }
}

function discardFrame(node: Node, filter: XmlFilter): Verdict {
  let frame: Node | undefined = node.parent;
  while (frame && frame.name !== 'p:graphicFrame') frame = frame.parent;
  if (frame?.start !== undefined) filter.discard(frame);
  return 'drop';
}
