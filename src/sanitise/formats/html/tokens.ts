import { resolveReferences } from './references.ts';

export type Token =
  | { kind: 'text'; text: string }
  | {
      kind: 'start';
      name: string;
      attributes: Map<string, string>;
      isClosed: boolean;
      content?: string;
    }
  | { kind: 'end'; name: string }
  | { kind: 'comment' }
  | { kind: 'doctype' };

/** Elements whose content is text up to their own end tag (HTML, "parsing elements that contain only text"). */
const RAW = new Set(
  'script style xmp iframe noembed noframes noscript title textarea plaintext'.split(' '),
);
/** Of these, the ones in whose text character references count. */
const WITH_REFERENCES = new Set(['title', 'textarea']);

/**
 * Splits HTML into tokens by the rules of the HTML standard (§ 13.2.5) as far as they matter for what is shown. Soundness
 * does not rest on agreeing with a browser in every corner: what is written later is made anew from an allow-list.
 */
export function* tokensOf(source: string): Generator<Token> {
  let at = 0;
  while (at < source.length) {
    const next = source.indexOf('<', at);
    const end = next === -1 ? source.length : next;
    if (end > at) yield { kind: 'text', text: resolveReferences(source.slice(at, end)) };
    if (next === -1) return;
    const { token, to } = markupAt(source, next);
    at = to;
    if (token.kind !== 'start' || !RAW.has(token.name)) {
      yield token;
      continue;
    }
    const close = endOfRaw(source, at, token.name);
    const content = source.slice(at, close.from);
    token.content = WITH_REFERENCES.has(token.name) ? resolveReferences(content) : content;
    at = close.to;
    yield token;
  }
}

function markupAt(source: string, at: number): { token: Token; to: number } {
  const second = source[at + 1] ?? '';
  if (/[A-Za-z]/.test(second)) return startTag(source, at + 1);
  if (source.startsWith('<!--', at)) {
    const isEmpty = /^<!---?>/.exec(source.slice(at, at + 6));
    const end = isEmpty ? at + isEmpty[0].length : after(source, /--!?>/g, at + 4);
    return { token: { kind: 'comment' }, to: end };
  }
  if (second === '/' && /[A-Za-z]/.test(source[at + 2] ?? '')) {
    // An end tag may have attributes, which mean nothing.
    const { token, to } = startTag(source, at + 2);
    return { token: { kind: 'end', name: token.kind === 'start' ? token.name : '' }, to };
  }
  if (second === '!' || second === '?' || second === '/') {
    const isDoctype = /^<!doctype/i.test(source.slice(at, at + 9));
    return { token: { kind: isDoctype ? 'doctype' : 'comment' }, to: after(source, />/g, at + 2) };
  }
  return { token: { kind: 'text', text: '<' }, to: at + 1 };
}

/** Behind the next match; at the end of the file when there is none. */
function after(source: string, pattern: RegExp, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(source) ? pattern.lastIndex : source.length;
}

const NAME = /[^\s/>]+/y;
const ATTRIBUTE = /[\s/]*(=?[^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)?))?/y;

function startTag(source: string, at: number): { token: Token; to: number } {
  NAME.lastIndex = at;
  const name = NAME.exec(source)?.[0].toLowerCase() ?? '';
  const attributes = new Map<string, string>();
  let place = at + name.length;
  while (place < source.length && source[place] !== '>') {
    ATTRIBUTE.lastIndex = place;
    const match = ATTRIBUTE.exec(source);
    if (!match || match[0] === '') {
      place++; // a stray quote or sign
      continue;
    }
    place = ATTRIBUTE.lastIndex;
    const key = match[1]?.toLowerCase() ?? '';
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    if (key && !attributes.has(key)) attributes.set(key, resolveReferences(value));
  }
  const isClosed = source[place - 1] === '/';
  return {
    token: { kind: 'start', name, attributes, isClosed },
    to: Math.min(place + 1, source.length),
  };
}

function endOfRaw(source: string, at: number, name: string): { from: number; to: number } {
  if (name === 'plaintext') return { from: source.length, to: source.length };
  const pattern = new RegExp(`</${name}(?=[\\s/>])[^>]*>?`, 'gi');
  pattern.lastIndex = at;
  const match = pattern.exec(source);
  return match
    ? { from: match.index, to: pattern.lastIndex }
    : { from: source.length, to: source.length };
}
