import { FORMATS } from './formats/index.ts';

// Loads all the code of the workers once, so that Node puts it into its compile cache. Reads no file of anybody.

await Promise.all([
  import('./worker-clean.ts'),
  import('./worker-verify.ts'),
  import('./formats/images/encode.ts'),
  import('./formats/images/heic-decoder.ts'),
  import('./formats/pdf/remake.ts'),
  import('./formats/pdf/history.ts'),
  import('./formats/pdf-check/file.ts'),
  ...Object.values(FORMATS).map((load) => load()),
]);
