import type { z } from 'zod';
import type { YamlFile } from './yaml-file.ts';

/** What is wrong at one place of the configuration. */
export interface Problem {
  path: readonly PropertyKey[];
  message: string;
}

/** The schema's complaints in plain words, one a place; texts given in the schema itself are kept. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], file: YamlFile): Problem[] {
  const problems = issues.flatMap((issue) => describe(issue, file));
  const places = problems.map(({ path }) => path.join('\0'));
  return problems.filter((_, index) => places.indexOf(places[index] ?? '') === index);
}

/** `line 12, channels.town.recipients[2].key: is missing.` Lists are counted from one, or named by their ids. */
export function sentence({ path, message }: Problem, file: YamlFile): string {
  const line = file.lineOf(path);
  const place = path.length === 0 ? 'the file' : nameOf(path, file);
  return `${line === null ? '' : `line ${line}, `}${place}: ${message.replace(/\.$/, '')}.`;
}

function nameOf(path: readonly PropertyKey[], file: YamlFile): string {
  return path.reduce<string>((name, key, index) => {
    if (typeof key !== 'number') return name === '' ? String(key) : `${name}.${String(key)}`;
    const item = file.at(path.slice(0, index + 1)) as { id?: unknown } | null | undefined;
    return typeof item?.id === 'string' ? `${name}.${item.id}` : `${name}[${key + 1}]`;
  }, '');
}

function describe(issue: z.core.$ZodIssue, file: YamlFile): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: 'there is no such setting',
    }));
  }
  return [{ path: issue.path, message: words(issue, file.at(issue.path)) }];
}

function words(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined && issue.code !== 'custom') return 'is missing';
  if (value === null && issue.code !== 'custom') return 'is empty';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KIND[issue.expected] ?? issue.expected}, but is ${kindOf(value)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_key':
      return `must be one of ${issue.issues.flatMap((inner) => ('values' in inner ? inner.values : [])).join(', ')}`;
    case 'too_small':
      return isLength(issue.origin) ? 'is empty' : `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}${isLength(issue.origin) ? ' long' : ''}`;
    default:
      return issue.message;
  }
}

const KIND: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list (each entry begins with a dash)',
  object: 'a group of settings',
  record: 'a text for each language, as `en: …`',
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  const names: Record<string, string> = {
    string: 'a text',
    boolean: 'true or false',
    object: 'a group of settings',
  };
  return names[typeof value] ?? 'something else';
}

function isLength(origin: string): boolean {
  return origin === 'string' || origin === 'array';
}
