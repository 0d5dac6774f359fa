import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { figure } from './figures.ts';

const ROUNDS = 200;

/** The torture test with as many kills as nobody wants to wait for in a suite. Fails as the test does. */
export async function benchTorture(): Promise<void> {
  const root = resolve(import.meta.dirname, '..');
  const start = performance.now();
  const mocha = ['--no-config', '--reporter', 'spec', 'test/torture/kill.test.ts'];
  const child = spawn(process.execPath, ['node_modules/.bin/mocha', ...mocha], {
    cwd: root,
    env: { ...process.env, SLUSE_KILLS: String(ROUNDS) },
    stdio: 'inherit',
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const seconds = (performance.now() - start) / 1000;
  figure(`killed ${ROUNDS} times, and checked`, `${seconds.toFixed(0)} s`);
  if (code !== 0) process.exitCode = 1;
}
