import { NotCleanable } from '../format.ts';

export type Node =
  | { kind: 'group'; nodes: Node[] }
  | { kind: 'word'; name: string; value: number | undefined }
  | { kind: 'symbol'; sign: string }
  /** One byte of text in the code page of its font, written in hexadecimal. */
  | { kind: 'byte'; value: number }
  | { kind: 'text'; text: string }
  | { kind: 'binary'; bytes: Buffer };
export type Group = Extract<Node, { kind: 'group' }>;

const DEEPEST = 300;
const MOST_NODES = 8_000_000;
const PART =
  /([{}])|\\(?:([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z'\r\n])|(\r\n|[\r\n]))|([^{}\\\r\n]+)|[\r\n]+/y;

/**
 * The groups of an RTF file (bytes as latin1).
 * @returns also where the outer group ends
 */
export function parseTree(source: string): { root: Group; end: number } {
  const root: Group = { kind: 'group', nodes: [] };
  const open: Group[] = [root];
  let count = 0;
  PART.lastIndex = 0;
  while (open.length > 0) {
    const at = PART.lastIndex;
    const match = at < source.length ? PART.exec(source) : null;
    const group = open.at(-1);
    if (!match || !group) throw new NotCleanable('damaged', 'the outer group does not end');
    if (++count > MOST_NODES) throw new NotCleanable('tooComplex', 'too many words');
    const [, brace, word, value, hex, sign, lineEnd, text] = match;
    if (brace === '{') {
      const inner: Group = { kind: 'group', nodes: [] };
      group.nodes.push(inner);
      open.push(inner);
      if (open.length > DEEPEST) throw new NotCleanable('tooComplex', 'groups too deep');
    } else if (brace === '}') {
      open.pop();
      if (open.length === 1) break;
    } else if (word === 'bin') {
      const start = PART.lastIndex;
      const length = Number(value ?? 0);
      if (length < 0 || start + length > source.length) {
        throw new NotCleanable('damaged', 'binary data is cut');
      }
      group.nodes.push({
        kind: 'binary',
        bytes: Buffer.from(source.slice(start, start + length), 'latin1'),
      });
      PART.lastIndex = start + length;
    } else if (word !== undefined) {
      group.nodes.push({
        kind: 'word',
        name: word,
        value: value === undefined ? undefined : Number(value),
      });
    } else if (hex !== undefined)
      group.nodes.push({ kind: 'byte', value: Number.parseInt(hex, 16) });
    else if (sign !== undefined) group.nodes.push({ kind: 'symbol', sign });
    else if (lineEnd !== undefined)
      group.nodes.push({ kind: 'word', name: 'par', value: undefined });
    else if (text !== undefined) group.nodes.push({ kind: 'text', text });
  }
  const outer = root.nodes[0];
  if (outer?.kind !== 'group') throw new NotCleanable('damaged', 'no outer group');
  return { root: outer, end: PART.lastIndex };
}

/** What a group is for: its first word, and whether `\*` says that it may be ignored. */
export function destinationOf(group: Group): { name: string; isOptional: boolean } {
  const [first, second] = group.nodes;
  if (first?.kind === 'symbol' && first.sign === '*') {
    return { name: second?.kind === 'word' ? second.name : '', isOptional: true };
  }
  return { name: first?.kind === 'word' ? first.name : '', isOptional: false };
}

/** All text inside, of groups too. */
export function textIn(group: Group): string {
  return group.nodes
    .map((node) => {
      if (node.kind === 'text') return node.text;
      if (node.kind === 'byte') return String.fromCharCode(node.value);
      if (node.kind === 'symbol') return '\\{}'.includes(node.sign) ? node.sign : '';
      return node.kind === 'group' ? textIn(node) : '';
    })
    .join('');
}
