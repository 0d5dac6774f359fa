import { chmod, statfs, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { checkClock } from '../../src/doctor/clock.ts';
import { checkEntrances } from '../../src/doctor/entrances.ts';
import { checkConfigFile, checkDataFolder, checkSecrets } from '../../src/doctor/files.ts';
import { exitCode, type Finding, look, Unseen } from '../../src/doctor/finding.ts';
import { checkRoom, checkSpool } from '../../src/doctor/room.ts';
import { checkWalls } from '../../src/doctor/walls.ts';
import { type FakeRoot, fakeRoot } from '../support/fake-machine.ts';
import { ROOT } from '../support/server.ts';

let root: FakeRoot;
beforeEach(async () => {
  root = await fakeRoot();
});
afterEach(() => root.remove());

const states = (findings: readonly Finding[]) => findings.map(({ state }) => state);

describe('the doctor, on files', () => {
  it('wants the configuration to be changed by nobody else', async () => {
    for (const [mode, expected] of [
      [0o644, 'ok'],
      [0o640, 'ok'],
      [0o664, 'warning'],
      [0o646, 'unsafe'],
    ] as const) {
      await root.write('/etc/sluse.yaml', '', mode);
      expect(states(await checkConfigFile(root.machine, '/etc/sluse.yaml'))).to.deep.equal([
        expected,
      ]);
    }
  });

  it('wants secrets and data for their owner alone', async () => {
    const place = { folder: '/secrets', make: true };
    await root.write('/secrets/pepper.key', 'x', 0o600);
    await root.write('/secrets/server.key', 'x', 0o640);
    expect(states(await checkSecrets(root.machine, place, '/data'))).to.deep.equal([
      'ok',
      'unsafe',
    ]);
    await root.makeFolder('/data', 0o700);
    expect(states(await checkDataFolder(root.machine, '/data'))).to.deep.equal(['ok']);
    await root.makeFolder('/data', 0o750);
    expect(states(await checkDataFolder(root.machine, '/data'))).to.deep.equal(['unsafe']);
  });

  it('misses secrets only where something is sealed with them', async () => {
    const place = { folder: '/secrets', make: true };
    expect(states(await checkSecrets(root.machine, place, '/data'))).to.deep.equal(['ok', 'ok']);
    await root.write('/data/sluse.db', '');
    const findings = await checkSecrets(root.machine, place, '/data');
    expect(states(findings)).to.deep.equal(['unsafe', 'unsafe']);
    expect(findings[0]?.mend).to.include('restore it from its backup');
  });

  it('says what it may not look at, and goes on', async () => {
    const findings = await look({
      tor: () => Promise.reject(new Unseen('/var/lib/tor/x')),
      data: () => checkDataFolder(root.machine, '/data'),
    });
    expect(states(findings)).to.deep.equal(['unseen', 'ok']);
    expect(findings[0]?.says).to.include('/var/lib/tor/x');
    expect(exitCode(findings)).to.equal(0);
    const broken = look({ data: () => Promise.reject(new TypeError('our own fault')) });
    expect(await broken.catch((error) => error)).to.be.instanceOf(TypeError);
  });
});

describe('the doctor, on entrances', () => {
  const path = '/run/sluse/http.sock';
  const origins = ['http://a.onion'];
  let server: Server;

  async function listening(mode: number): Promise<Finding[]> {
    server = createServer();
    await new Promise<void>((resolve) => server.listen(join(root.folder, path), resolve));
    await chmod(join(root.folder, path), mode);
    try {
      return await checkEntrances(root.machine, {
        listen: { intake: { socket: path, origins, circuitIds: false } },
      });
    } finally {
      server.close();
    }
  }

  it('wants sockets that not everybody can use', async () => {
    await root.makeFolder(dirname(path), 0o750);
    expect(states(await listening(0o660))).to.deep.equal(['ok']);
    expect(states(await listening(0o666))).to.deep.equal(['unsafe']);
  });

  it('wants a folder that not everybody can write to', async () => {
    await root.makeFolder(dirname(path), 0o777);
    expect(states(await listening(0o660))).to.deep.equal(['unsafe']);
  });

  it('finds a port unsafe, a missing folder too, and says when nobody listens', async () => {
    const check = (where: { port: number } | { socket: string }) =>
      checkEntrances(root.machine, {
        listen: { intake: { ...where, origins, circuitIds: false } },
      }).then(states);
    expect(await check({ port: 8080 })).to.deep.equal(['unsafe']);
    expect(await check({ socket: path })).to.deep.equal(['unsafe']);
    await root.makeFolder(dirname(path), 0o750);
    expect(await check({ socket: path })).to.deep.equal(['warning']);
    await root.write(path, 'a file');
    expect(await check({ socket: path })).to.deep.equal(['unsafe']);
  });
});

describe('the doctor, on room and clock', () => {
  /** A folder on a disk: on some machines the one for temporary files is memory. */
  async function onDisk(): Promise<string> {
    const TMPFS_MAGIC = 0x01021994;
    for (const folder of [tmpdir(), ROOT, homedir()]) {
      if ((await statfs(folder)).type !== TMPFS_MAGIC) return folder;
    }
    throw new Error('this machine has no disk to try with');
  }
  const limits = { reportBytes: 1000, spoolBytes: 1_000_000 } as Parameters<
    typeof checkRoom
  >[1]['limits'];

  it('wants a spool in memory, as large as its budget', async () => {
    const disk = await fakeRoot(await onDisk());
    const memory = await fakeRoot('/dev/shm');
    try {
      for (const one of [disk, memory]) await one.makeFolder('/spool');
      const check = (one: FakeRoot, spoolBytes: number, spool = '/spool') =>
        checkSpool(one.machine, { spool, limits: { ...limits, spoolBytes } }).then(states);
      expect(await check(disk, 1)).to.deep.equal(['unsafe']);
      expect(await check(memory, 1)).to.deep.equal(['ok']);
      expect(await check(memory, Number.MAX_SAFE_INTEGER)).to.deep.equal(['warning']);
      expect(await check(memory, 1, '/none')).to.deep.equal(['unsafe']);
    } finally {
      await disk.remove();
      await memory.remove();
    }
  });

  it('warns before the disk is full, and finds one unsafe that takes no report more', async () => {
    await root.makeFolder('/data');
    const free = (await root.machine.room('/data'))?.free ?? 0;
    const check = (reportBytes: number) =>
      checkRoom(root.machine, { data: '/data', limits: { ...limits, reportBytes } }).then(states);
    expect(await check(1000)).to.deep.equal(['ok']);
    expect(await check(Math.floor(free / 5))).to.deep.equal(['warning']);
    expect(await check(free * 2)).to.deep.equal(['unsafe']);
  });

  it('finds a clock unsafe that was set back, and warns when nothing sets it', async () => {
    const path = join(root.folder, 'sluse.db');
    await writeFile(path, '');
    const check = () => checkClock(root.machine, ['/sluse.db']).then(states);
    expect(await check()).to.deep.equal(['warning']);
    await root.write('/run/systemd/timesync/synchronized', '');
    expect(await check()).to.deep.equal(['ok']);
    const tomorrow = new Date(Date.now() + 86_400_000);
    await utimes(path, tomorrow, tomorrow);
    expect(await check()).to.deep.equal(['unsafe']);
  });
});

describe('the doctor, on the walls around files', () => {
  it('says what a hostile file could reach, and what to install', () => {
    const check = (level: 'bubblewrap' | 'namespaces' | 'limits', gaps: ('disk' | 'network')[]) =>
      checkWalls({ isolation: { level, gaps }, exifToolLacks: [] });
    expect(states(check('bubblewrap', []))).to.deep.equal(['ok']);
    const [weaker] = check('namespaces', ['disk']);
    expect(weaker).to.include({ state: 'warning', mend: 'apt install bubblewrap' });
    expect(weaker?.says).to.include('could reach: disk');
    expect(states(check('limits', ['network', 'disk']))).to.deep.equal(['unsafe']);
  });

  it('says why bubblewrap does not start where it is installed', () => {
    const complaint = "bwrap: Can't open source /usr: Function not implemented";
    const isolation = { level: 'limits' as const, gaps: [], complaint };
    const [finding] = checkWalls({ isolation, exifToolLacks: [] });
    expect(finding?.says).to.include(complaint);
    expect(finding).to.have.property('mend').that.does.not.include('apt install');
  });
});
