import type { KernelLimits, Program } from './program.ts';

/** `nobody` on every Linux: owns nothing. */
export const NOBODY = 65534;
/** Shared libraries: all a program needs of the system besides itself. Those that do not exist are left out. */
const LIBRARIES = ['/lib', '/lib64', '/usr/lib', '/usr/lib64'];

/** Where the tools are that make the walls; `undefined` when one is not installed. */
export interface Tools {
  bwrap: string | undefined;
  prlimit: string | undefined;
  unshare: string | undefined;
  setpriv: string | undefined;
}

/** The command line that runs a program inside the walls. */
export type Enclosure = (program: Program) => string[];

/** All that one needs to start a program inside. */
export interface Walls {
  readonly enclose: Enclosure;
  /** What the kernel is told to refuse; handed to the enclosure on a descriptor. */
  readonly filter: Buffer | undefined;
}

/** The descriptor on which bubblewrap reads the filter of system calls. */
export const FILTER = 4;

/**
 * No file can get a single byte (`fsize`), not even by native code that decides to
 * use a temporary file (libvips does); no core dump shows memory.
 */
function limited(prlimit: string, limits: KernelLimits, program: Program): string[] {
  return [
    prlimit,
    '--fsize=0',
    '--core=0',
    '--nofile=128',
    // The soft limit comes first, so that its signal tells what happened.
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 5}`,
    `--data=${limits.memory}`,
    '--',
    program.file,
    ...program.args,
  ];
}

/** Drops the rights of root before or inside the walls, and the way back to them. */
function unprivileged(setpriv: string, asNobody: boolean): string[] {
  const user = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const rights = ['--inh-caps=-all', '--no-new-privs'];
  return [setpriv, ...(asNobody ? [...user, '--bounding-set=-all'] : []), ...rights, '--'];
}

/**
 * What bubblewrap itself has to build. Inside a systemd unit without a network it may not open the socket (netlink) with which
 * it would set up a loopback of its own, and the kernel lets nobody mount a /proc that shows more than the unit's own.
 * There the unit's network, which is none, is kept, and the program gets no /proc at all.
 */
export type Surroundings = 'open' | 'unit';

/** Outermost first. The limits are set inside, because bubblewrap writes files while it builds the walls. */
export function bubblewrapped(
  bwrap: string,
  prlimit: string,
  limits: KernelLimits,
  { filtered, inside }: { filtered: boolean; inside: Surroundings },
): Enclosure {
  return (program) => [
    bwrap,
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', '--cap-drop', 'ALL'],
    ...(inside === 'unit' ? ['--share-net'] : []),
    ...outermost([...LIBRARIES, prlimit, program.file, ...program.reads]).flatMap((path) => [
      '--ro-bind-try',
      path,
      path,
    ]),
    ...Object.entries(program.env).flatMap(([name, value]) => ['--setenv', name, value]),
    ...(inside === 'unit' ? [] : ['--proc', '/proc']),
    ...['--dev-bind', '/dev/null', '/dev/null', '--dev-bind', '/dev/urandom', '/dev/urandom'],
    ...(filtered ? ['--seccomp', String(FILTER)] : []),
    ...['--remount-ro', '/', '--chdir', '/', '--'],
    ...limited(prlimit, limits, program),
  ];
}

/** Without what lies in another: bubblewrap from 0.12 on mounts on no symbolic link (Perl's `5.40` in the libraries is one). */
function outermost(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

/** The same enclosure, built by `nobody` instead of root. */
export function asNobody(setpriv: string, inner: Enclosure): Enclosure {
  return (program) => [...unprivileged(setpriv, true), ...inner(program)];
}

/** No network, own process ids, with tools that are essential in Debian. */
export function unshared(
  tools: { unshare: string; setpriv: string; prlimit: string },
  isRoot: boolean,
  limits: KernelLimits,
): Enclosure {
  return (program) => [
    tools.unshare,
    // A plain user may make namespaces only inside a user namespace, where it is root over nothing.
    ...(isRoot ? [] : ['--map-root-user']),
    ...['--net', '--ipc', '--uts', '--pid', '--fork', '--kill-child', '--mount-proc', '--'],
    ...unprivileged(tools.setpriv, isRoot),
    ...limited(tools.prlimit, limits, program),
  ];
}

/** Kernel limits only, with the rights dropped where that is possible. */
export function onlyLimited(
  prlimit: string,
  setpriv: string | undefined,
  isRoot: boolean,
  limits: KernelLimits,
): Enclosure {
  return (program) => [
    ...(setpriv === undefined ? [] : unprivileged(setpriv, isRoot)),
    ...limited(prlimit, limits, program),
  ];
}
