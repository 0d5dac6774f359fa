import { ConfigError } from '../src/config/config-error.ts';
import { UsageError } from '../src/usage-error.ts';

interface Ending {
  /** Errors of its own whose message says all that a person needs. */
  plain?: readonly (abstract new (
    ...args: never[]
  ) => Error)[];
  /** The exit code when it could not do its work. */
  failed?: number;
}

/** Runs a command with what was typed: `--help` is an answer, and an error one line, with a stack only for faults of ours. */
export async function runCommand(
  usage: string,
  run: (args: string[]) => Promise<void>,
  { plain = [], failed = 1 }: Ending = {},
): Promise<void> {
  const typed = process.argv.slice(2);
  try {
    if (typed.some((word) => word === '--help' || word === '-h')) console.log(usage);
    else await run(typed);
  } catch (error) {
    console.error(explained(error, usage, [UsageError, ConfigError, ...plain]));
    process.exitCode = failed;
  }
}

function explained(error: unknown, usage: string, plain: NonNullable<Ending['plain']>): string {
  const { message, code = '', path } = error as NodeJS.ErrnoException;
  if (plain.some((type) => error instanceof type)) return message;
  if (code.startsWith('ERR_PARSE_ARGS')) return `${message}\n\n${usage}`;
  if (code === 'ENOENT') return `${path} does not exist.`;
  if (path !== undefined) return `${path} cannot be used (${code}).`;
  if (code.startsWith('SQLITE_')) return `The database cannot be used (${code}).`;
  return (error as Error).stack ?? String(error);
}
