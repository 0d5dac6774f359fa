import { relative, resolve } from 'node:path';
import { BackupError } from '../src/backup/backup-error.ts';
import { loadConfig } from '../src/config/load.ts';
import { type SecretsPlace, secretsPlace } from '../src/config/secrets.ts';

/** Which service a backup is of: what a configuration says, or the demonstration in a data folder. */
export interface Service {
  data: string;
  secrets: SecretsPlace;
}

export async function serviceOf(values: { config?: string; data?: string }): Promise<Service> {
  const config =
    values.config === undefined
      ? { data: resolve(values.data as string) }
      : await loadConfig(values.config);
  return { data: config.data, secrets: secretsPlace(config) };
}

/** @throws BackupError when one folder lies in the other, so that the one would take the other along */
export function keepApart(first: string, second: string, why: string): void {
  const inside = (inner: string, outer: string) => {
    const path = relative(outer, inner);
    return path === '' || !(path.startsWith('..') || path.startsWith('/'));
  };
  if (inside(first, second) || inside(second, first)) {
    throw new BackupError(`${first} and ${second} must lie apart: ${why}.`);
  }
}
