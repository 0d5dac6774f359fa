import { readdir, readFile, readlink } from 'node:fs/promises';

/** The address families of all sockets of a process (Linux, /proc). */
export async function socketFamilies(pid: number): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(
    // Some are closed while we look.
    names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
  );
  const inodes = links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
  const tables = ['unix', 'tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];
  const texts = await Promise.all(tables.map((table) => readFile(`/proc/net/${table}`, 'utf8')));
  return inodes.map((inode) => {
    const found = texts.findIndex((text) => new RegExp(`\\s${inode}\\s`).test(text));
    return tables[found] ?? `socket ${inode}`;
  });
}
