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
