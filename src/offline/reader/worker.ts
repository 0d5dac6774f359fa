import { config } from 'zod';
import { openWeb, sealWeb } from '../../seal/age-web.ts';
import { BundleError } from '../../seal/bundle-error.ts';
import { piecesOf } from '../../seal/byte-streams.ts';
import { fingerprint } from '../../seal/recipients.ts';
import { portableSha256 } from '../../seal/sha256.ts';
import type { AgeTools, CaseSource } from '../age-tools.ts';
import { archive } from '../archive.ts';
import { identityFile, newIdentity, protect, readIdentities } from '../identities.ts';
import { type CaseReading, entryOf, readFilePart, strangers } from '../open-part.ts';
import type { OpenedMessage, Problem } from '../opened-case.ts';
import { readMessage } from '../read-message.ts';
import { reseal } from '../reseal.ts';
import { sealReply } from '../seal-reply.ts';
import { joinIdentity, splitIdentity } from '../shares.ts';
import { verifyFiles } from '../verify-files.ts';
import type { KeyInfo, MadeKey } from './calls.ts';
import { serve, type Work } from './serve.ts';
import { openBundleFile } from './zip-in.ts';

/** Everything secret or long happens here, beside the page: it stays quick, and keys never come to it. */

// zod would try to make code at run time, which the page's policy forbids.
config({ jitless: true });

const tools: AgeTools = { open: openWeb, seal: sealWeb, sha256: portableSha256 };
let identities: string[] = [];
let bundle: CaseSource | null = null;
let opened = new Map<number, OpenedMessage>();

/** What is read of the case's file counts as the way that work has come. */
function reading(work: Work): CaseReading {
  if (bundle === null) throw new Error('there is no case yet');
  const { head, files, sealed } = bundle;
  const counted = async (file: string) => work.counted(await sealed(file));
  return { tools, source: { head, files, sealed: counted }, identities };
}

function messageOf(number: number) {
  const message = bundle?.head.messages.find((candidate) => candidate.number === number);
  if (message === undefined) throw new Error('there is no such message');
  return message;
}

async function info(secret: string): Promise<KeyInfo> {
  const { recipient } = await identityFile(secret);
  return { recipient, fingerprint: fingerprint(recipient) };
}

async function made(secret: string, passphrase: string): Promise<MadeKey> {
  return { ...(await info(secret)), file: await protect(`${secret}\n`, passphrase) };
}

const secretsIn = (content: Uint8Array, passphrase: string) =>
  readIdentities(content, async () => passphrase);

serve(self as never, {
  async makeKey(_, kind, passphrase) {
    const { secret } = await newIdentity(kind);
    return made(secret, passphrase);
  },
  async checkKey(_, content, passphrase) {
    return Promise.all((await secretsIn(content, passphrase)).map(info));
  },
  async unlock(_, content, passphrase) {
    const secrets = await secretsIn(content, passphrase);
    identities = [...new Set([...identities, ...secrets])];
    return Promise.all(identities.map(info));
  },
  async openBundle(_, file) {
    opened = new Map();
    bundle = null;
    bundle = await openBundleFile(file);
    return bundle.head;
  },
  async readCase(work) {
    const messages: OpenedMessage[] = [];
    const { source } = reading(work);
    const problems: Problem[] = strangers(source);
    for (const sealed of source.head.messages) {
      const read = await readMessage(reading(work), sealed, false);
      messages.push(read.message);
      problems.push(...read.problems);
    }
    opened = new Map(messages.map((message) => [message.number, message]));
    return { messages, problems };
  },
  async readContact(work, number) {
    const { message, problems } = await readMessage(reading(work), messageOf(number), true);
    return { contact: message.contact, problems };
  },
  async verifyFiles(work) {
    return verifyFiles(reading(work), opened);
  },
  async readFile(work, number, name) {
    const part = messageOf(number).parts.find((candidate) => candidate.name === name);
    if (part === undefined) throw new BundleError('part-missing', `${name} is missing in it`);
    const entry = entryOf(opened.get(number)?.manifest ?? null, name);
    await work.give(readFilePart(reading(work), part, entry));
  },
  async reply(work, reply) {
    const files = reply.files.map((file) => ({
      name: file.name,
      content: () => work.counted(piecesOf(file.stream())),
    }));
    await work.give(sealReply(tools, reading(work).source.head, { ...reply, files }));
  },
  async reseal(work, recipients, withContact) {
    await work.give(reseal(reading(work), recipients, withContact));
  },
  async archive(work, choice) {
    let passagesLeftOut = 0;
    const zip = archive(reading(work), choice, (count) => {
      passagesLeftOut = count;
    });
    await work.give(zip);
    return { passagesLeftOut };
  },
  async split(_, content, passphrase, parts, needed) {
    const [secret = ''] = await secretsIn(content, passphrase);
    return splitIdentity(secret, parts, needed);
  },
  async join(_, text, passphrase) {
    return made(await joinIdentity(text), passphrase);
  },
});
