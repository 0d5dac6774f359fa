import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { identityFile, newIdentity, protect } from '../src/offline/identities.ts';
import { fingerprint, recipientKind } from '../src/seal/recipients.ts';
import { UsageError } from '../src/usage-error.ts';
import { newPassphrase, passphraseFrom } from './passphrase.ts';
import { loadIdentities, recipientsIn } from './unit-identities.ts';

/** The unit's own keys: making them, trying a backup, naming them. */

export async function keygen(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' },
      x25519: { type: 'boolean' },
      'no-passphrase': { type: 'boolean' },
      'passphrase-file': { type: 'string' },
    },
  });
  if (values.out === undefined) throw new UsageError('keygen needs --out FILE.');
  const identity = await newIdentity(values.x25519 ? 'x25519' : 'hybrid');
  let content = identity.file;
  let made: string | null = null;
  if (!values['no-passphrase']) {
    const file = values['passphrase-file'];
    const chosen = file
      ? { passphrase: await passphraseFrom(file), made: false }
      : await newPassphrase();
    content = await protect(identity.file, chosen.passphrase);
    made = chosen.made ? chosen.passphrase : null;
  }
  // Never over an existing key: it may be the only one that opens what has arrived.
  await writeFile(values.out, content, { mode: 0o600, flag: 'wx' });

  console.log(identity.recipient);
  console.error(`
The private key is in ${values.out}${values['no-passphrase'] ? ', not protected by a passphrase' : ''}.
Copy it to a second safe place: without it nobody can open what arrives.
The line above is the recipient. Give it to the sysadmin, and read this fingerprint to each other:

  ${fingerprint(identity.recipient)}
${made === null ? '' : `\nThe passphrase, to write down and keep apart from the file:\n\n  ${made}\n`}`);
}

/** Opens key files as they would be opened for a case, and tells which keys are in them. */
export async function checkKeys(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'passphrase-file': { type: 'string' } },
  });
  if (positionals.length === 0) throw new UsageError('check needs at least one key file.');
  for (const file of positionals) {
    for (const secret of await loadIdentities([file], values['passphrase-file'])) {
      const { recipient } = await identityFile(secret);
      console.log(`${file} opens. Fingerprint: ${fingerprint(recipient)}`);
      console.log(recipient);
    }
  }
}

/** The fingerprints of recipients, as the sysadmin and the other members see them. */
export async function showFingerprints(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  if (positionals.length === 0) {
    throw new UsageError('fingerprint needs recipients (age1…) or files with one a line.');
  }
  for (const given of positionals) {
    const recipients = given.startsWith('age1')
      ? [given]
      : recipientsIn(await readFile(given, 'utf8'));
    for (const recipient of recipients) {
      console.log(`${fingerprint(recipient)}  ${recipientKind(recipient).name}`);
    }
  }
}
