import { readFile } from 'node:fs/promises';
import { readIdentities } from '../src/offline/identities.ts';
import { askPassphrase, passphraseFrom } from './passphrase.ts';

/** The identities in files, asking for passphrases where they are needed. @throws IdentityError, PassphraseError */
export async function loadIdentities(
  files: readonly string[],
  passphraseFile: string | undefined,
): Promise<string[]> {
  const identities: string[] = [];
  for (const file of files) {
    const ask = () =>
      passphraseFile ? passphraseFrom(passphraseFile) : askPassphrase(`Passphrase for ${file}: `);
    identities.push(...(await readIdentities(await readFile(file), ask)));
  }
  return identities;
}

/** One recipient a line, as keygen writes them; comments after #. */
export function recipientsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
