// A seccomp filter (seccomp(2)) in the kernel's classic BPF. Namespaces hide things; the filter takes away the calls by
// which code that has taken over a process would attack the kernel itself, or start anything else.

/** Numbers on x86-64 and on arm64; 0 where an architecture does not have the call. */
const REFUSED: Record<string, readonly [x64: number, arm64: number]> = {
  socket: [41, 198],
  fork: [57, 0],
  vfork: [58, 0],
  execveat: [322, 281],
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  process_madvise: [440, 440],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  kcmp: [312, 272],
  unshare: [272, 97],
  setns: [308, 268],
  chroot: [161, 51],
  pivot_root: [155, 41],
  mount: [165, 40],
  umount2: [166, 39],
  open_tree: [428, 428],
  move_mount: [429, 429],
  fsopen: [430, 430],
  fsconfig: [431, 431],
  fsmount: [432, 432],
  fspick: [433, 433],
  mount_setattr: [442, 442],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  fanotify_init: [300, 262],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  userfaultfd: [323, 282],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  kexec_load: [246, 104],
  kexec_file_load: [320, 294],
  init_module: [175, 105],
  finit_module: [313, 273],
  delete_module: [176, 106],
  memfd_create: [319, 279],
  memfd_secret: [447, 447],
  modify_ldt: [154, 0],
  iopl: [172, 0],
  ioperm: [173, 0],
  uselib: [134, 0],
  personality: [135, 92],
  syslog: [103, 116],
  acct: [163, 89],
  quotactl: [179, 60],
  reboot: [169, 142],
  swapon: [167, 224],
  swapoff: [168, 225],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  adjtimex: [159, 171],
  clock_adjtime: [305, 266],
  sethostname: [170, 161],
  setdomainname: [171, 162],
};
/** Programs try these and know what to do when a kernel has not got them. */
const UNKNOWN: typeof REFUSED = {
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  io_uring_register: [427, 427],
  // Its flags stand in memory, where a filter cannot look; `clone` takes its place.
  clone3: [435, 435],
};
const CLONE = [56, 220] as const;
/** Flag of `clone` for a thread, without which it is a new process. */
const CLONE_THREAD = 0x10000;
/** The highest number of x86-64; above are the calls of the x32 variant. */
const X32 = 0x40000000;

const ARCHITECTURES: Partial<Record<NodeJS.Architecture, readonly [index: 0 | 1, audit: number]>> =
  {
    x64: [0, 0xc000003e],
    arm64: [1, 0xc00000b7],
  };

const [LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_BITS, RETURN] = [0x20, 0x15, 0x35, 0x45, 0x06];
const [NUMBER, ARCHITECTURE, FIRST_ARGUMENT] = [0, 4, 16];
const [ALLOW, KILL] = [0x7fff0000, 0x80000000];
const [EPERM, ENOSYS] = [0x00050001, 0x00050026];

/** The filter for this machine; `undefined` on an architecture whose numbers we do not know. */
export function systemCallFilter(
  architecture: NodeJS.Architecture = process.arch,
): Buffer | undefined {
  const known = ARCHITECTURES[architecture];
  if (!known) return undefined;
  const [index, audit] = known;
  const numbers = (calls: typeof REFUSED) =>
    Object.values(calls).flatMap((call) => call[index] || []);
  const lines = [
    line(LOAD, ARCHITECTURE),
    line(JUMP_EQUAL, audit, 1, 0),
    line(RETURN, KILL),
    line(LOAD, NUMBER),
    line(JUMP_AT_LEAST, X32, 0, 1),
    line(RETURN, EPERM),
    ...numbers(REFUSED).flatMap((number) => returnIf(number, EPERM)),
    ...numbers(UNKNOWN).flatMap((number) => returnIf(number, ENOSYS)),
    line(JUMP_EQUAL, CLONE[index], 0, 3),
    line(LOAD, FIRST_ARGUMENT),
    line(JUMP_BITS, CLONE_THREAD, 1, 0),
    line(RETURN, EPERM),
    line(RETURN, ALLOW),
  ];
  return Buffer.concat(lines);
}

function returnIf(number: number, value: number): Buffer[] {
  return [line(JUMP_EQUAL, number, 0, 1), line(RETURN, value)];
}

/** One instruction: what to do, how many to skip when it is so and when not, and a value. */
function line(code: number, value: number, whenTrue = 0, whenFalse = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(code, 0);
  bytes.writeUInt8(whenTrue, 2);
  bytes.writeUInt8(whenFalse, 3);
  bytes.writeUInt32LE(value, 4);
  return bytes;
}
