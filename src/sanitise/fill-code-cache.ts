import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

// Loads all the code of the workers once, so that Node puts it into its compile cache. Reads no file of anybody.
// Whatever is missed here is read as TypeScript by every worker that needs it: the reader of TypeScript alone takes 11 MB
// and 20 ms of each (measured), so the folder is asked and not a list.

const FORMATS = join(import.meta.dirname, 'formats');

const files = await readdir(FORMATS, { recursive: true });
await Promise.all([
  import('./load-ahead.ts'),
  import('./worker-clean.ts'),
  import('./worker-verify.ts'),
  ...files.filter((name) => name.endsWith('.ts')).map((name) => import(join(FORMATS, name))),
]);
