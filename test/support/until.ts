import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;

/**
 * Asks until there is an answer: for other programs that say nothing when they are ready. @throws Error that names what
 * was waited for
 */
export async function until<T>(
  what: string,
  ms: number,
  ask: () => Promise<T | null | false | undefined>,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`);
    await pause(EVERY_MS);
  }
}
