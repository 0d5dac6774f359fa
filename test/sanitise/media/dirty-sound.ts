import { makeMedia, TAGS, TONE } from './ffmpeg.ts';

export interface DirtySound {
  file: Buffer;
  markers: string[];
  /** The same sound without what was planted. */
  plain: Buffer;
}

const text = (marker: string) => Buffer.from(marker);

function u32(value: number, order: 'LE' | 'BE'): Buffer {
  const bytes = Buffer.alloc(4);
  if (order === 'LE') bytes.writeUInt32LE(value);
  else bytes.writeUInt32BE(value);
  return bytes;
}

function id3Frame(name: string, content: Buffer): Buffer {
  return Buffer.concat([text(name), u32(content.length, 'BE'), Buffer.alloc(2), content]);
}

function id3(...frames: Buffer[]): Buffer {
  const body = Buffer.concat(frames);
  const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f);
  return Buffer.concat([text('ID3'), Buffer.of(3, 0, 0, ...size), body]);
}

/** ID3v1 with the extended tag in front of it. */
function id3v1(marker: string): Buffer {
  const extended = Buffer.alloc(227);
  extended.write(`TAG+${marker}e`, 'latin1');
  const tag = Buffer.alloc(128);
  tag.write(`TAG${marker}`, 'latin1');
  return Buffer.concat([extended, tag]);
}

function ape(marker: string): Buffer {
  const item = Buffer.concat([u32(marker.length, 'LE'), u32(0, 'LE'), text(`Artist\0${marker}`)]);
  const foot = Buffer.concat([
    text('APETAGEX'),
    u32(2000, 'LE'),
    u32(item.length + 32, 'LE'),
    u32(1, 'LE'),
  ]);
  return Buffer.concat([item, foot, u32(0, 'LE'), Buffer.alloc(8)]);
}

function lyrics(marker: string): Buffer {
  const body = `LYRICSBEGIN${marker}`;
  return text(`${body}${String(body.length).padStart(6, '0')}LYRICS200`);
}

/** Tags in front, in the middle and in all forms behind, and the encoder's name in padding and info frame. */
export async function dirtyMp3(): Promise<DirtySound> {
  // Silence at the highest rate is mostly padding, where LAME writes its name.
  const plain = await makeMedia('mp3', [
    ...TONE,
    '-af',
    'volume=0',
    '-b:a',
    '320k',
    '-id3v2_version',
    '0',
  ]);
  const middle = plain.indexOf(Buffer.from('fffbe4', 'hex'), plain.length / 2);
  const head = id3(
    id3Frame('TPE1', text('\0mkQartist')),
    id3Frame('TIT2', text('\x01\xff\xfem\0k\0Q\0t\0')),
    id3Frame('APIC', text('\0image/png\0\x03mkQcover\0mkQpixels')),
    id3Frame('GEOB', text('\0text/plain\0mkQfile\0mkQobject\0mkQbytes')),
    id3Frame('PRIV', text('mkQowner\0mkQprivate')),
    id3Frame('CHAP', text('c1\0\0\0\0\0\0\0\x01\0mkQchapter')),
    Buffer.alloc(64),
  );
  const file = Buffer.concat([
    head,
    plain.subarray(0, middle),
    id3(id3Frame('COMM', text('\0engmkQmiddle'))),
    plain.subarray(middle),
    ape('mkQape'),
    lyrics('mkQlyrics'),
    id3v1('mkQold'),
  ]);
  const markers =
    'mkQartist mkQcover mkQpixels mkQobject mkQbytes mkQowner mkQprivate mkQchapter mkQmiddle mkQape'.split(
      ' ',
    );
  return { file, plain, markers: [...markers, 'mkQlyrics', 'mkQold', 'mkQolde', 'LAME3.100'] };
}

function riff(id: string, content: Buffer): Buffer {
  return Buffer.concat([
    text(id),
    u32(content.length, 'LE'),
    content,
    Buffer.alloc(content.length % 2),
  ]);
}

