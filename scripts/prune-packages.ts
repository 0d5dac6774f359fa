import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes the packages that only developers need out of node_modules, as `npm prune --omit=dev` does, by package-lock.json
 * alone: the installer runs it, also where there is no npm.
 */

const ROOT = join(import.meta.dirname, '..');
const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
const packages = Object.entries<{ dev?: boolean }>(lock.packages);
for (const [place, { dev }] of packages) {
  if (dev === true) await rm(join(ROOT, place), { recursive: true, force: true });
}
// It lists what was there before.
await rm(join(ROOT, 'node_modules/.package-lock.json'), { force: true });
