import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { Gap } from './isolation.ts';

// Runs inside the isolation and says what a process there could still do. Its arguments are the server's own process
// namespace as the kernel names it, and the server's process id.

const seesDisk = existsSync('/etc/passwd');
const gaps: Record<Gap, boolean> = {
  network: hasNetwork(),
  disk: seesDisk,
  root: seesDisk && isRoot(),
  // bubblewrap sets PWD.
  environment: Object.keys(process.env).some((name) => name !== 'PWD'),
  write: ['/tmp', '/var/tmp', '/dev/shm', '/'].some(canWrite),
  processes: seesServer(),
  programs: spawnSync(process.execPath, ['--version'], { timeout: 5000 }).status === 0,
};

writeSync(1, JSON.stringify(Object.entries(gaps).flatMap(([gap, open]) => (open ? [gap] : []))));

function seesServer(): boolean {
  const [namespace, server] = process.argv.slice(2);
  if (existsSync('/proc/self')) return readlinkSync('/proc/self/ns/pid') === namespace;
  try {
    return process.kill(Number(server), 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function hasNetwork(): boolean {
  try {
    return Object.values(networkInterfaces()).some((addresses) =>
      addresses?.some(({ internal }) => !internal),
    );
  } catch {
    // It may not even ask.
    return false;
  }
}

/** Root of the machine (user_namespaces(7)), not only inside a namespace made for this process. */
function isRoot(): boolean {
  const [inside, outside] = readFileSync('/proc/self/uid_map', 'latin1').trim().split(/\s+/);
  return Number(process.getuid?.()) - Number(inside) + Number(outside) === 0;
}

function canWrite(folder: string): boolean {
  const path = `${folder}/sluse-probe-${process.pid}`;
  try {
    writeFileSync(path, 'x');
    return true;
  } catch {
    return false;
  } finally {
    // The kernel limit lets an empty file be made where the folder is open to all.
    removeIfThere(path);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A read-only disk says so even for a file that is not there.
  }
}
