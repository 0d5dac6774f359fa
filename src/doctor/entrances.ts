import { dirname } from 'node:path';
import type { Config, Listener } from '../config/schema.ts';
import { type Finding, ok, unsafe, warning } from './finding.ts';
import type { Machine } from './machine.ts';

/** The sites of a configuration and where they listen. */
export function listenersOf({ listen }: Pick<Config, 'listen'>): [site: string, where: Listener][] {
  return Object.entries(listen).flatMap(([site, where]) =>
    where === undefined ? [] : [[site, where] as [string, Listener]],
  );
}

/** Unix sockets only, in folders where nobody else can put one of their own. */
export async function checkEntrances(
  machine: Machine,
  config: Pick<Config, 'listen'>,
): Promise<Finding[]> {
  const findings = await Promise.all(
    listenersOf(config).map(([site, where]) => checkEntrance(machine, site, where)),
  );
  return findings.flat();
}

async function checkEntrance(machine: Machine, site: string, where: Listener): Promise<Finding[]> {
  const subject = `entrance of the ${site}`;
  if (!('socket' in where)) {
    const says = `it is port ${where.port}, which every program on this machine can reach, and which passes addresses on`;
    return [unsafe(subject, says, 'listen on a unix socket (docs/sysadmin.md)')];
  }
  const path = where.socket;
  const folder = await machine.status(dirname(path));
  if (folder === null) {
    const mend = 'systemd-tmpfiles --create, or make it for the user of Sluse and the group of Tor';
    return [unsafe(subject, `the folder of its socket ${path} is not there`, mend)];
  }
  if ((folder.mode & 0o002) !== 0 && (folder.mode & 0o1000) === 0) {
    const says = `everybody can put a socket of their own in the place of ${path}`;
    return [unsafe(subject, says, `chmod o-w ${dirname(path)}`)];
  }
  const socket = await machine.status(path);
  if (socket === null) {
    return [warning(subject, `nobody listens on ${path}`, 'systemctl start sluse-server')];
  }
  if (!socket.isSocket) {
    return [unsafe(subject, `${path} is no socket`, 'remove it, and restart Sluse')];
  }
  if ((socket.mode & 0o007) !== 0) {
    const says = `everybody on this machine can use ${path} (mode ${socket.mode.toString(8)})`;
    return [unsafe(subject, says, `chmod 660 ${path}`)];
  }
  return [ok(subject, `a socket, mode ${socket.mode.toString(8)}`)];
}
