import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { changeConfigFile } from '../src/config/change-file.ts';
import { EditError, editRecipients, type RecipientEdit } from '../src/config/edit-recipients.ts';
import { loadConfig } from '../src/config/load.ts';
import type { Channel, Config } from '../src/config/schema.ts';
import { fingerprint, RecipientError, recipientKind } from '../src/seal/recipients.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';

/** The key ceremony at the server's end: which keys reports are sealed to. */

const USAGE = `Usage:
  npm run --silent recipient -- list --config FILE
  npm run --silent recipient -- add --name NAME --key KEY --config FILE
      From now on reports are sealed to this key too.
  npm run --silent recipient -- rotate --name NAME --key KEY --config FILE
      Another key in place of the one that NAME has.
  npm run --silent recipient -- remove --name NAME --config FILE
  --channel ID          needed when there are several channels
  --key KEY             age1…, or a file with it
  --fingerprint TEXT    what the unit read to you, instead of being asked for it
add and rotate ask for the fingerprint of the new key, remove for that of the key that goes. Let the unit read it to you, in
person or by telephone; do not copy it from where the key came from.`;

interface Options {
  channel?: string;
  name?: string;
  key?: string;
  fingerprint?: string;
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      channel: { type: 'string' },
      name: { type: 'string' },
      key: { type: 'string' },
      fingerprint: { type: 'string' },
    },
  });
  const [what, ...more] = positionals;
  if (what === undefined || more.length > 0 || values.config === undefined) {
    throw new UsageError(USAGE);
  }
  const { config: file, ...options } = values;
  const config = await loadConfig(file);
  if (what === 'list') return list(config);
  const channel = channelOf(config, options.channel);
  const edit = await editOf(what, channel, options);
  await confirm(edit.change === 'remove' ? keyOf(channel, edit.name) : edit.key, options);

  const after = await changeConfigFile(file, (text) => editRecipients(text, edit));
  for (const { id, recipients } of changedChannels(config, after)) {
    console.log(`${id} is now sealed to:`);
    for (const recipient of recipients) console.log(`  ${described(recipient)}`);
  }
  console.log(NEXT[edit.change]);
}

const NEXT: Record<RecipientEdit['change'], string> = {
  add: `Restart the service: from then on new reports are sealed to this key too; the desk announces it, and it stands in the register.
Cases that are there already do not open with it. Where it should open them, a member who can seals them anew
(docs/unit.md, "Hand a case over").`,
  rotate: `Restart the service: from then on new reports are sealed to the new key; the desk announces it, and it stands in the register.
Cases that are there already open with the old key only: the unit keeps it until the last of them is deleted, or seals
them anew (docs/unit.md, "Hand a case over"). If the old key was lost to somebody else, seal them anew at once.`,
  remove: `Restart the service: from then on new reports are no longer sealed to this key; the desk announces it, and it stands in the
register. Who has the key can still open the cases they have fetched, and those in the data folder if they get at them: take
their access to the desk (member disable), and seal the cases that matter anew.`,
};

async function editOf(what: string, channel: Channel, options: Options): Promise<RecipientEdit> {
  const { name, key } = options;
  if (name === undefined || (what !== 'remove') !== (key !== undefined)) {
    throw new UsageError(USAGE);
  }
  if (what === 'remove') return { change: what, channel: channel.id, name };
  if (what !== 'add' && what !== 'rotate') throw new UsageError(USAGE);
  if (what === 'add' && channel.recipients.some((known) => known.name === name)) {
    throw new UsageError(`${name} has a key already: use rotate, or another name.`);
  }
  return { change: what, channel: channel.id, name, key: await readKey(key as string) };
}

/** @throws UsageError when it is no recipient */
async function readKey(given: string): Promise<string> {
  // A private key is told as one, and never taken for a file's name, which a message would repeat.
  const key = /^(age1|AGE-SECRET)/i.test(given) ? given : await keyIn(given);
  try {
    recipientKind(key);
  } catch (error) {
    if (error instanceof RecipientError) throw new UsageError(`The key is ${error.message}.`);
    throw error;
  }
  return key;
}

async function keyIn(file: string): Promise<string> {
  const keys = (await readFile(file, 'utf8')).split(/\s+/).filter((word) => /^age1/.test(word));
  const [key, ...more] = keys;
  if (key === undefined || more.length > 0) {
    throw new UsageError(`${file} should hold one recipient (age1…), but holds ${keys.length}.`);
  }
  return key;
}

/** Lets somebody type what they were told; showing it first would make them copy it. */
async function confirm(key: string, { fingerprint: given }: Options): Promise<void> {
  const typed = given ?? (await ask('The fingerprint, as the unit reads it to you: '));
  if (plain(typed) === plain(fingerprint(key))) return;
  throw new UsageError(
    'That is not the fingerprint of this key: nothing was changed. Either it was misread, or the key was exchanged on its way to you. Do not use it before the two agree.',
  );
}

const plain = (text: string) => text.toLowerCase().replace(/[\s:-]/g, '');

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) {
    throw new UsageError('There is no terminal to ask for the fingerprint: use --fingerprint.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

function channelOf({ channels }: Config, id: string | undefined): Channel {
  const [first, ...others] = channels;
  if (id === undefined && first !== undefined && others.length === 0) return first;
  const found = channels.find((channel) => channel.id === id);
  if (found !== undefined) return found;
  throw new UsageError(
    `Say which channel, with --channel: ${channels.map((channel) => channel.id).join(', ')}.`,
  );
}

function keyOf(channel: Channel, name: string): string {
  const found = channel.recipients.find((recipient) => recipient.name === name);
  if (found === undefined) {
    throw new UsageError(
      `The channel ${channel.id} has no recipient ${name}. There are: ${channel.recipients.map((one) => one.name).join(', ')}.`,
    );
  }
  if (channel.recipients.length === 1) {
    throw new UsageError(
      'This is the only key: without it nothing could be sealed. Add another one first, or use rotate.',
    );
  }
  return found.key;
}

/** A key that is written once for several channels changes in all of them. */
function changedChannels(before: Config, after: Config): Channel[] {
  const keys = (channel: Channel | undefined) => channel?.recipients.map(({ key }) => key).join();
  return after.channels.filter(
    (channel) => keys(channel) !== keys(before.channels.find(({ id }) => id === channel.id)),
  );
}

function list({ channels }: Config): void {
  for (const { id, recipients } of channels) {
    console.log(`${id}:`);
    for (const recipient of recipients) console.log(`  ${described(recipient)}`);
  }
}

function described({ name, key }: Channel['recipients'][number]): string {
  return `${fingerprint(key)}  ${name} (${recipientKind(key).name})`;
}

process.umask(0o077);
await runCommand(USAGE, run, { plain: [EditError] });
