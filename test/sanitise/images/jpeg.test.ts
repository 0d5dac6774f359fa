import { expect } from 'chai';
import sharp from 'sharp';
import { JPEG } from '../../../src/sanitise/formats/images/jpeg.ts';
import { bufferInput } from '../../../src/sanitise/input.ts';
import { verifyResult } from '../../../src/sanitise/verify-result.ts';
import { expectClean, peakSignalToNoise } from '../expect-clean.ts';
import { findMarkers, useSanitiser } from '../judges.ts';
import { HEIGHT, picture, pixelsOf, seenBy, tagged, WIDTH } from './pictures.ts';

const GROUPS = ['File', 'JFIF', 'Composite'];

/** A marker segment with any body. */
function segment(marker: number, body: string | Buffer): Buffer {
  const data = Buffer.from(body);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** Behind the start of the image. */
function withSegments(jpeg: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);
}

/** What a phone, an editor, an agency and somebody with a hex editor leave in a photo. */
async function dirtyJpeg(): Promise<Buffer> {
  const thumbnail = await tagged(await picture(64, 48).jpeg().toBuffer(), 'jpeg', [
    '-Comment=MARK-thumb-x1',
  ]);
  const jpeg = await tagged(await picture().jpeg({ quality: 95 }).toBuffer(), 'jpeg', [
    '-Artist=MARK-artist-x1',
    '-Copyright=MARK-rights-x1',
    '-Make=MARK-make-x1',
    '-Model=MARK-model-x1',
    '-Software=MARK-software-x1',
    '-DateTimeOriginal=2021:03:04 05:06:07',
    '-ExifIFD:SerialNumber=MARK-serial-x1',
    '-LensModel=MARK-lens-x1',
    '-UserComment=MARK-usercomment-x1',
    '-XPAuthor=MARK-xpauthor-x1',
    '-ImageUniqueID=MARK-unique-x1',
    '-GPSLatitude=55.6761',
    '-GPSLatitudeRef=N',
    '-GPSAreaInformation=MARK-area-x1',
    '-XMP-dc:Creator=MARK-xmpcreator-x1',
    '-XMP-photoshop:City=MARK-city-x1',
    '-XMP-xmpMM:DocumentID=MARK-docid-x1',
    '-IPTC:By-line=MARK-byline-x1',
    '-IPTC:Keywords=MARK-keyword-x1',
    '-Comment=MARK-comment-x1',
  ]);
  return Buffer.concat([
    withSegments(
      jpeg,
      segment(0xe3, 'META\0\0MARK-app3-x1'),
      segment(0xeb, 'JP\0\0\0\0\0\0jumbMARK-c2pa-x1'),
      segment(
        0xed,
        Buffer.concat([Buffer.from('Photoshop 3.0\x008BIM\x04\x0c\0\0\0\0'), thumbnail]),
      ),
      segment(0xe2, 'MPF\0MARK-mpf-x1'),
      segment(0xe5, 'MARK-app5-x1'),
      segment(0xfe, 'MARK-com-x1'),
    ),
    Buffer.from('MotionPhoto_Data ftypmp42 MARK-trailer-x1'),
  ]);
}

const MARKERS = (
  'artist rights make model software serial lens usercomment xpauthor unique area xmpcreator city docid byline ' +
  'keyword comment app3 c2pa thumb mpf app5 com trailer'
)
  .split(' ')
  .map((name) => `MARK-${name}-x1`);

