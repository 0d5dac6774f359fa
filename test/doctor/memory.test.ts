import { expect } from 'chai';
import { checkCoreDumps, checkSwap } from '../../src/doctor/memory.ts';
import { type FakeRoot, fakeRoot } from '../support/fake-machine.ts';

const HEAD = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n';
const area = (file: string, kind = 'partition') => `${file}   ${kind}\t2097148\t\t0\t\t-2\n`;

describe('the doctor, on swap', () => {
  let root: FakeRoot;
  beforeEach(async () => {
    root = await fakeRoot();
  });
  afterEach(() => root.remove());

  const state = async () => (await checkSwap(root.machine)).map((finding) => finding.state);
  const swaps = (...areas: string[]) => root.write('/proc/swaps', HEAD + areas.join(''));

  it('is content without any', async () => {
    await swaps();
    expect(await state()).to.deep.equal(['ok']);
  });

  it('calls a plain disk unsafe and names it, with what to do', async () => {
    await swaps(area('/dev/sda2'));
    const [finding] = await checkSwap(root.machine);
    expect(finding).to.include({ state: 'unsafe', subject: 'swap' });
    expect(finding?.says).to.include('/dev/sda2');
    expect(finding?.mend).to.include('swapoff');
  });

  it('is content with an encrypted one, also below a logical volume, and with memory', async () => {
    await root.write('/sys/block/dm-0/dm/uuid', 'CRYPT-LUKS2-abc-swap\n');
    await root.write('/sys/block/dm-1/dm/uuid', 'LVM-abc\n');
    await root.makeFolder('/sys/block/dm-1/slaves/dm-0');
    await root.write('/sys/block/zram0/backing_dev', 'none\n');
    await swaps(area('/dev/dm-1'), area('/dev/zram0'));
    expect(await state()).to.deep.equal(['ok']);
  });

  it('is not content when only one of two is encrypted, or a volume has a plain disk below it', async () => {
    await root.write('/sys/block/dm-0/dm/uuid', 'CRYPT-LUKS2-abc-swap\n');
    await swaps(area('/dev/dm-0'), area('/dev/sda2'));
    expect(await state()).to.deep.equal(['unsafe']);
    await root.write('/sys/block/dm-1/dm/uuid', 'LVM-abc\n');
    await root.makeFolder('/sys/block/dm-1/slaves/dm-0');
    await root.makeFolder('/sys/block/dm-1/slaves/sdb1');
    await swaps(area('/dev/dm-1'));
    expect(await state()).to.deep.equal(['unsafe']);
  });

  it('is not content with compressed memory that spills to a disk', async () => {
    await root.write('/sys/block/zram0/backing_dev', '/dev/sda3\n');
    await swaps(area('/dev/zram0'));
    expect(await state()).to.deep.equal(['unsafe']);
  });

  it('looks below a swap file for the disk that it lies on', async () => {
    await root.write(
      '/proc/self/mountinfo',
      '24 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 24 254:0 / /var rw - ext4 /dev/mapper/var rw\n',
    );
    await root.write('/sys/dev/block/8:1/uevent', 'MAJOR=8\nDEVNAME=sda1\n');
    await root.write('/sys/dev/block/254:0/uevent', 'MAJOR=254\nDEVNAME=dm-0\n');
    await root.write('/sys/block/dm-0/dm/uuid', 'CRYPT-LUKS2-abc-var\n');
    await swaps(area('/var/swap', 'file'));
    expect(await state()).to.deep.equal(['ok']);
    await swaps(area('/swap', 'file'));
    expect(await state()).to.deep.equal(['unsafe']);
  });

  for (const [whose, group] of [
    ['this process', '/user.slice/x.scope'],
    ["the service's unit", '/system.slice/sluse-server.service'],
  ] as const) {
    it(`is content when the kernel keeps ${whose} out of it`, async () => {
      await swaps(area('/dev/sda2'));
      await root.write('/proc/self/cgroup', '0::/user.slice/x.scope\n');
      await root.write(`/sys/fs/cgroup${group}/memory.swap.max`, 'max\n');
      expect(await state()).to.deep.equal(['unsafe']);
      await root.write(`/sys/fs/cgroup${group}/memory.swap.max`, '0\n');
      expect(await state()).to.deep.equal(['ok']);
    });
  }
});

describe('the doctor, on core dumps', () => {
  let root: FakeRoot;
  beforeEach(async () => {
    root = await fakeRoot();
  });
  afterEach(() => root.remove());

  const limits = (who: string, soft: string) =>
    root.write(
      `/proc/${who}/limits`,
      `Limit                     Soft Limit           Hard Limit           Units\nMax core file size        ${soft.padEnd(20)} unlimited            bytes\n`,
    );
  const state = async (server: number | null = null) =>
    (await checkCoreDumps(root.machine, server)).map((finding) => finding.state);

  for (const { pattern, soft, expected } of [
    { pattern: 'core', soft: '0', expected: 'ok' },
    { pattern: 'core', soft: 'unlimited', expected: 'unsafe' },
    { pattern: '/var/crash/core.%p', soft: '1024', expected: 'unsafe' },
    { pattern: '|/bin/false', soft: 'unlimited', expected: 'ok' },
    { pattern: '|/lib/systemd/systemd-coredump %P %u', soft: '0', expected: 'ok' },
    { pattern: '|/lib/systemd/systemd-coredump %P %u', soft: 'unlimited', expected: 'unsafe' },
    { pattern: '|/usr/share/apport/apport %p', soft: '0', expected: 'warning' },
  ]) {
    it(`says ${expected} for ${pattern} and a limit of ${soft}`, async () => {
      await root.write('/proc/sys/kernel/core_pattern', `${pattern}\n`);
      await limits('self', soft);
      expect(await state()).to.deep.equal([expected]);
    });
  }

  it('looks at the running server, not at itself', async () => {
    await root.write('/proc/sys/kernel/core_pattern', 'core\n');
    await limits('self', '0');
    await limits('4711', 'unlimited');
    expect(await state(4711)).to.deep.equal(['unsafe']);
  });

  it('finds the running server by its configuration', async () => {
    const words = (file: string) => `node\0/opt/src/main.ts\0--config\0${file}\0`;
    await root.write('/proc/11/cmdline', words('/etc/other.yaml'));
    await root.write('/proc/12/cmdline', words('/etc/sluse.yaml'));
    await root.write('/proc/13/cmdline', 'less\0/etc/sluse.yaml\0');
    expect(await root.machine.server('/etc/sluse.yaml')).to.equal(12);
    expect(await root.machine.server('/etc/none.yaml')).to.equal(null);
  });
});
