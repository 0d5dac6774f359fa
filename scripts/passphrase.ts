import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { madePassphrase, SHORTEST_PASSPHRASE } from '../src/offline/made-passphrase.ts';
import { isGuessable } from '../src/passphrase/guessable.ts';

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
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  // Only now, when the terminal no longer shows what is typed.
  process.stderr.write(question);
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
  if (first.length < SHORTEST_PASSPHRASE)
    throw new PassphraseError('Use at least 12 characters, better several words.');
  if (await isGuessable(first)) {
    throw new PassphraseError(
      'That is easy to guess: common words or names, a row of keys, or a repetition. Take four or five words that have nothing to do with each other.',
    );
  }
  if ((await askPassphrase('The same again: ')) !== first) {
    throw new PassphraseError('The two were not the same. Nothing was made.');
  }
  return { passphrase: first, made: false };
}
