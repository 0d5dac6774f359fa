import { expect } from 'chai';
import { findMarkers, useSanitiser } from './judges.ts';
import { relationship, wordParts } from './office/dirty-docx.ts';
import { dirtyZip, planter } from './office/dirty-zip.ts';
import { partsOf } from './office/read-parts.ts';

function record(type: number, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(8 + content.length, 4);
  return Buffer.concat([head, content]);
}

function padded(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

/** A metafile with a rectangle, and a title and comments besides. */
function emf(title: string, comments: readonly Buffer[]): Buffer {
  const description = padded(title);
  const header = Buffer.alloc(100);
  for (const [at, value] of [
    [8, 100],
    [12, 100],
    [24, 2540],
    [28, 2540],
    [64, 800],
    [68, 600],
    [72, 320],
    [76, 240],
  ] as const) {
    header.writeInt32LE(value, at);
  }
  header.writeUInt32LE(0x464d4520, 32);
  header.writeUInt32LE(0x10000, 36);
  header.writeUInt32LE(description.length / 2, 52);
  header.writeUInt32LE(108, 56);
  const rectangle = Buffer.alloc(16);
  rectangle.writeInt32LE(90, 8);
  rectangle.writeInt32LE(90, 12);
  const records = [
    record(1, Buffer.concat([header, description])),
    ...comments.map((comment) => {
      const size = Buffer.alloc(4);
      size.writeUInt32LE(comment.length);
      return record(70, Buffer.concat([size, comment]));
    }),
    record(43, rectangle),
    record(14, Buffer.from('0000000000000000 14000000'.replaceAll(' ', ''), 'hex')),
  ];
  const all = Buffer.concat(records);
  all.writeUInt32LE(all.length, 48);
  all.writeUInt32LE(records.length, 52);
  return all;
}

function wmf(comment: string): Buffer {
  const text = padded(comment);
  const words = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 2);
    for (const [at, value] of values.entries()) bytes.writeUInt16LE(value, at * 2);
    return bytes;
  };
  const size = 5 + text.length / 2;
  return Buffer.concat([
    words(1, 9, 0x300, 9 + size + 7 + 3, 0, 0, size, 0, 0),
    words(size, 0, 0x626, 15, text.length),
    text,
    words(7, 0, 0x41b, 90, 90, 0, 0),
    words(3, 0, 0),
  ]);
}

describe('cleaning the drawings in a document', () => {
  const clean = useSanitiser();

  async function inDocument(name: string, drawing: Buffer) {
    const parts = wordParts({
      body: '<w:p><w:r><w:pict><v:shape style="width:50pt;height:50pt"><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r></w:p>',
      relationships: relationship('rId1', 'image', `media/${name}`),
      parts: { [`word/media/${name}`]: drawing },
    });
    return await clean(await dirtyZip(parts));
  }

  it('takes title and comments out of an EMF and keeps what it draws', async () => {
    const { plant: p, planted } = planter();
    const drawing = emf(p('title'), [padded(p('comment'))]);
    const file = Buffer.concat([drawing, Buffer.from(p('trailer'))]);
    const { result, bytes } = await inDocument('a.emf', file);
    expect(result).to.include({ clean: true });
    expect(findMarkers(bytes, planted)).to.deep.equal([]);
    const cleaned = partsOf(bytes).get('word/media/image1.emf');
    expect(cleaned?.includes(drawing.subarray(-44))).to.equal(true);
    const again = await clean(bytes);
    expect(again.bytes.equals(bytes)).to.equal(true);
  });

  it('takes escapes out of a WMF and keeps what it draws', async () => {
    const { plant: p, planted } = planter();
    const { result, bytes } = await inDocument('a.wmf', wmf(p('escape')));
    expect(result).to.include({ clean: true });
    expect(findMarkers(bytes, planted)).to.deep.equal([]);
    expect(partsOf(bytes).get('word/media/image1.wmf')).to.have.lengthOf(18 + 14 + 6);
  });

  it('leaves out a drawing that is in comments only, and says so', async () => {
    const plus = Buffer.concat([
      Buffer.from('EMF+'),
      Buffer.from('01400000', 'hex'),
      Buffer.alloc(12),
    ]);
    const { result, bytes } = await inDocument('a.emf', emf('', [plus]));
    expect(result).to.deep.include({
      clean: true,
      removed: [
        { kind: 'time', count: 1 },
        { kind: 'embeddedFile', count: 1 },
      ],
    });
    expect([...partsOf(bytes).keys()].filter((name) => name.includes('media'))).to.deep.equal([]);
  });
});
