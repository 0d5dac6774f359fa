/** A program that parses untrusted bytes, and all it may read of the disk. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly reads: readonly string[];
  /** All there is in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** What the kernel ends a process for. */
export interface KernelLimits {
  readonly cpuSeconds: number;
  readonly memory: number;
}
