import {
  armor,
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';

/** What keeps an identity file from being used; pages say it in their own language. */
export type IdentityProblem = 'damaged' | 'not-an-identity' | 'wrong-passphrase' | 'empty';

/** An identity file that cannot be used; the message says what to do. */
export class IdentityError extends Error {
  override name = 'IdentityError';
  readonly problem: IdentityProblem;

  constructor(problem: IdentityProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.problem = problem;
  }
}

export interface NewIdentity {
  /** The text of an identity file, as age-keygen writes it. */
  file: string;
  /** The one line of it that matters: AGE-SECRET-KEY-… */
  secret: string;
  /** What the sysadmin puts into the configuration. */
  recipient: string;
}

export async function newIdentity(kind: 'hybrid' | 'x25519'): Promise<NewIdentity> {
  const secret =
    kind === 'hybrid' ? await generateHybridIdentity() : await generateX25519Identity();
  return identityFile(secret);
}

/** The file of an identity that is there already. */
export async function identityFile(secret: string): Promise<NewIdentity> {
  const recipient = await identityToRecipient(secret);
  return { file: `# public key: ${recipient}\n${secret}\n`, secret, recipient };
}

/** Protects an identity file with a passphrase (age's own scrypt), so that plain `age -d` opens it too. */
export async function protect(file: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(file));
}

/** Whether the content asks for a passphrase, so that a page can ask before it tries. */
export function isProtected(content: Uint8Array): boolean {
  return !new TextDecoder().decode(content).includes('AGE-SECRET-KEY-');
}

/**
 * The identities (AGE-SECRET-KEY-…) in a file, which may be protected with a passphrase, armored or not; `ask` is called
 * only then.
 * @throws IdentityError
 */
export async function readIdentities(
  content: Uint8Array,
  ask: () => Promise<string>,
): Promise<string[]> {
  const text = new TextDecoder().decode(content);
  if (text.includes('AGE-SECRET-KEY-')) return identitiesIn(text);
  const sealed = unarmored(content, text);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(await ask());
  let opened: string;
  try {
    opened = await decrypter.decrypt(sealed, 'text');
  } catch (cause) {
    throw new IdentityError(
      'wrong-passphrase',
      'the passphrase is wrong, or the identity file is damaged',
      { cause },
    );
  }
  return identitiesIn(opened);
}

function unarmored(content: Uint8Array, text: string): Uint8Array {
  if (text.startsWith('age-encryption.org/v1')) return content;
  if (!text.trimStart().startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) {
    throw new IdentityError(
      'not-an-identity',
      'this is no identity file: it holds no AGE-SECRET-KEY and is not sealed with a passphrase',
    );
  }
  try {
    return armor.decode(text.trim());
  } catch (cause) {
    throw new IdentityError('damaged', 'the identity file is damaged: fetch its backup', {
      cause,
    });
  }
}

function identitiesIn(text: string): string[] {
  const identities = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identities.length === 0)
    throw new IdentityError('empty', 'there is no AGE-SECRET-KEY in the identity file');
  return identities;
}
