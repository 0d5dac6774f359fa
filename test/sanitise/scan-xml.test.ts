import { expect } from 'chai';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { NotCleanable } from '../../src/sanitise/formats/format.ts';
import { eachAttribute, xmlScanner } from '../../src/sanitise/formats/xml/scan-xml.ts';

type Event = string | [string, Record<string, string>];

function scanned(pieces: readonly string[]): Event[] {
  const events: Event[] = [];
  const scanner = xmlScanner({
    open(name, written) {
      const attributes: Record<string, string> = {};
      eachAttribute(written, (key, value) => {
        attributes[key] = value;
      });
      events.push([name, attributes]);
    },
    close: (name) => events.push(`/${name}`),
    text: (text) => join(events, text),
  });
  for (const piece of pieces) scanner.write(piece);
  scanner.end();
  return events;
}

/** Text may come in several parts around a comment or section. */
function join(events: Event[], text: string): void {
  if (text === '') return;
  const last = events.at(-1);
  if (typeof last === 'string' && last.startsWith('"')) events[events.length - 1] = last + text;
  else events.push(`"${text}`);
}

/** What an XML parser of its own sees. */
function parsed(xml: string): Event[] {
  const events: Event[] = [];
  const parser = new SaxesParser();
  let depth = 0;
  parser.on('opentag', ({ name, attributes }) => {
    depth++;
    events.push([name, { ...attributes } as Record<string, string>]);
  });
  parser.on('closetag', ({ name }) => {
    depth--;
    events.push(`/${name}`);
  });
  const text = (found: string) => depth > 0 && join(events, found);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml).close();
  return events;
}

const word = fc.constantFrom('a', 'w:p', 'b-c', 'x1');
const value = fc.constantFrom(
  '',
  'v',
  'a b',
  '&amp;&lt;',
  '&#65;&#x42;',
  '>',
  "it's",
  'tab\there',
  'ø💩',
  '\r\n',
);
const element = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(
      'text',
      ' ',
      '&gt;',
      '<!-- <a> -->',
      '<![CDATA[<b>&amp;]]>',
      '<?pi a>b?>',
      'line\r\nend',
      'ø💩',
    ),
    fc
      .tuple(
        word,
        fc.uniqueArray(word, { maxLength: 3 }),
        fc.array(value, { minLength: 3, maxLength: 3 }),
        fc.array(tie('node'), { maxLength: 4 }),
        fc.boolean(),
      )
      .map(([name, keys, values, inner, blank]) => {
        const attributes = keys.map(
          (key, at) => `${blank ? '\n ' : ' '}${key}${blank ? ' = ' : '='}"${values[at]}"`,
        );
        const head = `${name}${attributes.join('')}`;
        return inner.length === 0 && blank
          ? `<${head} />`
          : `<${head}>${inner.join('')}</${name}${blank ? ' ' : ''}>`;
      }),
  ),
})).node;
const document = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0" encoding="UTF-8"?>\n'),
    fc.array(element, { maxLength: 6 }),
  )
  .map(([start, inner]) => `${start}<root>${inner.join('')}</root>\n`);

describe('scanning XML', () => {
  it('sees what another parser sees, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(), { maxLength: 5 }), (xml, cuts) => {
        // Decoders hand out whole characters.
        const characters = [...xml];
        const places = cuts.map((cut) => cut % (characters.length + 1)).sort((a, b) => a - b);
        const pieces = [0, ...places].map((from, at) =>
          characters.slice(from, places[at] ?? characters.length).join(''),
        );
        expect(scanned(pieces)).to.deep.equal(parsed(xml));
      }),
      { numRuns: 500 },
    );
  });

  for (const [what, xml] of [
    ['tags that do not match', '<a><b></a></b>'],
    ['an end without a start', '<a></a></a>'],
    ['two roots', '<a/><b/>'],
    ['text outside the root', '<a/>x'],
    ['a missing end', '<a><b></b>'],
    ['a cut tag', '<a><b c="d'],
    ['an unquoted value', '<a b=c></a>'],
    ['a bare ampersand', '<a>x & y</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a reference to one', '<a>&#1;</a>'],
    ['a tag inside a tag', '<a <b></b></a>'],
    ['nothing at all', ''],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-5"?><a/>'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => scanned([xml]))
        .to.throw(NotCleanable)
        .with.property('reason', 'damaged');
    });
  }

  it('refuses a document type, entities or not', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>';
    expect(() => scanned([bomb]))
      .to.throw(NotCleanable)
      .with.property('reason', 'tooComplex');
  });

  it('refuses a tag without end before it fills the memory', () => {
    const endless = Array.from({ length: 400 }, () => `<a ${'b'.repeat(65_536)}>"`.slice(3));
    expect(() => scanned(['<a b="', ...endless])).to.throw(NotCleanable);
  });
});
