import { parseArgs } from 'node:util';
import { LANGUAGE_CODES } from '../src/languages/language.ts';
import { BundleError } from '../src/offline/bundle-reader.ts';
import { IdentityError } from '../src/offline/identities.ts';
import { NoReporter } from '../src/offline/make-reply.ts';
import { openCase } from '../src/offline/open-case.ts';
import { PartError } from '../src/offline/part-error.ts';
import { ShareError } from '../src/offline/shares.ts';
import { OpenError, PayloadError } from '../src/seal/open-error.ts';
import { RecipientError } from '../src/seal/recipients.ts';
import { REPLY_KINDS } from '../src/seal/reply-bundle.ts';
import { UsageError } from '../src/usage-error.ts';
import { PassphraseError } from './passphrase.ts';
import { archiveCase, resealCase, SOME_FAILED, verifyCase } from './unit-case.ts';
import { loadIdentities } from './unit-identities.ts';
import { checkKeys, keygen, showFingerprints } from './unit-keys.ts';
import { join, split } from './unit-parts.ts';
import { reply, template } from './unit-reply.ts';

/** The unit's side on a command line, of the same code as the reader's. Needs no server and no network. */

const UNIT = 'npm run --silent unit --';
const USAGE = `Usage: ${UNIT} COMMAND …

Keys
  keygen --out FILE [--x25519] [--no-passphrase]
      Makes an identity (private key), locked with a passphrase, and prints the recipient for the sysadmin.
  check FILE …
      Tries key files, backups too, and tells whose they are.
  fingerprint RECIPIENT|FILE …
      Prints fingerprints of recipients, to compare on the telephone.
  split --identity FILE --parts N --needed K --out NAME
      Splits a key: NAME-1.txt … NAME-N.txt, any K of which bring it back.
  join --out FILE [--no-passphrase] PART.txt …
      Makes the key again out of its parts.

Cases
  open --identity FILE … --out DIR [--contact] BUNDLE.zip …
      Opens bundles into readable folders. Contact data only with --contact.
  verify --identity FILE … BUNDLE.zip …
      Opens everything, compares it with its checksums, and keeps nothing.
  reseal --identity FILE … --to RECIPIENTS … --out NEW.zip [--contact] BUNDLE.zip
      Seals a case anew to the recipients in files. Contact data only with --contact.
  archive --identity FILE … --out COPY.zip [--contact] [--no-files] [--originals] [--mask FILE] [--language LANG] BUNDLE.zip
      Makes a readable copy for a records system, not sealed. --mask leaves out the passages in FILE, one a line.

Replies (no key is needed)
  template --kind KIND [--out-of-scope] (--bundle BUNDLE.zip | --language LANG)
      Prints a text to begin with, in the language of the case.
  reply --bundle BUNDLE.zip --kind KIND --text FILE [--file FILE …] [--out-of-scope] --out REPLY.zip
      Seals a reply to the reporter of a case.

Kinds: ${REPLY_KINDS.join(', ')}. Languages: ${LANGUAGE_CODES.join(', ')}.
Whatever asks for a passphrase takes --passphrase-file FILE instead. Nothing is ever written over.
Ends with 0 when all went well, 1 when nothing was made, 2 when some parts did not open.`;

async function openBundles(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      identity: { type: 'string', multiple: true },
      out: { type: 'string' },
      contact: { type: 'boolean' },
      'passphrase-file': { type: 'string' },
    },
  });
  if (values.identity === undefined || values.out === undefined || positionals.length === 0) {
    throw new UsageError('open needs --identity FILE, --out DIR and at least one bundle.');
  }
  const identities = await loadIdentities(values.identity, values['passphrase-file']);
  for (const bundle of positionals) {
    try {
      const { folder, messages, problems } = await openCase(
        bundle,
        identities,
        values.out,
        values.contact ?? false,
      );
      console.log(
        `${folder}: ${messages.length} ${messages.length === 1 ? 'message' : 'messages'}`,
      );
      for (const { part, why } of problems) console.error(`  not opened: ${part}: ${why}`);
      if (problems.length > 0) process.exitCode = SOME_FAILED;
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      console.error(`${bundle}: ${error.message}.`);
      process.exitCode = SOME_FAILED;
    }
  }
}

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  keygen,
  check: checkKeys,
  fingerprint: showFingerprints,
  split,
  join,
  open: openBundles,
  verify: verifyCase,
  reseal: resealCase,
  archive: archiveCase,
  template,
  reply,
};

const NOT_MADE = [BundleError, NoReporter, OpenError, PartError, PayloadError, RecipientError];

function explain(error: unknown): string {
  const { message, code, path } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError) return `${message}\n\n${USAGE}`;
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${message}\n\n${USAGE}`;
  if (error instanceof IdentityError) return `The key cannot be used: ${message}.`;
  if (error instanceof PassphraseError) return message;
  if (error instanceof ShareError) return `The key cannot be joined: ${message}.`;
  if (NOT_MADE.some((kind) => error instanceof kind)) return `Not made: ${message}.`;
  if (code === 'EEXIST') return `${path} exists already and is left as it is: choose another name.`;
  if (code === 'ENOENT') return `${path} does not exist.`;
  if (code !== undefined && path !== undefined) return `${path} cannot be used (${code}).`;
  return (error as Error).stack ?? String(error);
}

process.umask(0o077);
const [command = '', ...rest] = process.argv.slice(2);
if (command === 'help' || [command, ...rest].some((word) => word === '--help' || word === '-h')) {
  console.log(USAGE);
} else {
  try {
    const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
    if (run === undefined) throw new UsageError(`There is no command “${command}”.`);
    await run(rest);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}
