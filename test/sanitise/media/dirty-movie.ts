import { box, editBox } from './boxes.ts';
import { makeMedia, PICTURE, TAGS, TONE, tagged } from './ffmpeg.ts';

const SUBTITLES = '1\n00:00:00,000 --> 00:00:01,000\nmkQsubtitle\n';
const CHAPTERS = ';FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=900\ntitle=mkQchapter\n';
/** A camera's own block in the coded picture: supplemental information of user data. */
const USER_DATA = '2ab37f6c9d2e4f0aa1b2c3d4e5f60718+mkQsupplement';
const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');

export interface DirtyMovie {
  file: Buffer;
  markers: string[];
}

/** A movie with a marker in every place known to hide one. */
export async function dirtyMovie(extension: 'mp4' | 'mov'): Promise<DirtyMovie> {
  const args = [...PICTURE, ...TONE, '-i', 'file:s.srt', '-i', 'file:c.txt'];
  args.push('-map', '0', '-map', '1', '-map', '2', '-map_metadata', '3', '-map_chapters', '3');
  args.push(...TAGS.args, '-metadata', 'location=+55.6761+012.5683/', '-timecode', '10:20:30:00');
  args.push('-metadata', 'creation_time=2019-05-04T03:02:01Z');
  args.push('-metadata:s:v', 'handler_name=mkQhandler', '-metadata:s:a', 'language=dan');
  args.push(
    '-metadata:s:v',
    'rotate=90',
    '-c:v',
    'libx264',
    '-bf',
    '2',
    '-c:a',
    'aac',
    '-c:s',
    'mov_text',
  );
  args.push('-bsf:v', `h264_metadata=sei_user_data=${USER_DATA}`);
  const made = await makeMedia(extension, args, { 's.srt': SUBTITLES, 'c.txt': CHAPTERS });
  const written = await tagged(withNames(made), extension, [
    '-XMP-dc:Creator=mkQxmp',
    '-Keys:Make=mkQmake',
    '-Keys:Model=mkQmodel',
    '-UserData:Comment=mkQuserdata',
    '-GPSCoordinates=55.6761, 12.5683, 3',
  ]);
  const markers = [...TAGS.markers, 'mkQhandler', 'mkQsubtitle', 'mkQchapter', 'mkQsupplement'];
  markers.push('mkQxmp', 'mkQmake', 'mkQmodel', 'mkQuserdata', 'mkQtrack', 'mkQentry', 'mkQname');
  markers.push('mkQfree', 'mkQprivate', 'mkQtail', 'mkQend', 'x264', 'Lavc');
  return { file: withTail(written), markers };
}

const text = (marker: string) => Buffer.from(marker);

/** Names in tracks and entries that FFmpeg does not write; it puts the movie behind the media, so that boxes may grow. */
function withNames(movie: Buffer): Buffer {
  const file = editBox(movie, ['moov', 'trak'], (trak) =>
    Buffer.concat([trak, box('udta', box('name', text('mkQtrack')))]),
  );
  const turned = editBox(file, ['moov', 'trak', 'tkhd'], quarterTurn);
  return editBox(turned, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd', 'avc1'], (entry) => {
    const named = Buffer.from(entry);
    named.write('mkQname', 43, 'latin1');
    return Buffer.concat([named, box('mkQe', text('mkQentry'))]);
  });
}

/** As a phone held upright writes it: the matrix of the track turns the picture. */
function quarterTurn(tkhd: Buffer): Buffer {
  const turned = Buffer.from(tkhd);
  const [one, zero] = [0x10000, 0];
  for (const [index, value] of [zero, one, zero, -one, zero, zero].entries()) {
    turned.writeInt32BE(value, 40 + index * 4);
  }
  return turned;
}

/** Padding that says something, boxes of makers, and data behind the last box. */
function withTail(movie: Buffer): Buffer {
  return Buffer.concat([
    movie,
    box('free', text('mkQfree')),
    box('uuid', XMP_UUID, text('<x:xmpmeta>mkQprivate</x:xmpmeta>')),
    box('MAKR', text('mkQtail')),
    text('\xff\xff\xff\xffmkQend of the file'),
  ]);
}
