import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { ROOT } from '../support/server.ts';

const run = promisify(execFile);
/** systemd's own scale, from 0 (nothing is exposed) to 10. */
const MOST_EXPOSED = 1.5;

/** The units as systemd would read them, in a root of their own. */
describe('the systemd units', () => {
  let root: string;
  let units: string[];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'sluse-units-'));
    const folder = join(root, 'etc/systemd/system');
    await mkdir(folder, { recursive: true });
    const names = (await readdir(join(ROOT, 'system'))).filter((name) =>
      /\.(service|timer|service\.d)$/.test(name),
    );
    for (const name of names) {
      await cp(join(ROOT, 'system', name), join(folder, name), { recursive: true });
    }
    // Targets and timers of the distribution, which ours hang on.
    await cp('/usr/lib/systemd/system', join(root, 'usr/lib/systemd/system'), { recursive: true });
    units = names.filter((name) => name.endsWith('.service'));
    // What they start, for `verify`.
    const node = join(root, 'opt/sluse/current/node_modules/.bin/node');
    await mkdir(join(node, '..'), { recursive: true });
    await writeFile(node, '', { mode: 0o755 });
  });
  after(() => rm(root, { recursive: true }));

  const analyze = (...args: string[]) =>
    run('systemd-analyze', ['--root', root, ...args], { env: { PATH: process.env['PATH'] } });

  async function exposure(unit: string): Promise<number> {
    const { stdout } = await analyze('security', '--offline=true', '--no-pager', unit);
    return Number(/Overall exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1]);
  }

  it(`leave at most ${MOST_EXPOSED} of 10 exposed, as the documentation says`, async () => {
    const documentation = await readFile(join(ROOT, 'docs/sysadmin.md'), 'utf8');
    expect(units).to.include.members(['sluse-server.service', 'sluse-doctor.service']);
    for (const unit of units) {
      const found = await exposure(unit);
      expect(found, unit).to.be.at.most(MOST_EXPOSED);
      expect(documentation).to.include(`| \`${unit}\` | ${found} |`);
    }
  });

  it('would be found out if the walls were missing', async () => {
    const bare = join(root, 'etc/systemd/system/bare.service');
    await cp(join(ROOT, 'system/sluse-server.service'), bare);
    try {
      expect(await exposure('bare.service')).to.be.above(9);
    } finally {
      await rm(bare);
    }
  });

  it('have no mistake that systemd knows of', async () => {
    for (const name of await readdir(join(root, 'etc/systemd/system'))) {
      if (!/\.(service|timer)$/.test(name)) continue;
      const path = `/etc/systemd/system/${name}`;
      const { stdout, stderr } = await analyze('verify', '--man=no', path).catch((ended) => ended);
      // The programs of the distribution's units are not in this root.
      const said = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('sluse'));
      expect(said, name).to.deep.equal([]);
    }
  });

  it('would be found out if one had a mistake', async () => {
    const name = 'sluse-wrong.service';
    const path = join(root, 'etc/systemd/system', name);
    await writeFile(path, '[Service]\nExecStart=/nonexistent\nProtectSistem=strict\n');
    try {
      const { stderr } = await analyze('verify', '--man=no', `/etc/systemd/system/${name}`).catch(
        (ended) => ended,
      );
      expect(stderr).to.include('ProtectSistem').and.to.include('/nonexistent is not executable');
    } finally {
      await rm(path);
    }
  });

  it('let no family of addresses in but unix sockets, and no network', async () => {
    const walls = await readFile(join(ROOT, 'system/sluse-.service.d/walls.conf'), 'utf8');
    const settings = walls.split('\n').filter((line) => /^(Restrict|Private|IP)/.test(line));
    expect(settings).to.include.members([
      'RestrictAddressFamilies=AF_UNIX',
      'PrivateNetwork=yes',
      'IPAddressDeny=any',
    ]);
    expect(walls).to.not.match(/AF_INET|AF_NETLINK|IPAddressAllow/);
  });
});
