import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { figure } from './figures.ts';

const ROUNDS = 200;

/**
 * The torture test with as many kills as nobody wants to wait for in a suite; fails as the test does.
 * `npm run bench -- torture [KILLS] [SEED]`
 */
export async function benchTorture(): Promise<void> {
  const [, , , rounds = String(ROUNDS), seed = randomBytes(4).toString('hex')] = process.argv;
  const root = resolve(import.meta.dirname, '..');
  const start = performance.now();
  const mocha = ['--no-config', '--reporter', 'spec', 'test/torture/kill.test.ts'];
  const child = spawn(process.execPath, ['node_modules/.bin/mocha', ...mocha], {
    cwd: root,
    env: { ...process.env, SLUSE_KILLS: rounds, SLUSE_SEED: seed },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - start) / 1000;
  if (code === 0) figure(`killed ${rounds} times, and checked`, `${seconds.toFixed(0)} s`);
  else process.exitCode = 1;
}
