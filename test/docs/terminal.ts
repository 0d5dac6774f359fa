import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../support/server.ts';

export interface Ran {
  code: number | null;
  /** Everything that stood on the screen. */
  screen: string;
}

/**
 * Types a command at a real terminal (a pseudo-terminal of script(1)) and answers each question when it stands there, as a
 * person would: programs that ask for a passphrase ask no pipe.
 */
export async function typeCommand(
  command: string,
  cwd: string,
  answers: readonly { question: RegExp; answer: string }[] = [],
): Promise<Ran> {
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    cwd,
    env: {
      PATH: `${ROOT}/node_modules/.bin:${process.env['PATH']}`,
      SHELL: '/bin/bash',
      HOME: cwd,
    },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 50_000,
  });
  let screen = '';
  let read = 0;
  const waiting = [...answers];
  child.stdout.on('data', (chunk) => {
    screen += chunk;
    const next = waiting[0];
    const asked = next && screen.slice(read).search(next.question);
    if (!next || asked === undefined || asked < 0) return;
    waiting.shift();
    read = screen.length;
    child.stdin.write(`${next.answer}\r`);
  });
  const [code] = await once(child, 'close');
  return { code, screen: screen.replaceAll('\r\n', '\n') };
}

/** The commands that a page shows, one for each of its shell blocks, in order. */
export function commandsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block.trim());
}
