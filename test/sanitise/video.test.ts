import { expect } from 'chai';
import { exifToolTags, findMarkers, useSanitiser } from './judges.ts';
import { cleanHere, verifyHere } from './media/clean-here.ts';
import { dirtyAvi, dirtyMatroska } from './media/dirty-video.ts';
import { decodedHashes, makeMedia, PICTURE, probe, TAGS, TONE } from './media/ffmpeg.ts';

const BOTH = [...PICTURE, ...TONE];

describe('cleaning Matroska and WebM', () => {
  const clean = useSanitiser();

  it('takes every planted word out of mkv and keeps picture and sound bit by bit', async () => {
    const { file, markers } = await dirtyMatroska();
    expect(findMarkers(file, markers)).to.deep.equal(markers);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true, type: 'mkv' });
    expect(findMarkers(bytes, markers)).to.deep.equal([]);
    expect(await decodedHashes(bytes, 'mkv')).to.equal(await decodedHashes(file, 'mkv'));
    const kinds = result.clean ? result.removed.map(({ kind }) => kind) : [];
    expect(kinds).to.include.members([
      'author',
      'software',
      'description',
      'identifier',
      'chapter',
    ]);
    expect(kinds).to.include.members([
      'hiddenContent',
      'embeddedFile',
      'picture',
      'trailingData',
      'time',
    ]);
    const { streams, chapters } = await probe(bytes, 'mkv');
    expect(streams.map((stream) => stream.codec_name)).to.deep.equal(['h264', 'aac']);
    expect(streams[1]?.tags?.['language']).to.equal('dan');
    expect(chapters).to.deep.equal([]);
    const tags = Object.entries(await exifToolTags(bytes, 'mkv'));
    expect(tags.filter(([tag]) => /Title|Name|Date|Tag|Attach|Chapter/.test(tag))).to.deep.equal(
      [],
    );
    expect(tags.filter(([tag, value]) => /App$/.test(tag) && value !== '')).to.deep.equal([]);
    const again = await clean(bytes);
    expect(again.result).to.deep.include({ clean: true, removed: [] });
    expect(again.bytes.equals(bytes)).to.equal(true);
  });

  const kept: [string, string, string[]][] = [
    ['VP8 and Vorbis', 'webm', ['-c:v', 'libvpx', '-c:a', 'libvorbis', '-ac', '2']],
    ['VP9 and Opus', 'webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-c:a', 'libopus']],
    ['AV1', 'webm', ['-c:v', 'libsvtav1', '-preset', '12', '-c:a', 'libopus']],
    [
      'a browser’s recording without sizes',
      'webm',
      ['-c:v', 'libvpx', '-c:a', 'libopus', '-live', '1'],
    ],
    [
      'transparency',
      'webm',
      ['-vf', 'format=yuva420p', '-c:v', 'libvpx', '-auto-alt-ref', '0', '-an'],
    ],
    [
      'HEVC and FLAC',
      'mkv',
      ['-c:v', 'libx265', '-x265-params', 'log-level=error', '-c:a', 'flac'],
    ],
    ['MPEG-4 part 2 and AC-3', 'mkv', ['-c:v', 'mpeg4', '-c:a', 'ac3']],
    ['a DVD', 'mkv', ['-c:v', 'mpeg2video', '-c:a', 'mp2']],
    ['JPEG frames', 'mkv', ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le']],
    ['Theora and MP3', 'mkv', ['-c:v', 'libtheora', '-c:a', 'libmp3lame']],
    ['an old Windows codec', 'mkv', ['-c:v', 'msmpeg4v2', '-c:a', 'alac']],
  ];
  for (const [what, extension, args] of kept) {
    it(`keeps ${what} in ${extension} bit by bit and leaves no name`, async () => {
      const dirty = await makeMedia(extension, [...BOTH, ...args, ...TAGS.args]);
      const { result, bytes } = await clean(dirty);
      expect(result).to.include({ clean: true, type: extension });
      expect(await decodedHashes(bytes, extension)).to.equal(await decodedHashes(dirty, extension));
      for (const name of ['mkQ', 'Lavf', 'x265', 'Xiph'])
        expect(bytes.includes(name), name).to.equal(false);
    });
  }

  it('can be sought in: every key frame stands in the index', async () => {
    const dirty = await makeMedia('webm', [
      ...BOTH,
      '-c:v',
      'libvpx',
      '-g',
      '5',
      '-cluster_time_limit',
      '200',
      '-c:a',
      'libopus',
    ]);
    const { bytes } = await cleanHere(dirty, 'webm');
    const index = bytes.indexOf(Buffer.from('1c53bb6b', 'hex'));
    const clusters = bytes.indexOf(Buffer.from('1f43b675', 'hex'));
    expect(index).to.be.within(1, clusters);
    // Every point begins with its time in eight bytes.
    const points = bytes.toString('hex', index, clusters).split('b388').length - 1;
    expect(points).to.be.at.least(5);
  });

  it('is refused when it is cut off, encrypted in blocks, or of an unknown codec', async () => {
    const whole = await makeMedia('mkv', [...BOTH, '-c:v', 'libx264', '-c:a', 'aac']);
    expect((await clean(whole.subarray(0, -500))).result).to.include({ reason: 'damaged' });
    const unknown = Buffer.from(
      whole.toString('latin1').replace('V_MPEG4/ISO/AVC', 'V_MPEG4/ISO/XYZ'),
      'latin1',
    );
    expect((await clean(unknown)).result).to.include({ reason: 'unsupported' });
    const block = whole.indexOf(
      Buffer.from('a3', 'hex'),
      whole.indexOf(Buffer.from('1f43b675', 'hex')),
    );
    const encrypted = Buffer.from(whole);
    encrypted[block] = 0xaf;
    expect((await clean(encrypted)).result).to.include({ reason: 'encrypted' });
  });

  it('is checked by a parse of its own, which finds what a dirty file holds', async () => {
    const { file } = await dirtyMatroska();
    const refused = await verifyHere(file, 'mkv').then(
      () => false,
      (error) => error.reason === 'residue',
    );
    expect(refused).to.equal(true);
  });
});

