import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BundleError, openBundle } from '../src/offline/bundle-reader.ts';
import { IdentityError, newIdentity, protect } from '../src/offline/identities.ts';
import { makeReply, NoReporter } from '../src/offline/make-reply.ts';
import { openCase } from '../src/offline/open-case.ts';
import { ShareError } from '../src/offline/shares.ts';
import { OpenError, PayloadError } from '../src/seal/open-error.ts';
import { fingerprint, RecipientError } from '../src/seal/recipients.ts';
import { REPLY_KINDS } from '../src/seal/reply-bundle.ts';
import { newPassphrase, PassphraseError, passphraseFrom } from './passphrase.ts';
import { archiveCase, resealCase } from './unit-case.ts';
import { loadIdentities } from './unit-identities.ts';
import { join, split } from './unit-parts.ts';
import { UsageError } from './usage-error.ts';

/** The unit's side on a command line: makes keys and opens cases. Needs no server and no network. */

const USAGE = `Usage:
  npm run --silent unit -- keygen --out FILE [--x25519] [--passphrase-file FILE | --no-passphrase]
      Makes an identity (private key), protected by a passphrase, and prints the recipient for the sysadmin.
  npm run --silent unit -- open --identity FILE … --out DIR [--contact] [--passphrase-file FILE] BUNDLE.zip …
      Opens bundles into readable folders. Contact data only with --contact.
  npm run --silent unit -- reply --bundle BUNDLE.zip --kind KIND --text FILE [--file FILE …] [--out-of-scope] --out REPLY.zip
      Seals a reply to the reporter of a case. Needs no key. Kinds: ${REPLY_KINDS.join(', ')}.
  npm run --silent unit -- reseal --identity FILE … --to RECIPIENTS … --out NEW.zip [--contact] BUNDLE.zip
      Seals a case anew to the recipients in files. Contact data only with --contact.
  npm run --silent unit -- archive --identity FILE … --out COPY.zip [--contact] [--no-files] [--originals] [--mask FILE] BUNDLE.zip
      Makes a readable copy for a records system, not sealed. --mask leaves out the passages in FILE, one a line.
  npm run --silent unit -- split --identity FILE --parts N --needed K --out NAME
      Splits a key: NAME-1.txt … NAME-N.txt, any K of which bring it back.
  npm run --silent unit -- join --out FILE PART.txt …
      Makes the key again out of its parts. These two take --passphrase-file as well, join also --no-passphrase.`;

/** Some parts of a case could not be opened. */
const SOME_FAILED = 2;

async function keygen(args: string[]): Promise<void> {
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

async function reply(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      bundle: { type: 'string' },
      kind: { type: 'string' },
      text: { type: 'string' },
      file: { type: 'string', multiple: true },
      'out-of-scope': { type: 'boolean' },
      out: { type: 'string' },
    },
  });
  const kind = REPLY_KINDS.find((known) => known === values.kind);
  if (!values.bundle || !values.text || !values.out || kind === undefined) {
    throw new UsageError('reply needs --bundle, --kind, --text and --out.');
  }
  const text = (await readFile(values.text, 'utf8')).replaceAll('\r\n', '\n').trimEnd();
  const bundle = await openBundle(values.bundle);
  const draft = {
    kind,
    ...(kind === 'scope-decision' ? { inScope: !values['out-of-scope'] } : {}),
    text,
    files: values.file ?? [],
    day: new Date().toISOString().slice(0, 10),
  };
  try {
    await writeFile(values.out, await makeReply(bundle.head, draft), { mode: 0o600, flag: 'wx' });
  } finally {
    bundle.close();
  }
  console.log(`${values.out}: ${kind} to the reporter of case ${bundle.head.case}`);
}

const COMMANDS: Record<string, (args: string[]) => Promise<void>> = {
  keygen,
  open: openBundles,
  reply,
  reseal: resealCase,
  archive: archiveCase,
  split,
  join,
};

const NOT_MADE = [BundleError, NoReporter, OpenError, PayloadError, RecipientError];

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
try {
  const run = COMMANDS[command];
  if (run === undefined)
    throw new UsageError(
      'There are these commands: keygen, open, reply, reseal, archive, split and join.',
    );
  await run(rest);
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
