import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { ConfigError } from './config-error.ts';
import { unlawfulPromises } from './lawful-promises.ts';
import { wrongLogos } from './logo.ts';
import { wrongReceivers } from './notices-schema.ts';
import { problemsOf, sentence } from './problems.ts';
import { type Config, configSchema } from './schema.ts';
import { trialSeal } from './trial-seal.ts';
import { readYaml, YamlError, type YamlFile } from './yaml-file.ts';

/** Reads and checks the YAML file; a relative path in it counts from the file's own folder. @throws ConfigError */
export async function loadConfig(file: string): Promise<Config> {
  const subject = `The configuration ${file}`;
  const yaml = parseYaml(subject, await readText(subject, file));

  const base = dirname(resolve(file));
  const here = (path: string) => (isAbsolute(path) ? path : resolve(base, path));
  const result = configSchema.safeParse(yaml.value);
  if (result.success) {
    result.data.data = here(result.data.data);
    for (const { brand } of result.data.channels) {
      if (brand.logo) brand.logo.file = here(brand.logo.file);
    }
  }
  const problems = result.success
    ? [
        ...(await trialSeal(result.data)),
        ...unlawfulPromises(result.data),
        ...wrongReceivers(result.data),
        ...(await wrongLogos(result.data)),
      ]
    : problemsOf(result.error.issues, yaml);
  if (!result.success || problems.length > 0) {
    throw new ConfigError(
      subject,
      problems.map((problem) => sentence(problem, yaml)),
    );
  }
  return result.data;
}

async function readText(subject: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const why: Record<string, string> = {
      ENOENT: 'it does not exist.',
      EISDIR: 'it is a folder.',
      EACCES: 'this user may not read it.',
    };
    throw new ConfigError(subject, [why[code] ?? `it cannot be read (${code}).`]);
  }
}

function parseYaml(subject: string, text: string): YamlFile {
  try {
    const yaml = readYaml(text);
    if (yaml.value === null) throw new YamlError(['it is empty.']);
    return yaml;
  } catch (error) {
    if (error instanceof YamlError) throw new ConfigError(subject, error.problems);
    throw error;
  }
}
