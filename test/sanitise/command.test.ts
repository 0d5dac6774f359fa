import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { picture } from './images/pictures.ts';
import { findMarkers } from './judges.ts';

const SCRIPT = join(import.meta.dirname, '../../scripts/sanitise.ts');

interface Run {
  code: number;
  lines: Record<string, unknown>[];
  complaint: string;
}

function sanitise(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], (error, stdout, stderr) =>
      resolve({
        code: typeof error?.code === 'number' ? error.code : 0,
        lines: stdout
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line)),
        complaint: stderr,
      }),
    );
  });
}

describe('the command sanitise', () => {
  let folder: string;
  let photo: string;
  let program: string;
  let out: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluse-command-'));
    photo = join(folder, 'MARK-name-k1.png');
    program = join(folder, 'setup.exe');
    out = join(folder, 'out');
    await writeFile(
      photo,
      await picture()
        .withExif({ IFD0: { Artist: 'MARK-artist-k1' } })
        .jpeg()
        .toBuffer(),
    );
    await writeFile(program, Buffer.from([0x4d, 0x5a, 0, 1, 2]));
  });

  after(() => rm(folder, { recursive: true }));

  it('writes a clean copy under a neutral name and says what it removed', async () => {
    const { code, lines } = await sanitise(photo, '--out', out);
    expect(code).to.equal(0);
    const [line] = lines;
    const clean = await readFile(join(out, 'attachment-1.jpg'));
    expect(line).to.deep.equal({
      file: photo,
      type: 'jpeg',
      clean: true,
      reason: null,
      removed: [{ kind: 'author', count: 1 }],
      bytesIn: (await readFile(photo)).length,
      bytesOut: clean.length,
      ms: line?.['ms'],
      out: join(out, 'attachment-1.jpg'),
    });
    expect(line?.['ms']).to.be.a('number').above(0);
    expect(findMarkers(clean, ['MARK-artist-k1', 'MARK-name-k1'])).to.deep.equal([]);
  });

  it('ends with 2 when a file is not clean, writes nothing for it, and goes on', async () => {
    const other = join(folder, 'other');
    const { code, lines } = await sanitise(program, photo, '--out', other);
    expect(code).to.equal(2);
    expect(lines[0]).to.deep.include({
      file: program,
      type: 'unknown',
      clean: false,
      reason: 'unsupported',
      removed: [],
      bytesOut: 0,
      out: null,
    });
    expect(lines[1]).to.include({ clean: true });
    expect(await readdir(other)).to.deep.equal(['attachment-2.jpg']);
  });

  for (const [what, args, complaint] of [
    ['no file', () => ['--out', out], /^Usage: /],
    ['no folder', () => [photo], /^Usage: /],
    ['an unknown option', () => [photo, '--out', out, '--fast'], /--fast/],
    [
      'a file that is not there',
      () => [join(folder, 'nothing'), '--out', out],
      /nothing does not exist/,
    ],
    ['a folder for a file', () => [folder, '--out', out], /is not a file/],
    ['a file for a folder', () => [photo, '--out', program], /EEXIST|ENOTDIR|not a directory/],
  ] as const) {
    it(`says in one sentence what is wrong with ${what}, and ends with 1`, async () => {
      const run = await sanitise(...args());
      expect(run.code).to.equal(1);
      expect(run.lines).to.deep.equal([]);
      expect(run.complaint).to.match(complaint);
      // After a mistake in typing the usage follows, and nothing else.
      const [sentence = '', ...usage] = run.complaint.trim().split('\n\n');
      expect(sentence).to.not.include('\n');
      for (const rest of usage) expect(rest).to.match(/^Usage: .*$/);
    });
  }
});
