import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { type Config, configSchema } from './schema.ts';

/** The configuration cannot be used; each problem is one sentence that names the line or key. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly problems: string[];

  constructor(file: string, problems: string[]) {
    super(`The configuration ${file} cannot be used: ${problems.join(' ')}`);
    this.problems = problems;
  }
}

/** Reads and checks the YAML file; relative paths in it count from its own folder. @throws ConfigError */
export async function loadConfig(file: string): Promise<Config> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'it does not exist.' : `it cannot be read (${code}).`;
    throw new ConfigError(file, [why]);
  }
  const config = parseConfig(file, text);
  const base = dirname(resolve(file));
  return { ...config, data: isAbsolute(config.data) ? config.data : resolve(base, config.data) };
}

/** @throws ConfigError */
export function parseConfig(file: string, text: string): Config {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error) =>
        `line ${error.linePos?.[0].line ?? '?'}: ${error.message.split('\n')[0]?.replace(/ at line .*$/, '')}.`,
    );
    throw new ConfigError(file, problems);
  }
  const result = configSchema.safeParse(document.toJS() ?? {});
  if (result.success) return result.data;

  const problems = result.error.issues.flatMap(flatten).map(({ path, message }) => {
    const offset = nearestOffset(document, path);
    const line = offset === undefined ? '' : `line ${lines.linePos(offset).line}, `;
    return `${line}${path.length === 0 ? 'the file' : path.join('.')}: ${message.replace(/\.$/, '')}.`;
  });
  throw new ConfigError(file, problems);
}

type Problem = { path: PropertyKey[]; message: string };

function flatten(issue: z.core.$ZodIssue): Problem[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'no such setting' }))
    : [{ path: issue.path, message: issue.message }];
}

/** Where the value at `path` stands, or the closest part of the file around it when it is missing. */
function nearestOffset(
  document: ReturnType<typeof parseDocument>,
  path: PropertyKey[],
): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true) as
      | { range?: [number, number, number] }
      | undefined;
    if (node?.range) return node.range[0];
  }
  return undefined;
}
