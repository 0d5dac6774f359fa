import { execFile, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { nodeProgram, type WorkerKind, workerProgram } from '../../src/sanitise/programs.ts';
import { scratchFolder } from '../support/scratch.ts';

const run = promisify(execFile);

describe('the cache of compiled code', () => {
  let folder: string;
  before(async () => {
    folder = await scratchFolder('code');
    const { file, args, env } = nodeProgram('worker.ts', ['fill-code-cache'], {
      codeCache: folder,
    });
    await run(file, args, { env });
  });

  const kinds: WorkerKind[] = ['clean', 'verify'];
  for (const kind of kinds) {
    it(`has all that a worker loads to ${kind}, so that none reads TypeScript`, async () => {
      const { file, args, env } = workerProgram(kind, folder);
      const worker = spawn(file, args, {
        // What Node says of each file (doc/api/module.md, "Module compile cache").
        env: { ...env, NODE_DEBUG_NATIVE: 'COMPILE_CACHE' },
        stdio: ['ignore', 'ignore', 'pipe', 'ignore'],
      });
      const said = await text(worker.stderr as Readable);
      expect(said).to.match(/transpile cache for StrippedTypeScript .*\/worker-\w+\.ts.*success/);
      expect(said.match(/^.*no transpile cache.*$/gm)).to.equal(null);
    });
  }
});
