import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Machine, realMachine } from '../../src/doctor/machine.ts';

/** A folder that stands for the root of a machine's disk, looked at by the doctor's real reader. */
export interface FakeRoot {
  readonly folder: string;
  readonly machine: Machine;
  write(path: string, text: string, mode?: number): Promise<void>;
  makeFolder(path: string, mode?: number): Promise<void>;
  remove(): Promise<void>;
}

export async function fakeRoot(place = tmpdir()): Promise<FakeRoot> {
  const folder = await mkdtemp(join(place, 'sluse-root-'));
  return {
    folder,
    machine: realMachine(folder),
    async write(path, text, mode = 0o644) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
      await chmod(join(folder, path), mode);
    },
    async makeFolder(path, mode = 0o755) {
      await mkdir(join(folder, path), { recursive: true });
      await chmod(join(folder, path), mode);
    },
    remove: () => rm(folder, { recursive: true }),
  };
}
