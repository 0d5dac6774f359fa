import { readdirSync, readFileSync } from 'node:fs';
import { Readable, Writable } from 'node:stream';
import { expect } from 'chai';
import { openSanitiser, type Sanitiser } from '../../src/sanitise/sanitiser.ts';
import { scratchFolder } from '../support/scratch.ts';
import { picture } from './images/pictures.ts';
import { cleanBytes, findMarkers, sourceOf, useSanitiser } from './judges.ts';
import { dirtyMovie } from './media/dirty-movie.ts';
import { dirtyAiff, dirtyFlac, dirtyWav } from './media/dirty-sound.ts';
import { dirtyMatroska } from './media/dirty-video.ts';

/** Draws for a very long time. */
const ENDLESS_DRAWING = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="3000"><filter id="f"><feGaussianBlur stdDeviation="300"/></filter>${'<rect width="3000" height="3000" filter="url(#f)"/>'.repeat(500)}</svg>`,
);

/** Takes bytes slowly and in order, as a disk under load does. */
function slowOutput(pieces: Buffer[]): Writable {
  return new Writable({
    highWaterMark: 1024,
    write(piece: Buffer, _encoding, done) {
      pieces.push(Buffer.from(piece));
      setImmediate(done);
    },
  });
}

/** Processes of this one that still run, by Linux's own list. */
function childProcesses(): number[] {
  return readdirSync(`/proc/${process.pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${process.pid}/task/${task}/children`, 'latin1')
      .split(' ')
      .filter(Boolean)
      .map(Number),
  );
}

describe('the sanitiser', () => {
  const clean = useSanitiser();
  let photo: Buffer;
  let drawing: Buffer;

  before(async () => {
    photo = await picture(1200, 900)
      .withExif({ IFD0: { Artist: 'MARK-artist-e1' } })
      .jpeg()
      .toBuffer();
    drawing = await picture(1200, 900).png().toBuffer();
  });

  it('ends the output of a clean file, with as many bytes as it says', async () => {
    const sanitiser = await openSanitiser();
    const pieces: Buffer[] = [];
    const output = slowOutput(pieces);
    const result = await sanitiser.clean(sourceOf(drawing), output);
    await sanitiser.close();
    expect(output.writableFinished).to.equal(true);
    expect(result).to.deep.equal({
      clean: true,
      type: 'png',
      removed: [],
      bytes: Buffer.concat(pieces).length,
    });
  });

  it('cleans where the folder for temporary files is closed to others', async () => {
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = await scratchFolder('closed');
    const sanitiser = await openSanitiser();
    try {
      const result = await sanitiser.clean(sourceOf(drawing), slowOutput([]));
      expect(result.clean).to.equal(true);
    } finally {
      await sanitiser.close();
      if (usual === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = usual;
    }
  });

  it('destroys the output of a file that is not clean', async () => {
    const sanitiser = await openSanitiser();
    const output = slowOutput([]);
    const result = await sanitiser.clean(sourceOf(drawing.subarray(0, 5000)), output);
    await sanitiser.close();
    expect(result).to.deep.equal({ clean: false, type: 'png', reason: 'damaged' });
    expect(output.destroyed).to.equal(true);
    expect(output.writableFinished).to.equal(false);
  });

  it('says so of an empty file and of a type it does not know', async () => {
    expect((await clean(Buffer.alloc(0))).result).to.include({ clean: false, reason: 'damaged' });
    expect((await clean(Buffer.from([0, 1, 2, 3]))).result).to.deep.equal({
      clean: false,
      type: 'unknown',
      reason: 'unsupported',
    });
  });

  it('passes on what the source fails with', async () => {
    const source = {
      ...sourceOf(photo),
      stream: () =>
        new Readable({
          read() {
            this.destroy(new Error('the disk is gone'));
          },
        }),
    };
    const sanitiser = await openSanitiser();
    const error = await sanitiser.clean(source, slowOutput([])).catch((reason: unknown) => reason);
    await sanitiser.close();
    expect(error).to.be.an('error').with.property('message', 'the disk is gone');
  });

  it('passes on what the output fails with', async () => {
    const output = new Writable({
      write(_piece, _encoding, done) {
        done(new Error('the disk is full'));
      },
    });
    const sanitiser = await openSanitiser();
    const error = await sanitiser.clean(sourceOf(photo), output).catch((reason: unknown) => reason);
    await sanitiser.close();
    expect(error).to.be.an('error').with.property('message', 'the disk is full');
  });

  it('cleans many files at once and mixes none of them up', async () => {
    const results = await Promise.all(
      [photo, drawing, photo, Buffer.from('%PDF-'), drawing, photo].map((file) => clean(file)),
    );
    expect(results.map(({ result }) => result.type)).to.deep.equal([
      ...['jpeg', 'png', 'jpeg', 'pdf', 'png', 'jpeg'],
    ]);
    const [first, second] = results;
    expect(first?.bytes.equals(results[5]?.bytes ?? Buffer.alloc(0))).to.equal(true);
    expect(second?.bytes.equals(results[4]?.bytes ?? Buffer.alloc(0))).to.equal(true);
    expect(findMarkers(first?.bytes ?? photo, ['MARK-artist-e1'])).to.deep.equal([]);
  });
});

describe('a sanitiser that was closed', () => {
  it('leaves no process behind', async () => {
    const before = new Set(childProcesses());
    const sanitiser = await openSanitiser();
    await cleanBytes(sanitiser, await picture(1200, 900).jpeg().toBuffer());
    await sanitiser.close();
    expect(childProcesses().filter((pid) => !before.has(pid))).to.deep.equal([]);
  });
});

describe('the sanitiser with large files', () => {
  const clean = useSanitiser({ limits: { pipe: 1000 } });
  const cleanSmall = useSanitiser();

  it('hands them over as a descriptor, with the same result', async () => {
    const photo = await picture()
      .withExif({ IFD0: { Artist: 'MARK-artist-e2' } })
      .jpeg()
      .toBuffer();
    const { result, bytes } = await clean(photo);
    expect(result).to.include({ clean: true, type: 'jpeg', bytes: bytes.length });
    expect(findMarkers(bytes, ['MARK-artist-e2'])).to.deep.equal([]);
  });

  // Of these, what stays as it was never goes through the cleaner's pipe.
  for (const [type, make] of [
    ['mp4', () => dirtyMovie('mp4')],
    ['mov', () => dirtyMovie('mov')],
    ['wav', dirtyWav],
    ['flac', dirtyFlac],
    ['aiff', dirtyAiff],
    ['mkv', dirtyMatroska],
  ] as const) {
    it(`gives the bytes that a small file would give (${type})`, async () => {
      const { file, markers } = await make();
      const [large, small] = await Promise.all([clean(file), cleanSmall(file)]);
      expect(large).to.deep.equal(small);
      expect(large.result).to.include({ clean: true, type, bytes: large.bytes.length });
      expect(findMarkers(large.bytes, markers)).to.deep.equal([]);
    });

    it(`says of a cut file what it would say of a small one (${type})`, async () => {
      const cut = (await make()).file.subarray(0, -3000);
      const [large, small] = await Promise.all([clean(cut), cleanSmall(cut)]);
      expect(large.result).to.deep.equal(small.result);
    });
  }
});

describe('the limits of a job', () => {
  async function outcome(file: Buffer, limits: Parameters<typeof openSanitiser>[0]) {
    const sanitiser = await openSanitiser(limits);
    try {
      return (await cleanBytes(sanitiser, file)).result;
    } finally {
      await sanitiser.close();
    }
  }

  it('end one that takes too long', async () => {
    const result = await outcome(ENDLESS_DRAWING, { limits: { seconds: 2 } });
    expect(result).to.deep.equal({ clean: false, type: 'svg', reason: 'timeout' });
  });

  it('end one that takes too much of the processor', async () => {
    const result = await outcome(ENDLESS_DRAWING, { limits: { cpuSeconds: 2 } });
    expect(result).to.deep.equal({ clean: false, type: 'svg', reason: 'timeout' });
  });

  it('end one that writes too much', async () => {
    const result = await outcome(await picture().png().toBuffer(), { limits: { output: -1e9 } });
    expect(result).to.deep.equal({ clean: false, type: 'png', reason: 'tooComplex' });
  });

  it('end what runs and what waits when the sanitiser closes', async () => {
    const sanitiser: Sanitiser = await openSanitiser({ concurrency: 1 });
    const both = [cleanBytes(sanitiser, ENDLESS_DRAWING), cleanBytes(sanitiser, ENDLESS_DRAWING)];
    await sanitiser.close();
    for (const { result } of await Promise.all(both)) {
      expect(result).to.include({ clean: false, reason: 'failed' });
    }
  });
});
