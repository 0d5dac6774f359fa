import { readdir, readFile, readlink } from 'node:fs/promises';

const TABLES = ['unix', 'tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];

/** The address families of all sockets of a process (Linux, /proc). */
export async function socketFamilies(pid: number): Promise<string[]> {
  const inodes = await socketsOf(pid);
  const texts = await Promise.all(TABLES.map((table) => readFile(`/proc/net/${table}`, 'utf8')));
  // One that was closed between the two looks stands in no table, and is nobody's any more.
  const still = new Set(await socketsOf(pid));
  return inodes.flatMap((inode) => {
    const found = texts.findIndex((text) => new RegExp(`\\s${inode}\\s`).test(text));
    const family = TABLES[found];
    if (family !== undefined) return [family];
    return still.has(inode) ? [`socket ${inode}`] : [];
  });
}

async function socketsOf(pid: number): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(
    // Some are closed while we look.
    names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
  );
  return links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
}
