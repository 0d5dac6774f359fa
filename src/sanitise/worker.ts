import { Console } from 'node:console';

// The entry of a worker: one job, then the process ends. It runs inside the isolation and sees nothing but its three
// descriptors: the file on 0 (a large one on SOURCE), the result on 1, orders and reports on CHANNEL. Each kind loads only
// what it needs.

// Libraries that print would print into the result.
globalThis.console = new Console(process.stderr);
// libvips would otherwise write large pictures to a temporary file (an unlinked one, but on a disk).
process.env['VIPS_DISC_THRESHOLD'] = '64g';

switch (process.argv[2]) {
  case 'clean':
    await (await import('./load-ahead.ts')).loadForCleaning();
    await (await import('./worker-clean.ts')).rehearseCleaning();
    break;
  case 'clean-now':
    await (await import('./worker-clean.ts')).cleanAsOrdered();
    break;
  case 'verify':
    await (await import('./load-ahead.ts')).loadForVerifying();
    await (await import('./worker-verify.ts')).rehearseVerifying();
    break;
  case 'verify-now':
    await (await import('./worker-verify.ts')).verifyAsOrdered();
    break;
  case 'fill-code-cache':
    // Outside the isolation and without any file: the same entry, so that it is in the cache as well.
    await import('./fill-code-cache.ts');
}
// The server ends it at its last word. Where nobody does, it ends by itself: process.exit() here would hang in about one of
// fifty, main thread and compiler waiting for each other while Node takes V8 down (measured with Node 24.21).
