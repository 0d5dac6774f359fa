import { expect } from 'chai';
import fc from 'fast-check';
import { findHints } from '../../../src/intake/hints/find-hints.ts';
import type { HintKind } from '../../../src/intake/hints/hint.ts';
import { markedText } from '../../../src/intake/hints/marked-text.ts';
import { LANGUAGE_CODES, type Language } from '../../../src/languages/language.ts';
import { FOUND, NOT_FOUND } from './sentences.ts';

const found = (text: string, page: Language): [HintKind, string][] =>
  findHints(text, page).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('hints at who wrote a text', () => {
  for (const [page, text, ...expected] of FOUND) {
    it(`are found (${page}): ${text.replaceAll('\n', ' / ')}`, () => {
      expect(found(text, page)).to.deep.equal(expected);
    });
  }

  for (const [page, text] of NOT_FOUND) {
    it(`are not seen where there are none (${page}): ${text}`, () => {
      expect(found(text, page)).to.deep.equal([]);
    });
  }

  it('are found in the language of the text, whatever the language of the page', () => {
    const swedish =
      'Jag heter Karin och är den enda sjuksköterskan. Chefen vet inte att jag skriver.';
    for (const page of LANGUAGE_CODES) {
      expect(found(swedish, page).map(([, words]) => words)).to.deep.equal([
        'Karin',
        'den enda sjuksköterskan',
      ]);
    }
  });

  it('lie in the text, in order, and never over each other', () => {
    const pieces = fc.constantFrom(
      ...FOUND.map(([, text]) => text),
      ...['jeg er ', 'I am ', '+45 ', '22 33 44 55', '010203-1234', 'Å', '@', '😀', '\n', ' '],
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 12 });
    fc.assert(
      fc.property(texts, fc.constantFrom(...LANGUAGE_CODES), (parts, page) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end } of findHints(text, page)) {
          expect(start).to.be.at.least(last);
          expect(end).to.be.above(start).and.at.most(text.length);
          last = end;
        }
        const shown = markedText(text, findHints(text, page));
        expect(shown.map((piece) => piece.text).join('')).to.have.length.at.most(text.length);
        if (text.length <= 4000) expect(shown.map((piece) => piece.text).join('')).to.equal(text);
      }),
      { numRuns: 300 },
    );
  });

  it('take time in proportion to the text, however hostile it is', () => {
    const hostile = [
      'a',
      '0',
      '1',
      ' ',
      '-',
      '@',
      '.',
      'A',
      'Aa ',
      'a@',
      'a.',
      '1 ',
      '12 ',
      '+4',
      '0 0',
      '070-',
      '22 33 ',
      'jeg er ',
      'jeg blev x y ',
      'den eneste ',
      'I was a b ',
      'som a-b ',
      'Vej Vej ',
      'Aavej ',
      '12 Aa Aa ',
      'mvh\n',
      'min adresse er A',
      'a@a.',
      'AB 12 ',
      'bil AB',
      '311299',
      '\u00a0',
      'Æ',
      '\ud800',
      "I'm ",
      'cpr ',
    ];
    /** Regular expression steps cannot be counted; processor time of this thread can. */
    const cost = (text: string) => {
      const start = process.cpuUsage();
      for (const page of LANGUAGE_CODES) findHints(text, page);
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    };
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(100_000 / piece.length));
      // A quadratic pattern takes minutes here.
      expect(cost(text), `ms for 4 × 100 000 characters of ${JSON.stringify(piece)}`).to.be.below(
        4000,
      );
    }
  });

  it('leave out of a long text what is far from any of them', () => {
    const text = `${'Noget skete. '.repeat(500)}Jeg hedder Åse.${' Noget skete.'.repeat(500)}`;
    const pieces = markedText(text, findHints(text, 'da'));
    expect(pieces.map(({ kind, cut }) => kind ?? (cut ? 'cut' : 'text'))).to.deep.equal([
      'cut',
      'text',
      'name',
      'text',
      'cut',
    ]);
    expect(pieces.map((piece) => piece.text).join('')).to.include('Jeg hedder Åse. Noget');
  });
});
