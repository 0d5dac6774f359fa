import { NotCleanable } from '../format.ts';
import { checkEncoding } from './decode-xml.ts';

export interface XmlHandler {
  /** `attributes` as written between the name and the end of the tag: see `eachAttribute`. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Decoded, whole between two tags or sections. */
  text(text: string): void;
}

/** Tags and text in pieces of any length. */
export interface XmlScanner {
  write(piece: string): void;
  /** @throws NotCleanable('damaged') when something is still open */
  end(): void;
}

const NAME = '[^\\s<>/="\'&!?]+';
const TAG = new RegExp(
  `<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>|</(${NAME})\\s*>`,
  'y',
);
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** What XML 1.0 § 2.2 does not allow, and half characters. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u0080-\u009f]|[\ufffe\uffff]|\p{Cs}/u;
/** A tag or text longer than this is not written by an office program. */
const LONGEST = 16 * 1024 * 1024;

/**
 * Splits XML into tags and text. Made for speed: what it passes on is written anew by the caller and checked by a parser of
 * its own, so it need not catch every fault, but no two readers may see different things in what it lets through.
 * @throws NotCleanable for a document type declaration ('tooComplex') and what is no XML ('damaged')
 */
export function xmlScanner(handler: XmlHandler): XmlScanner {
  let held: string[] = [];
  let heldLength = 0;
  const open: string[] = [];
  let isOver = false;

  function scan(xml: string): string {
    let at = 0;
    while (at < xml.length) {
      if (xml.charCodeAt(at) !== 60) {
        const end = xml.indexOf('<', at);
        if (end < 0) break;
        text(xml.slice(at, end));
        at = end;
        continue;
      }
      TAG.lastIndex = at;
      const tag = TAG.exec(xml);
      if (tag) {
        element(tag);
        at = TAG.lastIndex;
      } else {
        const next = section(xml, at);
        if (next === undefined) break;
        at = next;
      }
    }
    return xml.slice(at);
  }

  function element(tag: RegExpExecArray): void {
    const [, name, attributes = '', isEmpty, closed] = tag;
    if (name === undefined) {
      if (open.pop() !== closed) throw damaged('tags do not match');
      handler.close(closed as string);
    } else {
      if (isOver) throw damaged('two roots');
      handler.open(name, attributes);
      if (isEmpty === '') open.push(name);
      else handler.close(name);
    }
    if (open.length === 0) isOver = true;
  }

  /** Comments, instructions and the like; undefined when the end of one has not come yet. */
  function section(xml: string, at: number): number | undefined {
    for (const [start, end] of SECTIONS) {
      if (!xml.startsWith(start, at)) continue;
      const to = xml.indexOf(end, at + start.length);
      if (to < 0) return undefined;
      const content = xml.slice(at + start.length, to);
      if (start === '<![CDATA[') text(content, true);
      if (start === '<?' && /^xml\s/.test(content)) {
        checkEncoding(/encoding\s*=\s*["']([^"']*)/.exec(content)?.[1]);
      }
      return to + end.length;
    }
    const isCut = xml.length - at < 9 || xml.indexOf('>', at) < 0;
    if (xml.startsWith('<!D', at))
      throw new NotCleanable('tooComplex', 'document type declaration');
    // Quoted values may hold the sign that ends a tag, so a tag is known to be wrong only when another one begins.
    if (isCut || (xml[at + 1] !== '!' && xml.indexOf('<', at + 1) < 0)) return undefined;
    throw damaged('no tag');
  }

  function text(found: string, isPlain = false): void {
    if (open.length === 0) {
      if (found.trim() !== '' && found !== '\ufeff') throw damaged('text outside the root');
      return;
    }
    const lines = found.includes('\r') ? found.replace(/\r\n?/g, '\n') : found;
    handler.text(isPlain ? lines : decodeEntities(lines));
  }

  return {
    write(piece) {
      if (FORBIDDEN.test(piece)) throw damaged('a character that XML has not');
      held.push(piece);
      heldLength += piece.length;
      if (heldLength > LONGEST) throw new NotCleanable('tooComplex', 'a tag or text without end');
      // Neither sign: nothing can be complete that was not before.
      if (!piece.includes('<') && !piece.includes('>')) return;
      const rest = scan(held.join(''));
      held = [rest];
      heldLength = rest.length;
    },
    end() {
      const rest = scan(held.join(''));
      if (rest.trim() !== '' || open.length > 0 || !isOver) throw damaged('cut');
    },
  };
}

const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/** Calls `found` with each attribute of a tag, value decoded, in the order they are written. */
export function eachAttribute(written: string, found: (name: string, value: string) => void): void {
  ATTRIBUTE.lastIndex = 0;
  for (let match = ATTRIBUTE.exec(written); match; match = ATTRIBUTE.exec(written)) {
    const value = match[2] ?? match[3] ?? '';
    const isPlain = !/[&\t\n\r]/.test(value);
    found(
      match[1] as string,
      isPlain ? value : decodeEntities(value.replace(/\r\n|[\t\n\r]/g, ' ')),
    );
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#([0-9]{1,7})|#x([0-9a-f]{1,6})|(\w+))?;?/gi,
    (whole, decimal, hex, name) => {
      if (!whole.endsWith(';') || whole === '&;') throw damaged('a bare ampersand');
      if (name !== undefined) {
        const known = ENTITIES[name];
        if (known === undefined) throw damaged('an unknown entity');
        return known;
      }
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      if (code > 0x10ffff) throw damaged('no character');
      const character = String.fromCodePoint(code);
      if (FORBIDDEN.test(character)) throw damaged('a character that XML has not');
      return character;
    },
  );
}

function damaged(message: string): NotCleanable {
  return new NotCleanable('damaged', `XML: ${message}`);
}
