import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inTemporaryFile } from '../judges.ts';

const run = promisify(execFile);

function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function fullBox(type: string, version: number, ...content: Buffer[]): Buffer {
  return box(type, Buffer.from([version, 0, 0, 0]), ...content);
}

function numbers(...parts: [bytes: number, value: number][]): Buffer {
  return Buffer.concat(
    parts.map(([bytes, value]) => {
      const buffer = Buffer.alloc(bytes);
      buffer.writeUIntBE(value, 0, bytes);
      return buffer;
    }),
  );
}

/** One picture coded as HEVC, and the record that a decoder needs for it, from another program's MP4 file. */
async function hevc(png: Buffer, exact: boolean): Promise<{ config: Buffer; sample: Buffer }> {
  return inTemporaryFile(png, 'png', async (path) => {
    const film = `${path}.mp4`;
    const x265 = `log-level=error:info=0:range=full:colormatrix=smpte170m:crf=${exact ? 5 : 22}`;
    await run('ffmpeg', [
      ...['-v', 'error', '-i', path, '-vf', 'scale=out_range=full:out_color_matrix=smpte170m'],
      ...[
        '-pix_fmt',
        exact ? 'yuv444p' : 'yuv420p',
        '-color_range',
        'pc',
        '-colorspace',
        'smpte170m',
      ],
      ...['-c:v', 'libx265', '-x265-params', x265, '-tag:v', 'hvc1', film],
    ]);
    const { stdout } = await run('cat', [film], { encoding: 'buffer', maxBuffer: 1 << 26 });
    const at = (type: string) => stdout.indexOf(type) - 4;
    const body = (start: number) => stdout.subarray(start + 8, start + stdout.readUInt32BE(start));
    return { config: body(at('hvcC')), sample: body(at('mdat')) };
  });
}

export interface HeicParts {
  png: Buffer;
  width: number;
  height: number;
  /** False for the quality of a camera; by default as exact as the coder can. */
  exact?: boolean;
  profile?: Buffer;
  /** Turns of 90° against the clock. */
  turns?: number;
  exif?: Buffer;
  xmp?: Buffer;
}

/** A photo as phones write it: one coded picture, its properties, and items for Exif and XMP. */
export async function craftHeic({
  png,
  width,
  height,
  profile,
  turns = 0,
  exact = true,
  exif,
  xmp,
}: HeicParts): Promise<Buffer> {
  const { config, sample } = await hevc(png, exact);
  const items: { id: number; type: string; data: Buffer; mime?: string }[] = [
    { id: 1, type: 'hvc1', data: sample },
    ...(exif ? [{ id: 2, type: 'Exif', data: Buffer.concat([numbers([4, 0]), exif]) }] : []),
    ...(xmp ? [{ id: 3, type: 'mime', data: xmp, mime: 'application/rdf+xml' }] : []),
  ];
  const properties = [
    box('hvcC', config),
    fullBox('ispe', 0, numbers([4, width], [4, height])),
    ...(profile ? [box('colr', Buffer.from('prof'), profile)] : []),
    ...(turns ? [box('irot', Buffer.from([turns]))] : []),
  ];
  const meta = (offset: number) => {
    let at = offset;
    const places = items.map(({ id, data }) => {
      at += data.length;
      return numbers([2, id], [2, 0], [2, 1], [4, at - data.length], [4, data.length]);
    });
    return fullBox(
      'meta',
      0,
      fullBox('hdlr', 0, numbers([4, 0]), Buffer.from('pict'), Buffer.alloc(13)),
      fullBox('pitm', 0, numbers([2, 1])),
      fullBox('iloc', 0, numbers([2, 0x4400], [2, items.length]), ...places),
      fullBox(
        'iinf',
        0,
        numbers([2, items.length]),
        ...items.map(({ id, type, mime }) =>
          fullBox(
            'infe',
            2,
            numbers([2, id], [2, 0]),
            Buffer.from(`${type}\0${mime ? `${mime}\0` : ''}`),
          ),
        ),
      ),
      ...(items.length > 1
        ? [
            fullBox(
              'iref',
              0,
              ...items.slice(1).map(({ id }) => box('cdsc', numbers([2, id], [2, 1], [2, 1]))),
            ),
          ]
        : []),
      box(
        'iprp',
        box('ipco', ...properties),
        fullBox(
          'ipma',
          0,
          numbers([4, 1], [2, 1], [1, properties.length]),
          Buffer.from(properties.map((_, index) => 0x80 | (index + 1))),
        ),
      ),
    );
  };
  const brands = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic'));
  const start = brands.length + meta(0).length + 8;
  return Buffer.concat([brands, meta(start), box('mdat', ...items.map(({ data }) => data))]);
}
