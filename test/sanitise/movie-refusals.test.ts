import { expect } from 'chai';
import type { Input } from '../../src/sanitise/formats/format.ts';
import { NotCleanable } from '../../src/sanitise/formats/format.ts';
import { bufferInput } from '../../src/sanitise/input.ts';
import { box, boxesOf, editBox } from './media/boxes.ts';
import { cleanHere, verifyHere } from './media/clean-here.ts';
import { makeMedia, PICTURE, probe, TONE } from './media/ffmpeg.ts';

const H264 = [...PICTURE, ...TONE, '-c:v', 'libx264', '-c:a', 'aac'];
const TABLES = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

async function reasonOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return error instanceof NotCleanable ? error.reason : 'damaged';
  }
  return 'clean';
}

function topLevel(file: Buffer, type: string): { start: number; end: number } {
  const found = boxesOf(file).find((one) => one.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
}

describe('a movie that cannot be cleaned', () => {
  let movie: Buffer;
  before(async () => {
    movie = await makeMedia('mp4', H264);
  });

  const refuses = (what: string, reason: string, change: (file: Buffer) => Buffer) => {
    it(`is refused when ${what}`, async () => {
      expect(await reasonOf(cleanHere(movie, 'mp4'))).to.equal('clean');
      expect(await reasonOf(cleanHere(change(movie), 'mp4'))).to.equal(reason);
    });
  };

  refuses('it is cut in the media', 'damaged', (file) => file.subarray(0, file.length / 3));
  refuses('it is cut in the movie box', 'damaged', (file) => file.subarray(0, -100));
  refuses('a sample lies outside the media', 'damaged', (file) =>
    editBox(file, [...TABLES, 'stco'], (stco) => {
      const moved = Buffer.from(stco);
      moved.writeUInt32BE(4, 8);
      return moved;
    }),
  );
  refuses('two tracks share bytes', 'damaged', (file) => {
    const { start } = topLevel(file, 'mdat');
    return editBox(file, [...TABLES, 'stco'], (stco) => {
      const moved = Buffer.from(stco);
      moved.writeUInt32BE(start + 8, 8);
      return moved;
    });
  });
  refuses('a codec is not known', 'unsupported', (file) =>
    editBox(file, [...TABLES, 'stsd'], (stsd) =>
      Buffer.from(stsd.toString('latin1').replace('avc1', 'zzzz'), 'latin1'),
    ),
  );
  refuses('a sound codec is not known', 'unsupported', (file) =>
    editBox(file, [...TABLES, 'stsd'], (stsd) =>
      Buffer.from(stsd.toString('latin1').replace('mp4a', 'zzzz'), 'latin1'),
    ),
  );
  refuses('the media lie in another file', 'unsupported', (file) =>
    editBox(file, ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref'], (dref) => {
      const foreign = Buffer.from(dref);
      foreign.writeUInt32BE(0, 16);
      return foreign;
    }),
  );
  refuses('it has two movie boxes', 'damaged', (file) => {
    const { start, end } = topLevel(file, 'moov');
    return Buffer.concat([file, file.subarray(start, end)]);
  });
  refuses('it has no picture and no sound', 'unsupported', (file) =>
    editBox(file, ['moov', 'trak', 'mdia', 'hdlr'], (hdlr) =>
      Buffer.from(hdlr.toString('latin1').replace(/vide|soun/, 'text'), 'latin1'),
    ),
  );
  refuses('a track of sound says it is something else', 'unsupported', (file) =>
    editBox(file, ['moov', 'trak', 'mdia', 'hdlr'], (hdlr) =>
      Buffer.from(hdlr.toString('latin1').replace('soun', 'zzzz'), 'latin1'),
    ),
  );
  refuses('a picture unit is longer than its sample', 'damaged', (file) => {
    const broken = Buffer.from(file);
    broken.writeUInt32BE(0x7fffffff, topLevel(file, 'mdat').start + 8);
    return broken;
  });
  refuses('its movie box has no end', 'damaged', (file) => {
    const endless = Buffer.from(file);
    endless.writeUInt32BE(0xfffffff0, topLevel(file, 'moov').start);
    return endless;
  });
  refuses('a table counts more entries than it has', 'damaged', (file) =>
    editBox(file, [...TABLES, 'stsz'], (stsz) => {
      const endless = Buffer.from(stsz);
      endless.writeUInt32BE(0xffffffff, 8);
      return endless;
    }),
  );

  it('is refused when it is encrypted', async () => {
    const key = '00112233445566778899aabbccddeeff';
    const args = [
      '-encryption_scheme',
      'cenc-aes-ctr',
      '-encryption_key',
      key,
      '-encryption_kid',
      key,
    ];
    const encrypted = await makeMedia('mp4', [...H264, ...args]);
    expect(await reasonOf(cleanHere(encrypted, 'mp4'))).to.equal('encrypted');
  });

  it('is refused when a fragment is cut off', async () => {
    const args = [...H264, '-g', '5', '-movflags', 'frag_keyframe+empty_moov'];
    const fragments = await makeMedia('mp4', args);
    expect(await reasonOf(cleanHere(fragments.subarray(0, -2000), 'mp4'))).to.equal('damaged');
  });
});