export async function dirtyWav(): Promise<DirtySound> {
  const plain = await makeMedia('wav', [...TONE, '-bitexact']);
  const bext = Buffer.alloc(620);
  bext.write('mkQdescription', 0);
  bext.write('mkQoriginator', 256);
  bext.write('2019-05-04', 320);
  bext.write('mkQcoding', 602);
  const info = [...TAGS.markers].map((marker, index) => riff(`I${'ARCN'[index]}AA`, text(marker)));
  const chunks = [
    riff('bext', bext),
    riff('iXML', text('<BWFXML><DEVICE>mkQixml</DEVICE></BWFXML>')),
    riff(
      'LIST',
      Buffer.concat([
        text('INFO'),
        ...info,
        riff('ISFT', text('mkQsoftware')),
        riff('IART', text('mkQperson')),
      ]),
    ),
    riff('LIST', Buffer.concat([text('adtl'), riff('labl', text('\0\0\0\0mkQlabel'))])),
    riff('_PMX', text('<x:xmpmeta>mkQxmp</x:xmpmeta>')),
    riff('id3 ', id3(id3Frame('TPE1', text('\0mkQid3')))),
    riff('JUNK', text('mkQjunk')),
    riff('zzzz', text('mkQunknown')),
  ];
  const body = Buffer.concat([plain.subarray(12), ...chunks]);
  const form = Buffer.concat([text('RIFF'), u32(body.length + 4, 'LE'), text('WAVE'), body]);
  const markers =
    'mkQdescription mkQoriginator mkQcoding mkQixml mkQsoftware mkQperson mkQlabel mkQxmp mkQid3 mkQjunk mkQunknown mkQtail';
  return {
    file: Buffer.concat([form, text('mkQtail')]),
    plain,
    markers: [...markers.split(' '), ...TAGS.markers],
  };
}

export async function dirtyFlac(): Promise<DirtySound> {
  const plain = await makeMedia('flac', [...TONE, ...TAGS.args]);
  const blocks: Buffer[] = [];
  let at = 4;
  for (let isLast = false; !isLast; ) {
    isLast = ((plain[at] ?? 0) & 0x80) !== 0;
    const end = at + 4 + plain.readUIntBE(at + 1, 3);
    const block = Buffer.from(plain.subarray(at, end));
    block[0] = (block[0] ?? 0) & 0x7f;
    blocks.push(block);
    at = end;
  }
  const block = (type: number, content: string) =>
    Buffer.concat([u32(type * 2 ** 24 + content.length, 'BE'), text(content)]);
  const last = block(1, 'mkQpadding');
  last[0] = 0x81;
  const file = Buffer.concat([
    id3(id3Frame('TIT2', text('\0mkQid3'))),
    text('fLaC'),
    ...blocks,
    block(2, 'mkQapplication'),
    block(6, 'mkQpicture'),
    last,
    plain.subarray(at),
    ape('mkQape'),
    id3v1('mkQold'),
  ]);
  const markers = 'mkQid3 mkQapplication mkQpicture mkQpadding mkQape mkQold Lavf'.split(' ');
  return { file, plain, markers: [...markers, ...TAGS.markers] };
}

export async function dirtyOgg(codec: 'libvorbis' | 'libopus'): Promise<DirtySound> {
  const plain = await makeMedia('ogg', [
    ...TONE,
    ...TAGS.args,
    '-metadata',
    `lyrics=${'mkQlong '.repeat(12_000)}`,
    '-ac',
    '2',
    '-c:a',
    codec,
  ]);
  const file = Buffer.concat([plain, text('mkQtail'), id3v1('mkQold')]);
  return { file, plain, markers: [...TAGS.markers, 'mkQlong', 'mkQtail', 'mkQold', 'Lavc'] };
}

function iff(id: string, content: Buffer): Buffer {
  return Buffer.concat([
    text(id),
    u32(content.length, 'BE'),
    content,
    Buffer.alloc(content.length % 2),
  ]);
}

export async function dirtyAiff(): Promise<DirtySound> {
  const plain = await makeMedia('aiff', TONE);
  const chunks = [
    iff('NAME', text('mkQname')),
    iff('AUTH', text('mkQauthor')),
    iff('(c) ', text('mkQrights')),
    iff('ANNO', text('mkQnote')),
    iff('COMT', text('\0\x01\0\0\0\0\0\0\0\x0amkQcomment')),
    iff('MARK', text('\0\x01\0\x01\0\0\0\x01\x09mkQmarker')),
    iff('APPL', text('stocmkQprogram')),
    iff('ID3 ', id3(id3Frame('TPE1', text('\0mkQid3')))),
    iff('zzzz', text('mkQunknown')),
  ];
  const body = Buffer.concat([plain.subarray(12), ...chunks]);
  const form = Buffer.concat([text('FORM'), u32(body.length + 4, 'BE'), text('AIFF'), body]);
  const markers =
    'mkQname mkQauthor mkQrights mkQnote mkQcomment mkQmarker mkQprogram mkQid3 mkQunknown mkQtail';
  return { file: Buffer.concat([form, text('mkQtail')]), plain, markers: markers.split(' ') };
}
