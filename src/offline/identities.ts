import {
  armor,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { open } from '../seal/age-file.ts';

/** An identity file that cannot be used; the message says what to do. */
export class IdentityError extends Error {
  override name = 'IdentityError';
}

export interface NewIdentity {
  /** The text of an identity file, as age-keygen writes it. */
  file: string;
  /** What the sysadmin puts into the configuration. */
  recipient: string;
}

export async function newIdentity(kind: 'hybrid' | 'x25519'): Promise<NewIdentity> {
  const identity =
    kind === 'hybrid' ? await generateHybridIdentity() : await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  return { file: `# public key: ${recipient}\n${identity}\n`, recipient };
}

/** Protects an identity file with a passphrase (age's own scrypt), so that plain `age -d` opens it too. */
export async function protect(file: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(file));
}

/**
 * The identities (AGE-SECRET-KEY-…) in a file, which may be protected with a passphrase, armored or not; `ask` is called
 * only then.
 * @throws IdentityError
 */
export async function readIdentities(
  content: Buffer,
  ask: () => Promise<string>,
): Promise<string[]> {
  const text = content.toString('utf8');
  if (text.includes('AGE-SECRET-KEY-')) return identitiesIn(text);
  let sealed: Uint8Array = content;
  if (text.trimStart().startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) {
    try {
      sealed = armor.decode(text);
    } catch (cause) {
      throw new IdentityError('the identity file is damaged: fetch its backup', { cause });
    }
  } else if (!text.startsWith('age-encryption.org/v1')) {
    throw new IdentityError(
      'this is no identity file: it holds no AGE-SECRET-KEY and is not sealed with a passphrase',
    );
  }
  const passphrase = await ask();
  const pieces: Buffer[] = [];
  try {
    for await (const piece of open({ passphrases: [passphrase] }, [sealed])) pieces.push(piece);
  } catch (cause) {
    throw new IdentityError('the passphrase is wrong, or the identity file is damaged', { cause });
  }
  return identitiesIn(Buffer.concat(pieces).toString('utf8'));
}

function identitiesIn(text: string): string[] {
  const identities = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0)
    throw new IdentityError('there is no AGE-SECRET-KEY in the identity file');
  return identities;
}
