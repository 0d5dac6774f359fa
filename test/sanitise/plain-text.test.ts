import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { useSanitiser } from './judges.ts';
import { cleanHere, verifyHere } from './media/clean-here.ts';

const FAMILY = '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}';
const SCOTLAND = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';

async function cleanText(text: string | Buffer, type: 'txt' | 'csv' = 'txt'): Promise<string> {
  return (await cleanHere(Buffer.from(text as string), type)).bytes.toString('utf8');
}

async function reasonOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'clean',
    (error) => error.reason ?? 'damaged',
  );
}

describe('cleaning plain text', () => {
  const clean = useSanitiser();

  it('drops what is not seen, tells how often, and keeps every letter', async () => {
    const marked =
      '\ufeffRød\u200bgrød\u2060 med\u00ad fløde\u202e.\u{e0041}\u{e0042}\r\nto\u2028tre  \t\r\n';
    const { result, bytes } = await clean(Buffer.from(marked));
    expect(bytes.toString('utf8')).to.equal('Rødgrød med fløde.\nto\ntre\n');
    expect(result).to.deep.equal({
      clean: true,
      type: 'txt',
      bytes: bytes.length,
      removed: [{ kind: 'hiddenContent', count: 7 }],
    });
  });

  const kept: [string, string][] = [
    ['a family in one emoji', `hej ${FAMILY}!`],
    ['a heart in colour', '❤\ufe0f'],
    ['a key cap', '1\ufe0f\u20e3'],
    ['a hand of some colour and trade', '\u{1f469}\u{1f3fd}\u200d\u{1f52c}'],
    ['the flag of Scotland', SCOTLAND],
    ['a Persian word that must not join', 'می\u200cخواهم'],
    ['a Sinhala conjunct', 'ක්\u200dෂ'],
    ['a variant of an ideograph', '葛\u{e0100}'],
    ['tabs and blank lines', 'a\tb\n\n\nc\n'],
    ['Greek, Cyrillic, Thai and Hangul', 'Ωμέγα Привет ไทย 한국어\n'],
  ];
  for (const [what, text] of kept) {
    it(`keeps ${what}`, async () => {
      expect(await cleanText(text)).to.equal(text);
    });
  }

  const dropped: [string, string, string][] = [
    ['a joiner between Latin letters', 'a\u200db\u200cc', 'abc'],
    ['selectors that encode bytes behind an emoji', '😀\u{e0148}\u{e0155}\ufe01', '😀'],
    ['tags behind a flag that none shows', '\u{1f3f4}\u{e0041}\u{e007f}', '\u{1f3f4}'],
    ['directions', '\u202aab\u202c\u200e\u2066cd\u2069', 'abcd'],
    ['controls and terminal colours', 'a\x07b\x1b[31mc\x1b[0m\x1b]8;;http://x\x07d', 'abcd'],
    ['spaces of other widths', 'a\u2009b\u2003c', 'a b c'],
    ['blanks behind lines', 'a \t\nb\t', 'a\nb'],
    ['fillers and shorthand', 'a\u3164b\uffa0c\u{1d173}d', 'abcd'],
  ];
  for (const [what, text, expected] of dropped) {
    it(`drops ${what}`, async () => {
      expect(await cleanText(text)).to.equal(expected);
      expect(await reasonOf(verifyHere(Buffer.from(text), 'txt'))).to.not.equal('clean');
    });
  }

  it('reads UTF-16 with its mark and the Windows code page of the west', async () => {
    const wide = Buffer.from('\ufeffÆble æøå 日本\r\n', 'utf16le');
    expect(await cleanText(wide)).to.equal('Æble æøå 日本\n');
    expect(await cleanText(Buffer.from(wide).swap16())).to.equal('Æble æøå 日本\n');
    const windows = Buffer.from('R\xf8dgr\xf8d \x93med\x94 fl\xf8de \x96 5 \x80\r\n', 'latin1');
    expect(await cleanText(windows)).to.equal('Rødgrød “med” fløde – 5 €\n');
  });

  const foreign: [string, Buffer][] = [
    ['Polish Windows', Buffer.from('Za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9 ja\x9f\xf1', 'latin1')],
    ['Russian Windows', Buffer.from('\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0', 'latin1')],
    ['Danish DOS', Buffer.from('Sm\x9brrebr\x9bd p\x86 bordet', 'latin1')],
    ['Danish Macintosh', Buffer.from('r\xbfdgr\xbfd p\x8c', 'latin1')],
  ];
  for (const [what, bytes] of foreign) {
    it(`does not guess at ${what} text, whose words a wrong guess would change`, async () => {
      expect(await reasonOf(cleanHere(bytes, 'txt'))).to.equal('unsupported');
    });
  }

  it('refuses a text with a photo written out in it, whose metadata nobody would clean', async () => {
    const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const base64 = photo.toString('base64');
    const uuencoded = `begin 644 x.jpg\nM${'!'.repeat(60)}\n`;
    const folded = (base64.match(/.{1,72}/g) ?? []).join('\n ');
    for (const text of [`![](data:image/jpeg;base64,${base64})`, `PHOTO: ${folded}`, uuencoded]) {
      expect(await reasonOf(cleanHere(Buffer.from(`se her\n${text}\n`), 'txt'))).to.equal(
        'unsupported',
      );
      expect(await reasonOf(verifyHere(Buffer.from(`se her\n${text}\n`), 'txt'))).to.equal(
        'residue',
      );
    }
    expect(await cleanText('nummer /9j/4AAQ og UEsDBBQA\n')).to.equal(
      'nummer /9j/4AAQ og UEsDBBQA\n',
    );
  });

  it('changes nothing the second time, whatever the text', async () => {
    const strange = fc.constantFrom(
      '\u200d',
      '\ufe0f',
      '\u200c',
      '\u180b',
      '\u{e0100}',
      '❤',
      '1',
      '\u20e3',
      'م',
      '葛',
      '\u{1f3fd}',
      '\u{1f468}',
      '\r',
      '\n',
      ' ',
      '\x1b',
      '[',
      ']',
      '\u{1f3f4}',
      '\u{e0067}',
      '\u{e007f}',
    );
    const text = fc
      .array(fc.oneof(strange, fc.string({ unit: 'binary', maxLength: 3 })))
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (source) => {
        const once = await cleanText(source);
        expect(await cleanText(once)).to.equal(once);
      }),
      { numRuns: 300 },
    );
  });

  it('handles a text longer than the pieces it is read in as one', async () => {
    const line = 'æøå\u200b❤\ufe0f og meget mere tekst\r\n';
    const expected = 'æøå❤\ufe0f og meget mere tekst\n';
    expect(await cleanText(line.repeat(60_000))).to.equal(expected.repeat(60_000));
  });
});

