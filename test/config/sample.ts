import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../../src/config/config-error.ts';
import { loadConfig } from '../../src/config/load.ts';
import { HYBRID } from '../seal/sealing.ts';

/** A whole, small configuration, line by line, so that a test can spoil one line of it. */
export const SAMPLE = `data: ./data
listen:
  intake:
    port: 8080
channels:
  - id: town
    name:
      da: Byen
      en: The town
    languages: [da, en]
    recipients:
      - name: Unit
        key: ${HYBRID.recipient}
    relations:
      - id: employee
        label: { da: Ansat, en: Employee }
    categories:
      - id: money
        label: { da: Penge, en: Money }
    texts:
      front:
        da: Velkommen
        en: Welcome
`;

/** Loads a file with this content, and gives the problems that it was refused for. */
export async function problemsIn(content: string): Promise<readonly string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'sluse-config-'));
  try {
    const file = join(dir, 'sluse.yaml');
    await writeFile(file, content);
    await loadConfig(file);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  } finally {
    await rm(dir, { recursive: true });
  }
}
