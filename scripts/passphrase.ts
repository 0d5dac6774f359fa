import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** There is nobody to ask, or what was typed does not do. */
export class PassphraseError extends Error {
  override name = 'PassphraseError';
}

/** The first line of a file that holds a passphrase, for scripts. */
export async function passphraseFrom(file: string): Promise<string> {
  const line = (await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '';
  if (line === '') throw new PassphraseError(`${file} holds no passphrase.`);
  return line;
}

/** Asks on the terminal without showing what is typed. @throws PassphraseError */
export async function askPassphrase(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new PassphraseError(
      'There is no terminal to ask for a passphrase: use --passphrase-file FILE.',
    );
  }
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** Asks for a new passphrase twice; with none given, makes one of 100 bits to write down. */
export async function newPassphrase(): Promise<{ passphrase: string; made: boolean }> {
  const first = await askPassphrase('New passphrase (leave empty to have one made): ');
  if (first === '') return { passphrase: madePassphrase(), made: true };
  if (first.length < 12)
    throw new PassphraseError('Use at least 12 characters, better several words.');
  if ((await askPassphrase('The same again: ')) !== first) {
    throw new PassphraseError('The two were not the same. Nothing was made.');
  }
  return { passphrase: first, made: false };
}

/** Without letters and digits that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789x';

function madePassphrase(): string {
  const letters = Array.from(randomBytes(20), (byte) => LETTERS[byte % 32]).join('');
  return letters.replace(/(.{5})(?!$)/g, '$1-');
}
