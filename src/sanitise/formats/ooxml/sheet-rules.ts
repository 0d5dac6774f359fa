import type { Node, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import { basePolicy } from './base-policy.ts';
import type { OoxmlPolicy } from './clean-package.ts';
import {
  DRAWING_ATTRIBUTES,
  DRAWING_ELEMENTS,
  DRAWING_TEXT,
  VML_ATTRIBUTES,
} from './drawing-names.ts';
import { formulaFault, showsFolder, showsPlace } from './formulas.ts';
import type { Dialect } from './namespaces.ts';
import type { PartContext } from './part-context.ts';
import { SHEET_ATTRIBUTES, SHEET_ELEMENTS, SHEET_TEXT } from './sheet-names.ts';

export const SHEET_VOCABULARY = {
  elements: new Set([...SHEET_ELEMENTS, ...DRAWING_ELEMENTS]),
  attributes: new Set([...SHEET_ATTRIBUTES, ...DRAWING_ATTRIBUTES, ...VML_ATTRIBUTES]),
  text: new Set([...SHEET_TEXT, ...DRAWING_TEXT]),
};

/** Conditional formats, sparklines and validations of Excel 2010, which is all of them that is seen. */
const EXTENSIONS = new Set([
  '{78C0D931-6437-407d-A8EE-F0AAD7539E65}',
  '{B025F937-C7B1-47D3-B67F-A62EFF666E3E}',
  '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}',
  '{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}',
]);

/** Names that Excel itself makes for a sheet's print area, filter and the like. */
const BUILT_IN = /^_xlnm\./;

/** The number by which another program knows the document, kept as a constant. */
const ID = /^"?\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?"?$/i;
/** Words, in any language. */
const BUILT_IN_STYLE = /^[\p{L}\p{M} ]{1,40}(?: ?\d| \[0\])?$/u;

/** Elements that hold a formula. */
const FORMULAS = new Set(
  'f formula formula1 formula2 definedName calculatedColumnFormula totalsRowFormula xm:f'.split(
    ' ',
  ),
);

/** The rules for one part of a workbook. */
export function sheetPolicy(context: PartContext, dialect: Dialect): OoxmlPolicy {
  const { removed } = context;
  const lostShared = new Set<string>(); // shared formulas whose only full text went
  let formula = '';
  let value = '';
  let placeCell: Node | undefined; // the cell whose formula showed a folder
  let stringIndex = 0;
  let styles = 0;

  function early(node: Node): Verdict | undefined {
    // Where the file lay on its author's disk: x15ac:absPath in an alternative for newer readers.
    if (node.name === 'mc:AlternateContent' && node.parent?.name === 'workbook') {
      removed('path');
      return 'drop';
    }
    return undefined;
  }

  function special(node: Node, lost: boolean, filter: XmlFilter): Verdict | undefined {
    const { name, attributes } = node;
    if (FORMULAS.has(name)) return watchFormula(node, filter);
    switch (name) {
      case 'si':
        if (node.parent?.name === 'sst') watchString(node);
        return 'keep';
      case 'c':
        return 'keep';
      case 'v':
        return watchValue(node, filter);
      case 'workbookView':
        // The size and place of the window tell of the screen.
        for (const place of ['xWindow', 'yWindow']) delete attributes[place];
        return 'keep';
      case 'sheet':
      case 'drawing':
      case 'tablePart':
      case 'picture':
      case 'legacyDrawingHF':
      case 'drawingHF':
        return lost ? 'drop' : 'keep';
      case 'hyperlink':
        return !lost && (attributes['r:id'] || attributes['location']) ? 'keep' : 'drop';
      case 'ext':
        return undefined;
      case 'xdr:twoCellAnchor':
      case 'xdr:oneCellAnchor':
      case 'xdr:absoluteAnchor':
        node.held = true;
        return 'keep';
      case 'c:chart':
        return lost ? discardAnchor(node, filter) : 'keep';
      case 'cellStyle':
        nameStyle(attributes);
        return 'keep';
      case 'x14:cfRule':
        if (attributes['id']) attributes['id'] = context.rename.rule(attributes['id']);
        return 'keep';
      default:
        return undefined;
    }
  }

  /** A style that comes with a copied sheet is called by the file it comes from: `Normal_Budget 2021.xls`. */
  function nameStyle(attributes: Node['attributes']): void {
    const name = `Style ${++styles}`;
    if (attributes['builtinId'] !== undefined && BUILT_IN_STYLE.test(attributes['name'] ?? ''))
      return;
    if (!/^Style \d+$/.test(attributes['name'] ?? '')) removed('description');
    attributes['name'] = name;
  }

  function watchFormula(node: Node, filter: XmlFilter): Verdict {
    const { attributes, name } = node;
    const hidden = name === 'definedName' && /^(?:1|true)$/.test(attributes['hidden'] ?? '');
    if (hidden && !BUILT_IN.test(attributes['name'] ?? '')) {
      removed('hiddenContent');
      return 'drop';
    }
    formula = '';
    node.held = true;
    node.onClose = () => {
      const shared = attributes['t'] === 'shared' ? attributes['si'] : undefined;
      const isId = name === 'definedName' && ID.test(formula);
      const fault = isId ? 'identifier' : formulaFault(formula);
      if (!fault && !(formula === '' && shared !== undefined && lostShared.has(shared))) return;
      if (fault) removed(fault);
      if (shared !== undefined) lostShared.add(shared);
      if (showsPlace(formula)) placeCell = node.parent;
      if (name === 'f' || name === 'definedName') node.removed = true;
      else if (node.start !== undefined) {
        // Elsewhere a formula must stand; this one refers to nothing.
        filter.blank(node.start + 1, filter.here());
        filter.insert('#REF!');
      }
    };
    return 'keep';
  }

  function watchValue(node: Node, filter: XmlFilter): Verdict {
    value = '';
    const cell = node.parent;
    if (cell === placeCell) {
      node.held = true;
      node.onClose = () => {
        if (!showsFolder(value) || node.start === undefined) return;
        filter.blank(node.start + 1, filter.here());
      };
    } else if (cell?.attributes['t'] === 's') {
      node.onClose = useString;
    }
    return 'keep';
  }

  function useString(): void {
    context.strings.add(Number(value));
  }

  /** A string that no cell shows any more is one that was deleted. Its place stays, as cells count them. */
  function watchString(node: Node): void {
    const unused = !context.strings.has(stringIndex++);
    if (unused) unusedStrings.add(node);
  }
  const unusedStrings = new WeakSet<Node>();

  function text(found: string, parent: Node): string {
    if (FORMULAS.has(parent.name)) formula += found;
    else if (parent.name === 'v') value += found;
    else if (parent.name === 'x14:id') return context.rename.rule(found);
    else if (parent.name === 't' && isUnused(parent)) {
      removed('history');
      return '';
    }
    return found;
  }

  function isUnused(node: Node): boolean {
    const outer = node.parent;
    return (
      outer !== undefined &&
      (unusedStrings.has(outer) || (/^r(Ph)?$/.test(outer.name) && isUnused(outer)))
    );
  }

  const policy = basePolicy(context, dialect, {
    vocabulary: SHEET_VOCABULARY,
    extensions: EXTENSIONS,
    early,
    special,
    text,
  });
  return { ...policy, end() {} };
}

function discardAnchor(node: Node, filter: XmlFilter): Verdict {
  let ancestor: Node | undefined = node.parent;
  while (ancestor && !ancestor.name.endsWith('Anchor')) ancestor = ancestor.parent;
  if (ancestor?.start !== undefined) filter.discard(ancestor);
  return 'drop';
}
