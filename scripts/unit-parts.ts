import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { identityFile, protect } from '../src/offline/identities.ts';
import { joinIdentity, MOST_PARTS, splitIdentity } from '../src/offline/shares.ts';
import { fingerprint } from '../src/seal/recipients.ts';
import { UsageError } from '../src/usage-error.ts';
import { newPassphrase, passphraseFrom } from './passphrase.ts';
import { loadIdentities } from './unit-identities.ts';

/** A key in parts for several people to keep, and the key out of its parts. */

export async function split(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      identity: { type: 'string' },
      parts: { type: 'string' },
      needed: { type: 'string' },
      out: { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
  });
  const parts = Number(values.parts);
  const needed = Number(values.needed);
  if (!values.identity || !values.out || !(needed >= 2 && needed <= parts && parts <= MOST_PARTS)) {
    throw new UsageError(
      `split needs --identity FILE, --parts N (up to ${MOST_PARTS}), --needed K (2 to N) and --out NAME.`,
    );
  }
  const [secret = '', ...others] = await loadIdentities(
    [values.identity],
    values['passphrase-file'],
  );
  if (others.length > 0) throw new UsageError('There are several keys in that file: split one.');
  for (const [index, part] of (await splitIdentity(secret, parts, needed)).entries()) {
    const file = `${values.out}-${index + 1}.txt`;
    const label = `Part ${index + 1} of ${parts}; ${needed} are needed`;
    await writeFile(file, `${label}\n${part}\n`, { mode: 0o600, flag: 'wx' });
    console.log(file);
  }
  console.error('The parts have no passphrase. Give each to another person.');
}

export async function join(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      'no-passphrase': { type: 'boolean' },
      'passphrase-file': { type: 'string' },
    },
  });
  if (!values.out || positionals.length === 0) {
    throw new UsageError('join needs --out FILE and the files of the parts.');
  }
  const texts = await Promise.all(positionals.map((file) => readFile(file, 'utf8')));
  const { file, recipient } = await identityFile(await joinIdentity(texts.join('\n')));
  let content = file;
  if (!values['no-passphrase']) {
    const given = values['passphrase-file'];
    const chosen = given
      ? { passphrase: await passphraseFrom(given), made: false }
      : await newPassphrase();
    content = await protect(file, chosen.passphrase);
    if (chosen.made) console.error(`The passphrase, to write down: ${chosen.passphrase}`);
  }
  await writeFile(values.out, content, { mode: 0o600, flag: 'wx' });
  console.log(recipient);
  console.error(`${values.out} holds the key again. Fingerprint: ${fingerprint(recipient)}`);
}