describe('cleaning tables of text', () => {
  const clean = useSanitiser();

  it('makes cells that would calculate into text and leaves numbers and names', async () => {
    const table =
      'navn,beløb,tlf\n"=WEBSERVICE(""http://x"")",-5,+45 12 34\n=cmd|\' /C calc\'!A0,- se note,@navn\n';
    const { result, bytes } = await clean(Buffer.from(table));
    expect(bytes.toString('utf8')).to.equal(
      'navn,beløb,tlf\n"\'=WEBSERVICE(""http://x"")",-5,+45 12 34\n\'=cmd|\' /C calc\'!A0,- se note,@navn\n',
    );
    expect(result).to.deep.include({
      clean: true,
      type: 'csv',
      removed: [{ kind: 'activeContent', count: 2 }],
    });
  });

  it('knows where quoted cells begin and end, over lines and separators', async () => {
    const table = 'a;"to\nlinjer; =SUM(A1)";b\n"x ""=SUM(A1)""";=SUM(A1);\t=SUM(A1)\n';
    expect(await cleanText(table, 'csv')).to.equal(
      'a;"to\nlinjer; =SUM(A1)";b\n"x ""=SUM(A1)""";\'=SUM(A1);\t\'=SUM(A1)\n',
    );
  });

  it('is checked for formulas by itself', async () => {
    expect(await reasonOf(verifyHere(Buffer.from('a,=SUM(B1)\n'), 'csv'))).to.equal('residue');
    expect(await reasonOf(verifyHere(Buffer.from('a,b\n'), 'csv'))).to.equal('clean');
  });
});
