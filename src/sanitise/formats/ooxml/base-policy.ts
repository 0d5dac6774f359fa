import { NotCleanable } from '../format.ts';
import type { Node, Policy, Verdict, XmlFilter } from '../xml/filter-xml.ts';
import { filterAttributes } from './attributes.ts';
import { alternative } from './compatibility.ts';
import { drawingRules } from './drawing-rules.ts';
import { DROPPED } from './dropped.ts';
import { formulaFault } from './formulas.ts';
import { type Dialect, declarations } from './namespaces.ts';
import type { PartContext } from './part-context.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What one family of documents adds to the rules that all share. */
export interface FamilyRules {
  vocabulary: Vocabulary;
  /** Extensions (by their number) that change what is seen. */
  extensions?: ReadonlySet<string>;
  /** For elements that are settled before the lists are asked. */
  early?(node: Node, filter: XmlFilter): Verdict | undefined;
  /** After the attributes were filtered; `lost`: a relationship it points at does not stay. */
  special?(node: Node, lost: boolean, filter: XmlFilter): Verdict | undefined;
  /** What stays of the text of an element whose text may stay. */
  text?(found: string, parent: Node): string;
}

/**
 * The rules of a part: only what is listed stays, what is known to tell something is counted, and the family's own rules
 * decide where a list is not enough.
 */
export function basePolicy(context: PartContext, dialect: Dialect, rules: FamilyRules): Policy {
  const { elements, attributes, text } = rules.vocabulary;
  const drawing = drawingRules(context, rules.extensions);

  function open(node: Node, filter: XmlFilter): Verdict {
    // VML's root is the only element that has no namespace.
    if (!node.parent && node.name === `?${context.root}`) node.name = context.root;
    const { name } = node;
    if (!node.parent && name !== context.root) {
      throw new NotCleanable('damaged', `unexpected root of a part`);
    }
    const settled = rules.early?.(node, filter) ?? alternative(node, filter);
    if (settled) return settled;
    if (!elements.has(name)) {
      const kind = DROPPED.get(name);
      if (kind !== null) context.removed(kind ?? 'other');
      return 'drop';
    }
    const lost = filterAttributes(node, attributes, context);
    return rules.special?.(node, lost, filter) ?? drawing(node, lost, filter) ?? 'keep';
  }

  return {
    open,
    text(found, parent) {
      if (!text.has(parent.name)) return '';
      // A chart's data can lie in a workbook elsewhere, named with its folder.
      if (parent.name === 'c:f' && formulaFault(found)) {
        context.removed('path');
        return '#REF!';
      }
      return rules.text ? rules.text(found, parent) : found;
    },
    declarations: declarations(context.family, dialect),
  };
}