describe('cleaning AVI', () => {
  const clean = useSanitiser();

  it('takes every planted word out and keeps picture and sound bit by bit, at the same places', async () => {
    const { file, markers } = await dirtyAvi();
    expect(findMarkers(file, markers)).to.deep.equal(markers);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true, type: 'avi' });
    expect(findMarkers(bytes, markers)).to.deep.equal([]);
    expect(await decodedHashes(bytes, 'avi')).to.equal(await decodedHashes(file, 'avi'));
    const kinds = result.clean ? result.removed.map(({ kind }) => kind) : [];
    expect(kinds).to.include.members(['author', 'device', 'time', 'description', 'trailingData']);
    const again = await clean(bytes);
    expect(again.result).to.deep.include({ clean: true, removed: [] });
    expect(again.bytes.equals(bytes)).to.equal(true);
  });

  const kept: [string, string[]][] = [
    ['XviD', ['-c:v', 'mpeg4', '-vtag', 'XVID', '-c:a', 'libmp3lame']],
    ['H.264', ['-c:v', 'libx264', '-c:a', 'aac']],
    ['an old Windows codec', ['-c:v', 'msmpeg4v2', '-c:a', 'ac3']],
    [
      'uncompressed pictures',
      ['-c:v', 'rawvideo', '-pix_fmt', 'yuv420p', '-t', '0.2', '-c:a', 'pcm_u8'],
    ],
  ];
  for (const [what, args] of kept) {
    it(`keeps ${what} bit by bit`, async () => {
      const dirty = await makeMedia('avi', [...BOTH, ...args, ...TAGS.args]);
      const { result, bytes } = await clean(dirty);
      expect(result).to.include({ clean: true });
      expect(await decodedHashes(bytes, 'avi')).to.equal(await decodedHashes(dirty, 'avi'));
      for (const name of ['mkQ', 'Lavf', 'Lavc5', 'x264'])
        expect(bytes.includes(name), name).to.equal(false);
    });
  }

  it('is refused when it is cut off or holds DV, whose frames keep the camera’s clock', async () => {
    const whole = await makeMedia('avi', [...BOTH, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p']);
    expect((await clean(whole.subarray(0, -3000))).result).to.include({ reason: 'damaged' });
    const dv = Buffer.from(whole.toString('latin1').replaceAll('MJPG', 'dvsd'), 'latin1');
    expect((await clean(dv)).result).to.include({ reason: 'unsupported' });
  });
});
