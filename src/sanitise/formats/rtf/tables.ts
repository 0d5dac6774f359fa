import { destinationOf, type Group, type Node } from './tree.ts';

const FONT_WORDS = new Set(
  'f fnil froman fswiss fmodern fscript fdecor ftech fbidi fcharset fprq cpg'.split(' '),
);
const COLOUR_WORDS = new Set(['red', 'green', 'blue']);

/** Number, family, character set and name of every font; embedded fonts, alternatives and classifications go. */
export function fonts(table: Group): string {
  let text = '';
  let words = '';
  let name = '';
  const visit = (nodes: Node[]) => {
    for (const node of nodes) {
      if (node.kind === 'group' && !destinationOf(node).isOptional) visit(node.nodes);
      else if (node.kind === 'word' && FONT_WORDS.has(node.name)) {
        words += `\\${node.name}${node.value ?? ''} `;
      } else if (node.kind === 'text') {
        name += node.text;
        if (!name.includes(';')) continue;
        const plain = name
          .slice(0, name.indexOf(';'))
          .replace(/[^A-Za-z0-9 -]/g, '')
          .trim()
          .slice(0, 40);
        text += `{${words}${plain || 'Unknown'};}\n`;
        words = '';
        name = '';
      }
    }
  };
  visit(table.nodes);
  return `{\\fonttbl \n${text}}\n`;
}

export function colours(table: Group): string {
  let text = '';
  for (const node of table.nodes) {
    if (node.kind === 'word' && COLOUR_WORDS.has(node.name))
      text += `\\${node.name}${node.value ?? 0} `;
    if (node.kind === 'text') text += node.text.replace(/[^;]/g, '');
  }
  return `{\\colortbl ${text}}\n`;
}