describe('a movie with a second sound that nobody knows', () => {
  const alternate = (tkhd: Buffer, isEnabled: boolean) => {
    const changed = Buffer.from(tkhd);
    changed[3] = isEnabled ? 3 : 2;
    changed.writeUInt16BE(7, 34);
    return changed;
  };
  /** The second sound track in an unknown codec, as an alternative of the first. */
  async function twoSounds(isEnabled: boolean): Promise<Buffer> {
    const made = await makeMedia('mp4', [...TONE, '-map', '0', '-map', '0', '-c:a', 'aac']);
    let track = 0;
    return editBox(made, ['moov', 'trak'], (trak) => {
      track++;
      const isSecond = track === 2;
      const grouped = editBox(trak, ['tkhd'], (tkhd) => alternate(tkhd, !isSecond || isEnabled));
      if (!isSecond) return grouped;
      return editBox(grouped, ['mdia', 'minf', 'stbl', 'stsd'], (stsd) =>
        Buffer.from(stsd.toString('latin1').replace('mp4a', 'apac'), 'latin1'),
      );
    });
  }

  it('keeps the sound that plays and tells of the other, which is switched off', async () => {
    const { bytes, removed } = await cleanHere(await twoSounds(false), 'mp4');
    expect((await probe(bytes, 'mp4')).streams.map(({ codec_name }) => codec_name)).to.deep.equal([
      'aac',
    ]);
    expect(removed).to.include({ hiddenContent: 1 });
  });

  it('is refused when the other plays too', async () => {
    expect(await reasonOf(cleanHere(await twoSounds(true), 'mp4'))).to.equal('unsupported');
  });
});

describe('the check of a finished movie', () => {
  let finished: Buffer;
  before(async () => {
    finished = (await cleanHere(await makeMedia('mp4', H264), 'mp4')).bytes;
  });

  it('accepts what was cleaned', () => verifyHere(finished, 'mp4'));

  const finds = (what: string, change: (file: Buffer) => Buffer) => {
    it(`finds ${what}`, async () => {
      expect(await reasonOf(verifyHere(change(finished), 'mp4'))).to.equal('residue');
    });
  };

  finds('user data in the movie', (file) =>
    editBox(file, ['moov'], (moov) => Buffer.concat([moov, box('udta', Buffer.from('x'))])),
  );
  finds('a box behind the media', (file) => Buffer.concat([file, box('free', Buffer.from('x'))]));
  finds('a date', (file) =>
    editBox(file, ['moov', 'mvhd'], (mvhd) => {
      const dated = Buffer.from(mvhd);
      dated[7] = 1;
      return dated;
    }),
  );
  finds('a handler name', (file) =>
    editBox(file, ['moov', 'trak', 'mdia', 'hdlr'], (hdlr) =>
      Buffer.concat([hdlr.subarray(0, -1), Buffer.from('name\0')]),
    ),
  );
  finds('a maker’s box in a codec', (file) =>
    editBox(file, [...TABLES, 'stsd', 'avc1'], (entry) =>
      Buffer.concat([entry, box('MAKR', Buffer.from('x'))]),
    ),
  );
  finds('bytes between samples', (file) => {
    const { start, end } = topLevel(file, 'mdat');
    return Buffer.concat([
      file.subarray(0, start),
      box('mdat', file.subarray(start + 8, end), Buffer.from('x')),
    ]);
  });
  finds('user data in the coded picture', (file) => {
    const signed = Buffer.from(file);
    // The filler that took the place of the encoder's settings.
    const at = signed.indexOf(Buffer.from('0cffffffff', 'hex'));
    expect(at).to.be.greaterThan(0);
    signed[at] = 0x06;
    return signed;
  });
  finds('a signature in the coded sound', (file) => {
    const signed = Buffer.from(file);
    const { start } = topLevel(file, 'mdat');
    const at = signed.indexOf(Buffer.from('de0200', 'hex'), start);
    expect(at, 'the blanked element').to.be.greaterThan(0);
    signed.write('Lavc59', at + 5, 'latin1');
    return signed;
  });
});

describe('a large movie', () => {
  it('is read and written in pieces, however much media it has', async () => {
    const movie = await makeMedia('mov', [
      ...TONE,
      '-af',
      'apad=whole_dur=120',
      '-ac',
      '2',
      '-c:a',
      'pcm_s16le',
    ]);
    expect(movie.length).to.be.greaterThan(20e6);
    let longest = 0;
    const whole = bufferInput(movie);
    const input: Input = {
      ...whole,
      seekable: true,
      read(start, length) {
        longest = Math.max(longest, length);
        return whole.read(start, length);
      },
      fill(room, start) {
        longest = Math.max(longest, room.length);
        return whole.fill(room, start);
      },
      whole: () => Promise.reject(new Error('asked for the whole file')),
    };
    await cleanHere(input, 'mov');
    expect(longest).to.be.at.most(1 << 20);
  });
});
