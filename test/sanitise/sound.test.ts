import { expect } from 'chai';
import { expectClean } from './expect-clean.ts';
import { useSanitiser } from './judges.ts';
import { dirtyAiff, dirtyFlac, dirtyMp3, dirtyOgg, dirtyWav } from './media/dirty-sound.ts';
import { decodedHashes, makeMedia, TAGS, TONE, tagged } from './media/ffmpeg.ts';

const GROUPS: Record<string, string[]> = {
  mp3: ['File', 'MPEG', 'Composite'],
  wav: ['File', 'RIFF', 'Composite'],
  flac: ['File', 'FLAC', 'Composite'],
  ogg: ['File', 'Vorbis', 'Opus', 'Composite', 'FLAC'],
  aiff: ['File', 'AIFF', 'Composite'],
};

describe('cleaning sound', () => {
  const clean = useSanitiser();

  const cases = [
    [
      'mp3',
      'mp3',
      dirtyMp3,
      ['author', 'picture', 'software', 'description', 'chapter', 'embeddedFile'],
    ],
    [
      'wav',
      'wav',
      dirtyWav,
      ['author', 'time', 'software', 'device', 'description', 'trailingData'],
    ],
    ['flac', 'flac', dirtyFlac, ['author', 'picture', 'software', 'description', 'other']],
    [
      'ogg',
      'ogg',
      () => dirtyOgg('libvorbis'),
      ['author', 'software', 'description', 'trailingData'],
    ],
    [
      'opus',
      'ogg',
      () => dirtyOgg('libopus'),
      ['author', 'software', 'description', 'trailingData'],
    ],
    ['aiff', 'aiff', dirtyAiff, ['author', 'comment', 'description', 'chapter', 'trailingData']],
  ] as const;
  for (const [extension, type, craft, kinds] of cases) {
    it(`takes every planted word out of ${extension} and keeps the sound bit by bit`, async () => {
      const { file, markers, plain } = await craft();
      const { bytes, removed } = await expectClean(clean, file, {
        markers,
        type,
        groups: GROUPS[type] ?? [],
        ...(extension === 'opus' ? { mat2: 'unknown' as const } : {}),
      });
      expect(await decodedHashes(bytes, extension)).to.equal(await decodedHashes(plain, extension));
      expect(removed.map(({ kind }) => kind)).to.include.members([...kinds]);
      const again = await clean(bytes);
      expect(again.result).to.deep.include({ clean: true, removed: [] });
      expect(again.bytes.equals(bytes)).to.equal(true);
    });
  }

  it('takes every planted word out of m4a, the cover and the shop’s account among them', async () => {
    const made = await makeMedia('m4a', [...TONE, ...TAGS.args, '-c:a', 'aac']);
    const file = await tagged(made, 'm4a', [
      '-ItemList:Artist=mkQitem',
      '-Keys:Title=mkQkey',
      '-XMP-dc:Rights=mkQrights',
    ]);
    const { result, bytes } = await clean(file);
    expect(result).to.include({ clean: true, type: 'm4a' });
    expect(bytes.includes('mkQ')).to.equal(false);
    expect(bytes.includes('Lavc')).to.equal(false);
    expect(await decodedHashes(bytes, 'm4a')).to.equal(await decodedHashes(made, 'm4a'));
  });

  const kept: [string, string, string[]][] = [
    ['variable bit rate', 'mp3', ['-q:a', '4', '-ac', '2']],
    ['low sampling rate', 'mp3', ['-ar', '16000', '-b:a', '32k']],
    ['much padding', 'mp3', ['-af', 'volume=0', '-b:a', '320k']],
    ['no info frame', 'mp3', ['-write_xing', '0', '-id3v2_version', '0']],
    ['24 bits and six channels', 'wav', ['-ac', '6', '-c:a', 'pcm_s24le']],
    ['ADPCM', 'wav', ['-c:a', 'adpcm_ms']],
    ['the header for large files', 'wav', ['-rf64', 'always']],
    ['telephone', 'wav', ['-ar', '8000', '-c:a', 'pcm_alaw']],
    ['an odd number of bytes', 'wav', ['-c:a', 'pcm_u8', '-t', '0.50105']],
    ['float', 'aiff', ['-c:a', 'pcm_f32be']],
    ['24 bits', 'flac', ['-sample_fmt', 's32']],
    ['FLAC in Ogg', 'ogg', ['-c:a', 'flac']],
    ['Speex', 'ogg', ['-ar', '16000', '-c:a', 'libspeex']],
  ];
  for (const [what, extension, args] of kept) {
    it(`keeps ${extension} of ${what} bit by bit`, async () => {
      const dirty = await makeMedia(extension, [...TONE, ...TAGS.args, ...args]);
      const { result, bytes } = await clean(dirty);
      expect(result).to.include({ clean: true });
      expect(await decodedHashes(bytes, extension)).to.equal(await decodedHashes(dirty, extension));
      for (const name of ['mkQ', 'Lavc', 'Lavf', 'LAME3'])
        expect(bytes.includes(name), name).to.equal(false);
    });
  }

  const cut: [string, string[]][] = [
    ['mp3', []],
    ['wav', []],
    ['flac', []],
    ['ogg', ['-c:a', 'libvorbis', '-ac', '2']],
    ['aiff', []],
  ];
  for (const [extension, args] of cut) {
    it(`refuses ${extension} that is cut off`, async () => {
      const whole = await makeMedia(extension, [...TONE, ...args]);
      const { result } = await clean(whole.subarray(0, Math.floor(whole.length * 0.6)));
      expect(result).to.include({ clean: false, reason: 'damaged' });
    });
  }
});