describe('a JPEG photo', () => {
  const clean = useSanitiser();

  it('loses everything but its picture', async () => {
    const dirty = await dirtyJpeg();
    const { bytes, removed } = await expectClean(clean, dirty, {
      markers: MARKERS,
      type: 'jpeg',
      groups: GROUPS,
    });
    const kinds = Object.fromEntries(removed.map(({ kind, count }) => [kind, count]));
    expect(kinds).to.include({ location: 2, comment: 3, trailingData: 1, identifier: 2 });
    expect(kinds).to.include.keys(
      'author',
      'device',
      'time',
      'software',
      'description',
      'thumbnail',
    );
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await pixelsOf(dirty))).above(40);
  });

  for (const orientation of [2, 3, 4, 5, 6, 7, 8]) {
    it(`stands upright when the camera was held as in orientation ${orientation}`, async () => {
      const dirty = await tagged(await picture().jpeg().toBuffer(), 'jpeg', [
        `-Orientation#=${orientation}`,
      ]);
      const { bytes } = await expectClean(clean, dirty, {
        markers: [],
        type: 'jpeg',
        groups: GROUPS,
      });
      const { width } = await sharp(bytes).metadata();
      expect(width).to.equal(orientation > 4 ? HEIGHT : WIDTH);
      expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await pixelsOf(dirty))).above(35);
    });
  }

  it('keeps the colours of a wide-gamut photo without its profile', async () => {
    const dirty = await picture()
      .withIccProfile('p3')
      .jpeg({ chromaSubsampling: '4:4:4' })
      .toBuffer();
    const { bytes, removed } = await expectClean(clean, dirty, {
      markers: [],
      type: 'jpeg',
      groups: GROUPS,
    });
    expect(removed).to.deep.equal([{ kind: 'colourProfile', count: 1 }]);
    const unmanaged = await sharp(dirty, { ignoreIcc: true }).raw().toBuffer();
    const seen = await seenBy(bytes, 'jpeg');
    expect(peakSignalToNoise(seen, await pixelsOf(dirty))).above(40);
    expect(peakSignalToNoise(seen, unmanaged)).below(35);
  });

  it('turns the colours of printing into those of screens', async () => {
    const dirty = await picture().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer();
    const { bytes } = await expectClean(clean, dirty, {
      markers: [],
      type: 'jpeg',
      groups: GROUPS,
    });
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await pixelsOf(dirty))).above(35);
  });

  it('keeps shades of grey as they are', async () => {
    const dirty = await picture().toColourspace('b-w').jpeg({ quality: 95 }).toBuffer();
    const { bytes } = await expectClean(clean, dirty, {
      markers: [],
      type: 'jpeg',
      groups: GROUPS,
    });
    expect((await sharp(bytes).metadata()).space).to.equal('b-w');
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await seenBy(dirty, 'jpeg'))).above(40);
  });

  it('reads a progressive file', async () => {
    const dirty = await picture().jpeg({ progressive: true }).toBuffer();
    await expectClean(clean, dirty, { markers: [], type: 'jpeg', groups: GROUPS });
  });

  it('has nothing more to remove the second time', async () => {
    const first = await clean(await dirtyJpeg());
    const { result, bytes } = await clean(first.bytes);
    expect(result).to.deep.equal({ clean: true, type: 'jpeg', removed: [], bytes: bytes.length });
    expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await seenBy(first.bytes, 'jpeg'))).above(
      45,
    );
  });

  it('is read like viewers do when it has bytes between segments or lacks its end marker', async () => {
    const jpeg = await picture().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    const between = Buffer.concat([
      jpeg.subarray(0, scan),
      Buffer.from('MARK-between-j3'),
      jpeg.subarray(scan),
    ]);
    for (const [dirty, markers] of [
      [between, ['MARK-between-j3']],
      [jpeg.subarray(0, -2), []],
    ] as const) {
      const { bytes } = await expectClean(clean, dirty, { markers, type: 'jpeg', groups: GROUPS });
      expect(peakSignalToNoise(await seenBy(bytes, 'jpeg'), await seenBy(jpeg, 'jpeg'))).above(38);
    }
  });

  it('keeps its pixels bit by bit inside a document', async () => {
    const dirty = await dirtyJpeg();
    const pieces: Uint8Array[] = [];
    const removed = new Set<string>();
    await JPEG.clean(
      bufferInput(dirty),
      async (piece) => {
        pieces.push(piece);
      },
      {
        type: 'jpeg',
        within: 'docx',
        removed: (kind) => removed.add(kind),
        becomes: () => {},
        keep: undefined,
        nested: () => Promise.reject(new Error('nothing is nested')),
      },
    );
    const bytes = Buffer.concat(pieces);
    expect(findMarkers(bytes, MARKERS)).to.deep.equal([]);
    expect((await seenBy(bytes, 'jpeg')).equals(await seenBy(dirty, 'jpeg'))).to.equal(true);
    expect([...removed]).to.include.members(['location', 'author', 'thumbnail']);
    await verifyResult(bufferInput(bytes), 'jpeg');
  });

  it('does not pass the check with anything the cleaner would have removed', async () => {
    const { bytes } = await clean(await dirtyJpeg());
    for (const dirty of [
      await dirtyJpeg(),
      Buffer.concat([bytes, Buffer.from('x')]),
      withSegments(bytes, segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\0\0')),
      withSegments(bytes, segment(0xfe, '')),
      withSegments(bytes, segment(0xdb, Buffer.alloc(70))),
    ]) {
      const error = await verifyResult(bufferInput(dirty), 'jpeg').catch(
        (reason: unknown) => reason,
      );
      expect(error).to.have.property('reason', 'residue');
    }
  });

  it('is refused when it is cut', async () => {
    const dirty = await dirtyJpeg();
    const end = dirty.lastIndexOf(Buffer.from([0xff, 0xd9]));
    for (const part of [0.3, 0.9]) {
      const { result } = await clean(dirty.subarray(0, end * part));
      expect(result).to.deep.equal({ clean: false, type: 'jpeg', reason: 'damaged' });
    }
  });
});
