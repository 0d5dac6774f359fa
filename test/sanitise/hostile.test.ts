import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { cleanFile, type Staff } from '../../src/sanitise/clean-file.ts';
import { findIsolation, type Isolation } from '../../src/sanitise/isolation.ts';
import {
  type ExifTool,
  findExifTool,
  searchOf,
  startListing,
} from '../../src/sanitise/judge/exiftool.ts';
import { LIMITS, type Limits } from '../../src/sanitise/limits.ts';
import type { Sanitised } from '../../src/sanitise/outcome.ts';
import { nodeProgram, workerProgram } from '../../src/sanitise/programs.ts';
import { startWorker } from '../../src/sanitise/worker-process.ts';
import { picture, tagged } from './images/pictures.ts';
import { sourceOf } from './judges.ts';

const HOSTILE = join(import.meta.dirname, 'hostile');

describe('a worker that a file has taken over', () => {
  let isolation: Isolation;
  let exifTool: ExifTool;
  let dirty: Buffer;

  before(async () => {
    [isolation, exifTool] = await Promise.all([findIsolation(LIMITS), findExifTool()]);
    dirty = await tagged(await picture().jpeg().toBuffer(), 'jpeg', ['-Artist=MARK-artist-z1']);
  });

  /** The real parent, verifier and ExifTool, with a hostile worker between them that gives `file` back. */
  function outcome(
    behaviour: string,
    file: Buffer,
    given: Partial<Limits> = {},
  ): Promise<Sanitised> {
    const honest = nodeProgram('worker.ts', [], { permissions: false });
    const hostile = {
      ...honest,
      args: [...honest.args.slice(0, -1), join(HOSTILE, 'worker.ts'), behaviour],
      reads: [...honest.reads, HOSTILE],
    };
    const staff: Staff = {
      cleaner: () => startWorker(isolation, hostile),
      verifier: () => startWorker(isolation, workerProgram('verify', undefined)),
      cleanerOf: (fd) => startWorker(isolation, hostile, fd),
      verifierOf: (fd) => startWorker(isolation, workerProgram('verify-now', undefined), fd),
      listing: (type) => startListing(isolation, exifTool, searchOf(type)),
      lacks: exifTool.lacks,
    };
    const output = new Writable({ write: (_piece, _encoding, done) => done() });
    const limits = { ...LIMITS, seconds: 20, output: 1_000_000, ...given };
    return cleanFile(sourceOf(file), output, staff, limits, new AbortController().signal);
  }

  for (const [behaviour, reason] of [
    ['gives the file back as it was', 'residue'],
    ['calls a photo a text', 'residue'],
    ['makes a type that nobody can check', 'residue'],
    ['writes before it says what', 'failed'],
    ['says something strange', 'failed'],
    ['says it twice', 'failed'],
    ['talks without end', 'failed'],
    ['writes without end', 'tooComplex'],
    ['ends', 'failed'],
    ['aborts', 'tooComplex'],
  ] as const) {
    it(`is found out when it ${behaviour}`, async () => {
      expect(await outcome(behaviour, dirty)).to.include({ clean: false, reason });
    });
  }

  // It tells its result in pieces, some of which stand in the file it was given.
  for (const [behaviour, reason] of [
    ['keeps the file as it was', 'residue'],
    ['keeps what is not in the file', 'failed'],
    ['keeps nothing', 'failed'],
    ['keeps the file again and again', 'tooComplex'],
    ['tells no pieces', 'failed'],
    ['cuts a piece', 'residue'],
  ] as const) {
    it(`is found out when it ${behaviour}`, async () => {
      expect(await outcome(behaviour, dirty, { pipe: 0 })).to.include({ clean: false, reason });
    });
  }

  // Even a file that is clean does not pass when the worker did not end well.
  for (const [behaviour, reason] of [
    ['says less than it writes', 'failed'],
    ['says more than it writes', 'failed'],
  ] as const) {
    it(`is not believed when it ${behaviour}`, async () => {
      expect(await outcome(behaviour, await picture().png().toBuffer())).to.include({
        clean: false,
        reason,
      });
    });
  }

  it('is stopped when it says nothing', async () => {
    expect(await outcome('says nothing', dirty, { seconds: 1 })).to.include({
      clean: false,
      reason: 'timeout',
    });
  });
});
