import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { NotCleanable } from '../../src/sanitise/formats/format.ts';
import { verifyHere } from './pdf/clean-here.ts';
import { GROUP4, JP2 } from './pdf/codec-samples.ts';

type Stream = { dict: string; data: Buffer };
type Objects = (string | Stream)[];

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const packed = (dict: string, data: string | Buffer): Stream => ({
  dict: `${dict}/Filter /FlateDecode`,
  data: deflateSync(typeof data === 'string' ? latin(data) : data),
});

/** A file in the one layout that is allowed. */
function laidOut(objects: Objects): Buffer {
  const pieces: Buffer[] = [latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n')];
  const offsets: number[] = [];
  const length = (): number => pieces.reduce((sum, piece) => sum + piece.length, 0);
  for (const [index, body] of objects.entries()) {
    offsets.push(length());
    if (typeof body === 'string') pieces.push(latin(`${index + 1} 0 obj\n${body}\nendobj\n`));
    else {
      const head = `${index + 1} 0 obj\n<<${body.dict}/Length ${body.data.length}>>\nstream\n`;
      pieces.push(latin(head), body.data, latin('\nendstream\nendobj\n'));
    }
  }
  const start = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${rows}`;
  const trailer = `trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.concat([...pieces, latin(table + trailer)]);
}

const CONTENT = 'BT\n/F0 12 Tf\n20 20 Td\n(Text \\(here\\)) Tj\nET\n/X0 Do\nQ';
const IMAGE =
  '/Type /XObject/Subtype /Image/Width 2/Height 2/ColorSpace /DeviceGray/BitsPerComponent 8';

const ALLOWED: Objects = [
  '<</Type /Catalog/Pages 2 0 R>>',
  '<</Type /Pages/Count 1/Kids [3 0 R]>>',
  '<</Type /Page/Parent 2 0 R/MediaBox [0 0 200 200]/Resources <</XObject <</X0 5 0 R>>/Font <</F0 6 0 R>>>>/Contents 4 0 R>>',
  packed('', CONTENT),
  packed(IMAGE, '\0\x01\x02\x03'),
  '<</Type /Font/Subtype /Type1/BaseFont /Helvetica/Encoding 7 0 R/ToUnicode 8 0 R>>',
  '<</Type /Encoding/Differences [65 /A /B]>>',
  packed('', 'begincmap\n1 beginbfchar\n<41> <0041>\nendbfchar\nendcmap\n'),
];

/** The allowed file with object `number` (and further ones) changed. */
const changed = (number: number, body: string | Stream, ...more: Objects): Buffer => {
  const objects = [...ALLOWED];
  objects[number - 1] = body;
  return laidOut([...objects, ...more]);
};
const text = (number: number): string => {
  const body = ALLOWED[number - 1];
  if (typeof body !== 'string') throw new Error('a stream');
  return body;
};
/** The allowed file with a key more in the dictionary of object `number`. */
const withKey = (number: number, key: string, ...more: Objects): Buffer => {
  const body = ALLOWED[number - 1] as string | Stream;
  return typeof body === 'string'
    ? changed(number, body.replace(/>>$/, `${key}>>`), ...more)
    : changed(number, { ...body, dict: body.dict + key }, ...more);
};
const withContent = (content: string): Buffer => changed(4, packed('', content));
const edited = (from: string, to: string): Buffer =>
  latin(laidOut(ALLOWED).toString('latin1').replace(from, to));
const withPicture = (dict: string, data: Buffer | string): Buffer =>
  changed(5, {
    dict: `${IMAGE}${dict}`,
    data: typeof data === 'string' ? latin(data) : data,
  });

/** What must not be in a file that is called clean, one at a time. */
const FORBIDDEN: Record<string, () => Buffer> = {
  'a byte behind the end': () => Buffer.concat([laidOut(ALLOWED), latin('\n')]),
  'a comment under the header': () => edited('\n1 0 obj', '\n%x\n1 0 obj'),
  'another header': () => edited('%PDF-1.7', '%PDF-1.6'),
  'an information dictionary': () => edited('/Root 1 0 R', '/Root 1 0 R/Info 3 0 R'),
  'an identifier of the file': () => edited('/Root 1 0 R', '/Root 1 0 R/ID [<00> <00>]'),
  'a wrong offset': () => edited('0000000015 00000 n', '0000000016 00000 n'),
  'an earlier revision': () => Buffer.concat([laidOut(ALLOWED), laidOut(ALLOWED)]),
  'an object that nothing uses': () => laidOut([...ALLOWED, '<</Author (x)>>']),
  'an object that is used by nothing that shows': () => laidOut([...ALLOWED, '<</Type /Font>>']),
  'a comment in an object': () => changed(1, `${text(1)} %x`),
  'a string where none is due': () => changed(2, text(2).replace('1', '(1)')),
  'a key of the catalogue': () => withKey(1, '/Metadata 9 0 R', packed('', '<x/>')),
  'an action at opening': () => withKey(1, '/OpenAction <</S /JavaScript>>'),
  'a page label': () => withKey(1, '/PageLabels 1'),
  'a key of a page': () => withKey(3, '/LastModified 1'),
  annotations: () => withKey(3, '/Annots []'),
  'a thumbnail': () => withKey(3, '/Thumb 5 0 R'),
  'a key of a picture': () => withKey(5, '/Metadata 8 0 R'),
  'a key of a font': () => withKey(6, '/Name /F1'),
  'a key of a stream': () => withKey(4, '/DL 1'),
  'a key twice': () => withKey(1, '/Type /Catalog'),
  'a name in the resources that tells': () => changed(3, text(3).replace('/X0', '/Scan')),
  'a resource that no operator names': () => withContent('q\nQ'),
  'an operator whose resource is missing': () => withContent(`${CONTENT}\n/X1 Do`),
  'a comment in a content stream': () => withContent(`${CONTENT}\n%x\nq`),
  'marked content': () => withContent(`${CONTENT}\n/Span BMC EMC`),
  'marked content with properties': () => withContent(`${CONTENT}\n/P <</ActualText (x)>> BDC EMC`),
  'an operand too many': () => withContent(`${CONTENT}\n(x) 1 w`),
  'an operand of another kind': () => withContent(`${CONTENT}\n(x) w`),
  'operands without operator': () => withContent(`${CONTENT}\n(x)`),
  'an unknown operator': () => withContent(`${CONTENT}\nxx`),
  'bytes behind compressed data': () =>
    changed(4, {
      dict: '/Filter /FlateDecode',
      data: Buffer.concat([deflateSync(latin(CONTENT)), latin('x')]),
    }),
  'another filter': () => changed(4, { dict: '/Filter /ASCIIHexDecode', data: latin('71') }),
  'an inline image with a key more': () =>
    withContent(`${CONTENT}\nBI /W 1/H 1/BPC 8/CS /DeviceGray/X 1 ID \0\nEI`),
  'an inline image with bytes more': () =>
    withContent(`${CONTENT}\nBI /W 1/H 1/BPC 8/CS /DeviceGray ID \0x\nEI`),
  'rows more than a picture has': () =>
    withPicture('/Filter /FlateDecode', deflateSync(latin('01234'))),
  'a fax picture': () => withPicture('/Filter /CCITTFaxDecode', GROUP4),
  'a picture with metadata': () =>
    withPicture('/Filter /DCTDecode', latin('\xff\xd8\xff\xfe\0\x03x\xff\xd9')),
  'JPEG 2000 with a comment': () => withPicture('/Filter /JPXDecode', JP2),
  'a mask of a mask': () => withKey(5, '/SMask 9 0 R', packed(`${IMAGE}/SMask 5 0 R`, '\0\0\0\0')),
  'a line of a character map': () => changed(8, packed('', 'begincmap\n% x\nendcmap\n')),
  'a name in a character map': () =>
    changed(8, packed('', 'begincmap\n/CMapName /x def\nendcmap\n')),
  'a long meaning of a character': () =>
    changed(8, packed('', `1 beginbfchar\n<41> <${'00'.repeat(65)}>\nendbfchar\n`)),
  'the tag of a subset': () => changed(6, text(6).replace('/Helvetica', '/QWERTY+Helvetica')),
  'a colour profile with a date': () => {
    const profile = Buffer.alloc(132);
    profile.writeUInt32BE(132, 0);
    profile.write('GRAY', 16);
    profile.write('acsp', 36);
    profile.writeUInt16BE(2020, 24);
    const image = packed(IMAGE.replace('/DeviceGray', '9 0 R'), '0123');
    return changed(5, image, '[/ICCBased 10 0 R]', packed('/N 1', profile));
  },
  'the name of an ink': () =>
    changed(
      5,
      packed(IMAGE.replace('/DeviceGray', '9 0 R'), '0123'),
      '[/Separation /Secret /DeviceGray 10 0 R]',
      '<</FunctionType 2/Domain [0 1]/N 1>>',
    ),
  'code that is none': () =>
    changed(
      5,
      packed(IMAGE.replace('/DeviceGray', '9 0 R'), '0123'),
      '[/Separation /Spot0 /DeviceGray 10 0 R]',
      packed('/FunctionType 4/Domain [0 1]/Range [0 1]', '{ secret }'),
    ),
  'nothing at all': () => Buffer.alloc(0),
};

describe('the check of a cleaned PDF document', () => {
  it('takes a file that has only what the lists allow', () => verifyHere(laidOut(ALLOWED)));

  for (const [name, file] of Object.entries(FORBIDDEN)) {
    it(`refuses ${name}`, async () => {
      const error = await verifyHere(file()).then(
        () => undefined,
        (thrown) => thrown,
      );
      expect(error).to.be.instanceOf(NotCleanable);
      expect(error).to.have.property('reason', 'residue');
    });
  }
});
