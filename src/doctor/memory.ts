import { join } from 'node:path';
import { type Finding, ok, unsafe, warning } from './finding.ts';
import type { Machine } from './machine.ts';

const UNIT_CGROUP = '/system.slice/sluse-server.service';
const SWAP_MEND =
  'start Sluse by its systemd unit (MemorySwapMax=0), or switch swap off (swapoff -a, and take it out of /etc/fstab), or encrypt it';

/** Memory and tmpfs can be written to a swap disk: that disk must be none, or encrypted, or closed to the server. */
export async function checkSwap(machine: Machine): Promise<Finding[]> {
  const lines = (await machine.read('/proc/swaps'))?.trim().split('\n').slice(1) ?? [];
  const areas = lines.flatMap((area) => {
    const [file, kind] = area.trim().split(/\s+/);
    return file === undefined || file === '' ? [] : [{ file, kind }];
  });
  if (areas.length === 0) return [ok('swap', 'there is none')];
  const open: string[] = [];
  for (const { file, kind } of areas) {
    const disk = kind === 'file' ? await diskOf(machine, file) : file.split('/').pop();
    if (disk === undefined || !(await isSafe(machine, disk))) open.push(file);
  }
  if (open.length === 0) return [ok('swap', 'all of it is encrypted, or in memory')];
  if (await isKeptOut(machine)) {
    return [ok('swap', 'the machine has swap, but none of the memory of Sluse goes there')];
  }
  const says = `${open.join(', ')} is not encrypted, and unsealed text may be written to it`;
  return [unsafe('swap', says, SWAP_MEND)];
}

/** Whether the kernel keeps this process, or the service, out of swap (cgroup v2, memory.swap.max). */
async function isKeptOut(machine: Machine): Promise<boolean> {
  const own = /^0::(\/.*)$/m.exec((await machine.read('/proc/self/cgroup')) ?? '')?.[1];
  for (const group of [own, UNIT_CGROUP]) {
    if (group === undefined) continue;
    const most = await machine.read(join('/sys/fs/cgroup', group, 'memory.swap.max'));
    if (most?.trim() === '0') return true;
  }
  return false;
}

/** The kernel's name of the disk that holds a swap file. */
async function diskOf(machine: Machine, file: string): Promise<string | undefined> {
  const mounts = ((await machine.read('/proc/self/mountinfo')) ?? '')
    .split('\n')
    .flatMap((line) => {
      const [, , numbers, , folder] = line.split(' ');
      return numbers === undefined || folder === undefined ? [] : [{ numbers, folder }];
    });
  const inside = mounts.filter(({ folder }) => file.startsWith(folder.replace(/\/?$/, '/')));
  const [nearest] = inside.sort((a, b) => b.folder.length - a.folder.length);
  if (nearest === undefined) return undefined;
  const facts = await machine.read(`/sys/dev/block/${nearest.numbers}/uevent`);
  return /^DEVNAME=(.+)$/m.exec(facts ?? '')?.[1];
}

/** Encrypted by dm-crypt, also below a logical volume, or compressed memory without a disk behind it (zram). */
async function isSafe(machine: Machine, disk: string): Promise<boolean> {
  if (disk.startsWith('zram')) {
    const behind = (await machine.read(`/sys/block/${disk}/backing_dev`))?.trim();
    return behind === undefined || behind === '' || behind === 'none';
  }
  const mapped = await machine.read(`/sys/block/${disk}/dm/uuid`);
  if (mapped?.startsWith('CRYPT-')) return true;
  const below = await machine.list(`/sys/block/${disk}/slaves`);
  if (below.length === 0) return false;
  const safe = await Promise.all(below.map((name) => isSafe(machine, name)));
  return safe.every(Boolean);
}

/**
 * A crash must not write the server's memory to a disk. A program that is fed the dump by a pipe is started whatever the
 * limit is (core(5)); systemd's own keeps to it (systemd-coredump(8)).
 *
 * @param server its process; of this one when it does not run
 */
export async function checkCoreDumps(machine: Machine, server: number | null): Promise<Finding[]> {
  const limits = (await machine.read(`/proc/${server ?? 'self'}/limits`)) ?? '';
  const soft = /^Max core file size\s+(\S+)/m.exec(limits)?.[1];
  const pattern = (await machine.read('/proc/sys/kernel/core_pattern'))?.trim() ?? '';
  const subject = 'core dumps';
  if (/^\|\s*\/(usr\/)?bin\/(false|true)\b/.test(pattern)) return [ok(subject, 'nobody keeps any')];
  if (soft !== '0') {
    const says = 'a crash would write the memory of the server to a disk';
    const mend = 'start Sluse by its systemd unit (LimitCORE=0), or by ulimit -c 0';
    return [unsafe(subject, says, mend)];
  }
  if (pattern.startsWith('|') && !pattern.includes('systemd-coredump')) {
    const says = `the program ${pattern.slice(1).trim().split(' ')[0]} is given dumps in spite of the limit`;
    return [warning(subject, says, 'sysctl kernel.core_pattern="|/bin/false"')];
  }
  return [ok(subject, 'the limit of the server is 0')];
}
