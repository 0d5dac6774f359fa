import { FORMATS } from './formats/index.ts';

// Loads all the code of the workers once, so that Node puts it into its compile cache. Reads no file of anybody.

await Promise.all([
  import('./clean-job.ts'),
  import('./input.ts'),
  import('./protocol.ts'),
  import('./reason.ts'),
  import('./formats/images/encode.ts'),
  import('./formats/images/heic-decoder.ts'),
  ...Object.values(FORMATS).map((load) => load()),
]);
