import type { Node, Policy, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import { basePolicy } from './base-policy.ts';
import {
  DRAWING_ATTRIBUTES,
  DRAWING_ELEMENTS,
  DRAWING_TEXT,
  VML_ATTRIBUTES,
} from './drawing-names.ts';
import { fieldFate } from './field-codes.ts';
import { safeHyperlink } from './hyperlinks.ts';
import type { Dialect } from './namespaces.ts';
import type { PartContext } from './part-context.ts';
import { acceptChange, paragraphJoining, watchContainer } from './word-changes.ts';
import { wordFields } from './word-fields.ts';
import { WORD_ATTRIBUTES, WORD_ELEMENTS, WORD_TEXT } from './word-names.ts';

export const WORD_VOCABULARY = {
  elements: new Set([...WORD_ELEMENTS, ...DRAWING_ELEMENTS]),
  attributes: new Set([...WORD_ATTRIBUTES, ...DRAWING_ATTRIBUTES, ...VML_ATTRIBUTES]),
  text: new Set([...WORD_TEXT, ...DRAWING_TEXT]),
};

/** Properties of the file that a content control can show: what it shows is metadata then. */
const BOUND_PROPERTY = /creator|lastModifiedBy|Manager|Company/;

/** What only wraps text for other programs: the wrapper goes, its content stays. */
const WRAPPERS = new Set(['w:sdt', 'w:sdtContent', 'w:smartTag', 'w:customXml']);

/** The rules for one part of a text document, with `end` to be called when it is through. */
export function wordPolicy(
  context: PartContext,
  dialect: Dialect,
): Policy & { end(filter: XmlFilter): void } {
  const { removed } = context;
  const fields = wordFields(
    (code) => fieldFate(code, context.rename.bookmark, safeHyperlink),
    removed,
  );
  const joining = paragraphJoining();
  let blanked = 0; // open content controls that show a property of the file
  let nextId = 0;

  function early(node: Node, filter: XmlFilter): Verdict | undefined {
    const settled = acceptChange(node, filter, removed) ?? control(node);
    if (!settled) watchContainer(node, filter, joining);
    return settled;
  }

  /** Content controls and smart tags. */
  function control(node: Node): Verdict | undefined {
    const { name, parent } = node;
    if (name === 'w:sdtPr') {
      removed('identifier');
      return 'unwrap';
    }
    if (parent?.name === 'w:sdtPr') {
      const path = name === 'w:dataBinding' ? (node.attributes['w:xpath'] ?? '') : '';
      const shown = parent.parent;
      if (BOUND_PROPERTY.test(path) && shown && !shown.onClose) {
        removed('author');
        blanked++;
        shown.onClose = () => {
          blanked--;
        };
      }
      return 'drop';
    }
    if (!WRAPPERS.has(name)) return undefined;
    if (name === 'w:smartTag' || name === 'w:customXml') removed('other');
    return 'unwrap';
  }

  function word(node: Node, lost: boolean, filter: XmlFilter): Verdict | undefined {
    const own = node.attributes;
    switch (node.name) {
      case 'w:fldChar':
      case 'w:instrText':
        return fields.open(node, filter);
      case 'w:fldSimple':
        return simpleField(node);
      case 'w:hyperlink':
        if (own['w:anchor']) own['w:anchor'] = context.rename.bookmark(own['w:anchor']);
        return own['w:anchor'] || own['r:id'] ? 'keep' : 'unwrap';
      case 'w:bookmarkStart':
        return bookmark(node);
      case 'w:bookmarkEnd':
        return dropNonNumber(own['w:id']);
      case 'w:headerReference':
      case 'w:footerReference':
        return lost ? 'drop' : 'keep';
      case 'w:drawing':
        node.held = true;
        return 'keep';
      case 'c:chart':
        return lost ? discardDrawing(node, filter) : 'keep';
      case 'wp:docPr':
      case 'wps:cNvPr':
      case 'wpg:cNvPr':
        own['id'] = String(++nextId);
        return undefined;
      case 'w:name':
        // A style's name is shown; that of a form field is a programmer's.
        return node.parent?.name === 'w:style' ? 'keep' : 'drop';
      default:
        return undefined;
    }
  }

  function simpleField(node: Node): Verdict {
    const found = fieldFate(
      node.attributes['w:instr'] ?? '',
      context.rename.bookmark,
      safeHyperlink,
    );
    if (found.fate === 'keep') {
      node.attributes['w:instr'] = found.code;
      return 'keep';
    }
    if (found.kind) removed(found.kind);
    return found.fate === 'flatten' ? 'unwrap' : 'drop';
  }

  const droppedBookmarks = new Set<string>();

  function bookmark(node: Node): Verdict {
    const name = node.attributes['w:name'] ?? '';
    const id = node.attributes['w:id'] ?? '';
    if (name === '_GoBack') {
      // The place of the last edit.
      removed('history');
      droppedBookmarks.add(id);
      return 'drop';
    }
    node.attributes['w:name'] = context.rename.bookmark(name);
    return dropNonNumber(id);
  }

  function dropNonNumber(id: string | undefined): Verdict {
    return id === undefined || !/^\d{1,10}$/.test(id) || droppedBookmarks.delete(id)
      ? 'drop'
      : 'keep';
  }

  const policy = basePolicy(context, dialect, {
    vocabulary: WORD_VOCABULARY,
    early,
    special: word,
    text(found, parent) {
      if (parent.name === 'w:instrText') {
        fields.instruction(found);
        return '';
      }
      return parent.name === 'w:t' && (blanked > 0 || fields.hidesText()) ? '' : found;
    },
  });
  return {
    ...policy,
    end(filter) {
      fields.end(filter);
      joining.end(filter);
    },
  };
}

/** A drawing whose chart is not there cannot be opened. */
function discardDrawing(node: Node, filter: XmlFilter): Verdict {
  let ancestor: Node | undefined = node.parent;
  while (ancestor && ancestor.name !== 'w:drawing') ancestor = ancestor.parent;
  if (ancestor?.start !== undefined) filter.discard(ancestor);
  return 'drop';
}
