import type { Node, Verdict, XmlFilter } from '../xml/filter-xml.ts';

const chosen = new WeakSet<Node>();

/**
 * Alternatives for readers of different age (ECMA-376 part 3): a choice stays when all its vocabularies are known, the
 * fallback too; with no choice left the fallback's content takes the place of the whole.
 */
export function alternative(node: Node, filter: XmlFilter): Verdict | undefined {
  const { name, parent } = node;
  if (name === 'mc:AlternateContent') {
    node.held = true;
    deleteAttributes(node);
    node.onClose = () => {
      if (!chosen.has(node) && node.start !== undefined) node.removed = true;
    };
    return 'keep';
  }
  if (!name.startsWith('mc:')) return undefined;
  if (parent?.name !== 'mc:AlternateContent') return 'drop';
  if (name === 'mc:Choice') {
    if (parent.start === undefined) return 'unwrap';
    const requires = filter.prefixes(node.attributes['Requires'] ?? '');
    if (requires.length === 0 || requires.includes(undefined)) return 'drop';
    deleteAttributes(node);
    node.attributes['Requires'] = requires.join(' ');
    chosen.add(parent);
    return 'keep';
  }
  if (name !== 'mc:Fallback') return 'drop';
  deleteAttributes(node);
  // Its wrapper is gone already: a rule has put the content in its place.
  if (parent.start === undefined) return 'unwrap';
  if (chosen.has(parent)) return 'keep';
  // From here on the alternative is as if it had never been one.
  filter.blank(parent.start, filter.here());
  parent.start = undefined;
  return 'unwrap';
}

function deleteAttributes(node: Node): void {
  for (const name in node.attributes) delete node.attributes[name];
}
