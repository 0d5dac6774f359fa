import { expect } from 'chai';
import type { Removal } from '../../src/sanitise/outcome.ts';
import { exifToolTags, findMarkers, mat2Show, useSanitiser } from './judges.ts';
import { type DirtyMovie, dirtyMovie } from './media/dirty-movie.ts';
import { decodedHashes, makeMedia, PICTURE, probe, TAGS, TONE } from './media/ffmpeg.ts';

const STRUCTURE = new Set(
  (
    'CompatibleBrands CompressorID GraphicsMode HandlerType MajorBrand MediaDataOffset MediaDataSize MediaHeaderVersion ' +
    'MinorVersion MovieHeaderVersion NextTrackID PixelAspectRatio PreferredRate Rotation TimeScale TrackHeaderVersion ' +
    'TrackID TrackLayer MediaLanguageCode'
  ).split(' '),
);
const BOTH = [...PICTURE, ...TONE];

for (const type of ['mp4', 'mov'] as const) {
  describe(`cleaning a movie (${type})`, () => {
    const clean = useSanitiser();
    let dirty: DirtyMovie;
    let cleaned: Buffer;
    let removed: Partial<Record<Removal['kind'], number>>;
    before(async () => {
      dirty = await dirtyMovie(type);
      const { result, bytes } = await clean(dirty.file);
      expect(result).to.include({ clean: true, type, bytes: bytes.length });
      cleaned = bytes;
      removed = Object.fromEntries(
        (result.clean ? result.removed : []).map(({ kind, count }) => [kind, count]),
      );
    });

    it('leaves none of the words planted where a movie hides things', () => {
      expect(findMarkers(dirty.file, dirty.markers)).to.deep.equal(dirty.markers);
      expect(findMarkers(cleaned, dirty.markers)).to.deep.equal([]);
    });

    it('keeps picture and sound bit by bit, turned as before, in its language', async () => {
      expect(await decodedHashes(cleaned, type)).to.equal(await decodedHashes(dirty.file, type));
      const { streams, chapters, format } = await probe(cleaned, type);
      expect(streams.map((stream) => stream.codec_name)).to.deep.equal(['h264', 'aac']);
      expect(streams[0]?.side_data_list?.[0]?.rotation).to.equal(-90);
      expect(streams[1]?.tags?.['language']).to.equal('dan');
      expect(chapters).to.deep.equal([]);
      expect(Number(format.duration)).to.be.within(0.99, 1.1);
    });

    it('leaves no date but the one that means none, for ExifTool and mat2', async () => {
      const tags = await exifToolTags(cleaned, type);
      const dates = Object.entries(tags).filter(([tag]) => tag.endsWith('Date'));
      expect(dates).to.have.length.greaterThan(5);
      for (const [tag, date] of dates) expect(date, tag).to.equal('0000:00:00 00:00:00');
      if (type === 'mp4') {
        // It lists these of its own results too, as ExifTool cannot remove them.
        const shown = (await mat2Show(cleaned, type)).map((line) => line.split(':')[0]);
        expect(shown.filter((tag) => !STRUCTURE.has(tag ?? ''))).to.deep.equal([]);
      }
      expect(
        Object.keys(tags).filter((tag) => !/^(?:File|QuickTime|Track[12]|Composite):/.test(tag)),
      ).to.deep.equal([]);
    });

    it('tells what it removed by kind', () => {
      expect(removed.location).to.be.greaterThan(0);
      expect(removed.device).to.be.greaterThan(1);
      expect(removed.time).to.be.greaterThan(4);
      expect(removed.software).to.be.greaterThan(3);
      expect(removed.description).to.be.greaterThan(3);
      expect(removed).to.include.keys('author', 'chapter', 'hiddenContent', 'trailingData');
    });

    it('changes nothing and finds nothing the second time', async () => {
      const { result, bytes } = await clean(cleaned);
      expect(result).to.deep.include({ clean: true, removed: [] });
      expect(bytes.equals(cleaned)).to.equal(true);
    });
  });
}

describe('cleaning movies of other makes', () => {
  const clean = useSanitiser();
  const H264 = ['-c:v', 'libx264', '-c:a', 'aac'];
  const cases: [string, string, string[]][] = [
    ['with the movie in front', 'mp4', [...BOTH, ...H264, '-movflags', '+faststart']],
    [
      'in fragments',
      'mp4',
      [...BOTH, ...H264, '-movflags', 'frag_keyframe+empty_moov+default_base_moof'],
    ],
    [
      'in fragments of old kind',
      'mp4',
      [...BOTH, ...H264, '-movflags', 'frag_keyframe+empty_moov'],
    ],
    ['half in fragments', 'mp4', [...BOTH, ...H264, '-g', '10', '-movflags', 'frag_keyframe']],
    [
      'of HEVC',
      'mp4',
      [
        ...BOTH,
        '-c:v',
        'libx265',
        '-x265-params',
        'log-level=error',
        '-tag:v',
        'hvc1',
        '-c:a',
        'ac3',
      ],
    ],
    [
      'of VP9 and FLAC',
      'mp4',
      [...BOTH, '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-c:a', 'flac', '-strict', '-2'],
    ],
    ['of AV1 and Opus', 'mp4', [...BOTH, '-c:v', 'libsvtav1', '-preset', '12', '-c:a', 'libopus']],
    ['of MPEG-4 part 2', 'mp4', [...BOTH, '-c:v', 'mpeg4', '-c:a', 'aac']],
    ['of MPEG-2', 'mov', [...PICTURE, '-c:v', 'mpeg2video']],
    ['of an old phone', '3gp', [...BOTH, '-s', '176x144', '-c:v', 'h263', '-c:a', 'aac']],
    [
      'of a camera with JPEG frames',
      'mov',
      [...BOTH, '-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-c:a', 'pcm_s16le'],
    ],
    ['of ProRes', 'mov', [...BOTH, '-c:v', 'prores_ks', '-c:a', 'pcm_s24le']],
    ['of uncompressed sound', 'mov', [...TONE, '-c:a', 'pcm_u8']],
    ['of old Apple sound', 'mov', [...TONE, '-c:a', 'adpcm_ima_qt']],
    ['of six channels', 'm4a', [...TONE, '-ac', '6', '-c:a', 'aac']],
    ['of ALAC', 'm4a', [...TONE, '-c:a', 'alac']],
  ];
  for (const [what, extension, args] of cases) {
    it(`keeps ${what} bit by bit and leaves no name`, async () => {
      const dirty = await makeMedia(extension, [...args, ...TAGS.args]);
      const { result, bytes } = await clean(dirty);
      expect(result).to.include({ clean: true });
      expect(await decodedHashes(bytes, extension)).to.equal(await decodedHashes(dirty, extension));
      const names = ['Lavf', 'Lavc', 'x264', 'x265', 'SoundHandler', 'VideoHandler', 'FFMP'];
      const planted = findMarkers(dirty, [...names, ...TAGS.markers]);
      expect(planted).to.not.deep.equal([]);
      expect(findMarkers(bytes, planted)).to.deep.equal([]);
    });
  }
});
