import type { RemovalKind } from '../../outcome.ts';
import type { Node, Verdict, XmlFilter } from '../xml/filter-xml.ts';

/** What was deleted with its author and date, and earlier formatting. */
const GONE = new Set(
  `w:del w:moveFrom w:delText w:delInstrText w:rPrChange w:pPrChange w:sectPrChange w:tblPrChange w:tblGridChange
   w:trPrChange w:tcPrChange w:tblPrExChange w:numberingChange w:cellIns w:cellMerge`
    .trim()
    .split(/\s+/),
);

/** Marks of a range, which repeat author and date. */
const RANGES = /^w:(moveFromRange|moveToRange|customXml(Ins|Del|MoveFrom|MoveTo)Range)(Start|End)$/;

/**
 * Accepts tracked changes: what was inserted stays as ordinary text, what was deleted goes with its text. Undefined for
 * an element that has nothing to do with changes.
 */
export function acceptChange(
  node: Node,
  filter: XmlFilter,
  removed: (kind: RemovalKind) => void,
): Verdict | undefined {
  const { name, parent } = node;
  if (name === 'w:ins' || name === 'w:moveTo') {
    removed('history');
    // In the properties of a row or paragraph mark it is a mark only.
    return parent && /Pr$/.test(parent.name) ? 'drop' : 'unwrap';
  }
  if (name === 'w:cellDel') {
    removed('history');
    return discardAncestor(node, 'w:tc', filter);
  }
  if (GONE.has(name)) {
    removed('history');
    if (name === 'w:del' && parent?.name === 'w:trPr') return discardAncestor(node, 'w:tr', filter);
    if (name === 'w:del' && parent?.name === 'w:rPr') markDeleted(parent);
    return 'drop';
  }
  return RANGES.test(name) ? 'drop' : undefined;
}

const deletedMarks = new WeakSet<Node>();

/** `w:p/w:pPr/w:rPr/w:del`: the end of the paragraph was deleted. */
function markDeleted(properties: Node): void {
  const paragraph = properties.parent?.parent;
  if (properties.parent?.name === 'w:pPr' && paragraph?.name === 'w:p') deletedMarks.add(paragraph);
}

function discardAncestor(node: Node, name: string, filter: XmlFilter): Verdict {
  let ancestor: Node | undefined = node.parent;
  while (ancestor && ancestor.name !== name) ancestor = ancestor.parent;
  if (ancestor?.start !== undefined) filter.discard(ancestor);
  return 'drop';
}

/**
 * Holds back the containers that a change may empty, so that they can be taken out: a paragraph whose mark and text are
 * both deleted, a table without rows, a row without cells.
 */
export function watchContainer(node: Node, filter: XmlFilter, joining: Joining): void {
  if (node.name === 'w:sectPr' && node.parent?.name === 'w:pPr' && node.parent.parent) {
    sectionEnds.add(node.parent.parent);
  }
  if (node.name === 'w:p') {
    node.held = true;
    node.onClose = () => {
      if (deletedMarks.has(node) && onlyProperties(node, filter)) node.removed = true;
    };
    node.onClosed = () => joining.closed(node, filter);
  } else if (node.name === 'w:tbl' || node.name === 'w:tr') {
    node.held = true;
    node.onClose = () => {
      if (!filled.has(node)) node.removed = true;
      else if (node.name === 'w:tr') fill(node, 'w:tbl', filter);
    };
  } else if (node.name === 'w:tc') {
    node.held = true;
    node.onClose = () => {
      // A cell must end with a paragraph.
      if (onlyProperties(node, filter)) filter.insert('<w:p/>');
      fill(node, 'w:tr', filter);
    };
  } else if (BLOCKS.has(node.name)) {
    node.onClose = () => {
      if (onlyProperties(node, filter)) filter.insert('<w:p/>');
    };
  } else if (node.name === 'w:pPr' || node.name === 'w:tcPr') {
    node.onClose = () => {
      if (node.parent) propertiesOf.set(node.parent, node);
    };
  }
}

/** Must hold a paragraph at least. */
const BLOCKS = new Set(['w:hdr', 'w:ftr', 'w:footnote', 'w:endnote', 'w:txbxContent']);

const filled = new WeakSet<Node>();
const propertiesOf = new WeakMap<Node, Node>();

function fill(node: Node, name: string, filter: XmlFilter): void {
  let container: Node | undefined = node.parent;
  while (container && container.name !== name) container = container.parent;
  if (!container || filled.has(container)) return;
  filled.add(container);
  // From its first row on a table is certain to stay: what follows need not wait for its end.
  if (container.held && container.name === 'w:tbl') {
    container.held = false;
    filter.release();
  }
}

function onlyProperties(node: Node, filter: XmlFilter): boolean {
  if (node.start === undefined) return false;
  const from = propertiesOf.get(node)?.end ?? node.start + 1;
  return filter.isBlank(from, filter.here());
}

/** Joins a paragraph whose mark was deleted with the one that follows. */
export interface Joining {
  closed(paragraph: Node, filter: XmlFilter): void;
  end(filter: XmlFilter): void;
}

const sectionEnds = new WeakSet<Node>();

export function paragraphJoining(): Joining {
  /** Closed with a deleted mark, still held back. */
  let waiting: Node | undefined;

  function join(first: Node, second: Node, filter: XmlFilter): void {
    if (first.end === undefined || second.start === undefined || second.end === undefined) return;
    const apart = !filter.isBlank(first.end, second.start);
    if (apart || sectionEnds.has(first) || sectionEnds.has(second)) return;
    const properties = propertiesOf.get(second);
    const from = properties?.end ?? second.start + 1;
    if (filter.isBlank(from, second.end - 1) || second.end === second.start + 1) {
      filter.blank(second.start, second.end);
      return;
    }
    filter.blank(first.end - 1, first.end);
    filter.blank(second.start, from);
  }

  return {
    closed(paragraph, filter) {
      if (waiting) {
        join(waiting, paragraph, filter);
        filter.release();
      }
      waiting = deletedMarks.has(paragraph) ? paragraph : undefined;
      if (waiting) filter.hold();
    },
    end(filter) {
      if (waiting) filter.release();
      waiting = undefined;
    },
  };
}
