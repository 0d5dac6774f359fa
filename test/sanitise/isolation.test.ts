import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { bubblewrapped, type Surroundings } from '../../src/sanitise/enclosures.ts';
import type { IsolationLevel } from '../../src/sanitise/isolation.ts';
import { findExifTool } from '../../src/sanitise/judge/exiftool.ts';
import { LIMITS } from '../../src/sanitise/limits.ts';

const run = promisify(execFile);
const NOBODY = 65534;
const isRoot = process.getuid?.() === 0;

/** What the intruder can always do where only the kernel's own rights stop it. */
const OPEN_DISK = ['list users', 'start itself again', 'start a shell'];

describe('an intruder in a worker', () => {
  let folder: string;
  let secret: string;
  let server: Server;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluse-data-'));
    secret = join(folder, 'report');
    await writeFile(secret, 'a report');
    // Open to everybody, so that only the isolation can hide it.
    await chmod(folder, 0o755);
    await chmod(secret, 0o644);
    server = createServer((socket) => socket.end());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });

  async function intrude(
    level: IsolationLevel,
    permissions: boolean,
    uid: number | undefined,
    inside: Surroundings = 'open',
  ) {
    const { port } = server.address() as AddressInfo;
    const { stdout } = await run(
      process.execPath,
      [
        join(import.meta.dirname, 'isolation/run-intruder.ts'),
        level,
        permissions ? 'permissions' : 'kernel',
        inside,
        secret,
        String(port),
      ],
      { env: { SLUSE_SECRET: 'x' }, ...(uid === undefined ? {} : { uid, gid: uid }) },
    );
    return JSON.parse(stdout) as { gaps: string[]; could: string[] };
  }

  for (const [user, uid] of isRoot
    ? ([
        ['root', undefined],
        ['a plain user', NOBODY],
      ] as const)
    : ([['this user', undefined]] as const)) {
    it(`can do nothing behind bubblewrap started by ${user}, even by native code`, async () => {
      expect(await intrude('bubblewrap', false, uid)).to.deep.equal({ gaps: [], could: [] });
    });

    it(`can do as little behind the bubblewrap that a systemd unit allows, started by ${user}`, async () => {
      const found = await intrude('bubblewrap', false, uid, 'unit');
      expect(found).to.deep.equal({ gaps: [], could: [] });
    });

    it(`cannot reach the network or the server from namespaces made by ${user}`, async () => {
      const { gaps, could } = await intrude('namespaces', false, uid);
      expect(gaps).to.deep.equal(['disk', 'programs']);
      expect(could).to.have.members(['read the secret', ...OPEN_DISK]);
    });

    it(`can still not write under kernel limits alone, set by ${user}, and the level says what is open`, async () => {
      const { gaps, could } = await intrude('limits', false, uid);
      expect(gaps).to.deep.equal(['network', 'disk', 'processes', 'programs']);
      expect(could.filter((what) => what.startsWith('write'))).to.deep.equal([]);
      expect(could).to.include('reach the network');
      expect(could).to.not.include('read the passwords');
    });

    for (const level of ['bubblewrap', 'namespaces'] as const) {
      it(`can do nothing by JavaScript behind ${level} started by ${user}`, async () => {
        expect((await intrude(level, true, uid)).could).to.deep.equal([]);
      });
    }
  }
});

describe('bubblewrap', () => {
  it("is asked to mount nothing in what is there already, where it may meet a symbolic link, as Perl's folders are", async () => {
    const { program } = await findExifTool();
    const perl = program('head');
    const enclose = bubblewrapped('bwrap', 'prlimit', LIMITS, { filtered: true, inside: 'unit' });
    const words = enclose(perl);
    const places = words.filter((_, at) => words[at - 2] === '--ro-bind-try');
    expect(perl.reads.some((path) => path.startsWith('/usr/lib/'))).to.equal(true);
    expect(places).to.include.members(['/usr/lib', perl.file]);
    for (const place of places) {
      const inside = places.filter((other) => other.startsWith(`${place}/`));
      expect(inside, place).to.deep.equal([]);
    }
  });
});
