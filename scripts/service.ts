import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadConfig } from '../src/config/load.ts';
import type { Config } from '../src/config/schema.ts';
import { type SecretsPlace, secretsPlace } from '../src/config/secrets.ts';
import { UsageError } from '../src/usage-error.ts';

/** Which service a command is about: what a configuration says, or the demonstration in a data folder. */
export interface Service {
  data: string;
  secrets: SecretsPlace;
  /** Null for the demonstration. */
  config: Config | null;
}

/** @throws UsageError when neither is named, ConfigError */
export async function serviceOf(
  values: { config?: string; data?: string },
  usage: string,
): Promise<Service> {
  if (values.config === undefined && values.data === undefined) throw new UsageError(usage);
  const config = values.config === undefined ? null : await loadConfig(values.config);
  const data = values.data === undefined ? (config?.data ?? '') : resolve(values.data);
  return { data, secrets: secretsPlace({ secrets: config?.secrets, data }), config };
}

/** As above, of one that was started before. @throws UsageError when there is no data of it */
export async function startedService(
  values: { config?: string; data?: string },
  usage: string,
): Promise<Service> {
  const service = await serviceOf(values, usage);
  await access(join(service.data, 'sluse.db')).catch(() => {
    throw new UsageError(
      `${service.data} is no data folder of Sluse: there is no sluse.db in it. Start the server on it first.`,
    );
  });
  return service;
}
