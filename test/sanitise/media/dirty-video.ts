import { makeMedia, PICTURE, TAGS, TONE } from './ffmpeg.ts';

export interface DirtyVideo {
  file: Buffer;
  markers: string[];
}

const SUBTITLES = '1\n00:00:00,000 --> 00:00:01,000\nmkQsubtitle\n';
const CHAPTERS = ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=mkQchapter\n';
const text = (marker: string) => Buffer.from(marker);

export async function dirtyMatroska(): Promise<DirtyVideo> {
  const files = {
    's.srt': SUBTITLES,
    'c.txt': CHAPTERS,
    'a.txt': 'mkQattachment',
    'c.png': 'mkQcover',
  };
  const args = [
    ...PICTURE,
    ...TONE,
    '-i',
    'file:s.srt',
    '-i',
    'file:c.txt',
    '-map',
    '0',
    '-map',
    '1',
    '-map',
    '2',
  ];
  args.push(
    '-map_metadata',
    '3',
    '-map_chapters',
    '3',
    ...TAGS.args,
    '-metadata',
    'creation_time=2019-05-04T03:02:01Z',
  );
  args.push(
    '-metadata:s:v',
    'title=mkQtrack',
    '-metadata:s:a',
    'language=dan',
    '-metadata:s:a',
    'mkqtag=mkQvalue',
  );
  args.push('-attach', 'file:a.txt', '-metadata:s:3', 'mimetype=text/plain');
  args.push('-attach', 'file:c.png', '-metadata:s:4', 'mimetype=image/png');
  args.push('-bsf:v', 'h264_metadata=sei_user_data=2ab37f6c9d2e4f0aa1b2c3d4e5f60718+mkQsupplement');
  args.push('-c:v', 'libx264', '-c:a', 'aac', '-c:s', 'srt');
  const made = await makeMedia('mkv', args, files);
  const markers =
    'mkQsubtitle mkQchapter mkQattachment mkQcover mkQtrack mkQvalue mkQsupplement mkQtail Lavf Lavc x264';
  return {
    file: Buffer.concat([made, text('mkQtail')]),
    markers: [...TAGS.markers, ...markers.split(' ')],
  };
}

function chunk(id: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** Puts chunks at the end of a list or form and mends its size and the one of the form. */
function withChunks(file: Buffer, list: string, ...chunks: Buffer[]): Buffer {
  const at = list === 'AVI ' ? 0 : file.indexOf(list) - 8;
  const size = file.readUInt32LE(at + 4);
  const more = Buffer.concat(chunks);
  const changed = Buffer.concat([
    file.subarray(0, at + 8 + size),
    more,
    file.subarray(at + 8 + size),
  ]);
  changed.writeUInt32LE(size + more.length, at + 4);
  if (at > 0) changed.writeUInt32LE(file.readUInt32LE(4) + more.length, 4);
  return changed;
}

/** A camera's AVI: names in lists, a comment in every JPEG frame, a clock, padding that says something. */
export async function dirtyAvi(): Promise<DirtyVideo> {
  const made = await makeMedia('avi', [
    ...PICTURE,
    ...TONE,
    ...TAGS.args,
    '-c:v',
    'mjpeg',
    '-pix_fmt',
    'yuvj420p',
    '-c:a',
    'pcm_s16le',
  ]);
  // FFmpeg signs each frame with a comment, which stands where a camera's would.
  const signed = Buffer.from(made.toString('latin1').replaceAll(/Lavc\d\d/g, 'mkQcmt'), 'latin1');
  const camera = withChunks(
    withChunks(signed, 'hdrl', chunk('IDIT', text('mkQclock')), chunk('JUNK', text('mkQjunk'))),
    'AVI ',
    chunk('LIST', Buffer.concat([text('ncdt'), chunk('nctg', text('mkQcamera'))])),
    chunk(
      'LIST',
      Buffer.concat([
        text('INFO'),
        chunk('IART', text('mkQperson')),
        chunk('ISFT', text('mkQfirmware')),
      ]),
    ),
    chunk('_PMX', text('<x:xmpmeta>mkQxmp</x:xmpmeta>')),
    chunk('zzzz', text('mkQunknown')),
  );
  const markers =
    'mkQcmt mkQclock mkQjunk mkQcamera mkQperson mkQfirmware mkQxmp mkQunknown mkQtail Lavf';
  return {
    file: Buffer.concat([camera, text('mkQtail')]),
    markers: [...TAGS.markers.filter((marker) => made.includes(marker)), ...markers.split(' ')],
  };
}
