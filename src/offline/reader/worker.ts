import { config } from 'zod';
import { openWeb, sealWeb } from '../../seal/age-web.ts';
import { piecesOf } from '../../seal/byte-streams.ts';
import { fingerprint } from '../../seal/recipients.ts';
import { portableSha256 } from '../../seal/sha256.ts';
import type { AgeTools, CaseSource } from '../age-tools.ts';
import { archive } from '../archive.ts';
import { identityFile, newIdentity, protect, readIdentities } from '../identities.ts';
import type { OpenedMessage, Problem } from '../opened-case.ts';
import { type CaseReading, entryOf, readFilePart, readMessage } from '../read-message.ts';
import { reseal } from '../reseal.ts';
import { sealReply } from '../seal-reply.ts';
import { joinIdentity, splitIdentity } from '../shares.ts';
import type { KeyInfo, MadeKey } from './calls.ts';
import { collect } from './collect.ts';
import { serve } from './serve.ts';
import { openBundleFile } from './zip-in.ts';

/** Everything secret or long happens here, beside the page: it stays quick, and keys never come to it. */

// zod would try to make code at run time, which the page's policy forbids.
config({ jitless: true });

const tools: AgeTools = { open: openWeb, seal: sealWeb, sha256: portableSha256 };
let identities: string[] = [];
let bundle: CaseSource | null = null;
let opened = new Map<number, OpenedMessage>();

function reading(): CaseReading {
  if (bundle === null) throw new Error('there is no case yet');
  return { tools, source: bundle, identities };
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
  async lock() {
    identities = [];
    bundle = null;
    opened = new Map();
  },
  async openBundle(_, file) {
    opened = new Map();
    bundle = null;
    bundle = await openBundleFile(file);
    return bundle.head;
  },
  async readCase(progress) {
    const messages: OpenedMessage[] = [];
    const problems: Problem[] = [];
    for (const sealed of reading().source.head.messages) {
      const read = await readMessage(reading(), sealed, false);
      messages.push(read.message);
      problems.push(...read.problems);
      progress(1);
    }
    opened = new Map(messages.map((message) => [message.number, message]));
    return { messages, problems };
  },
  async readContact(_, number) {
    const { message, problems } = await readMessage(reading(), messageOf(number), true);
    return { contact: message.contact, problems };
  },
  async readFile(progress, number, name, target) {
    const part = messageOf(number).parts.find((candidate) => candidate.name === name);
    if (part === undefined) throw new Error('there is no such file');
    const entry = entryOf(opened.get(number)?.manifest ?? null, name);
    return collect(readFilePart(reading(), part, entry), target, progress, entry?.type);
  },
  async reply(progress, reply) {
    const files = reply.files.map((file) => ({
      name: file.name,
      content: () => piecesOf(file.stream()),
    }));
    const zip = sealReply(tools, reading().source.head, { ...reply, files });
    return collect(zip, null, progress, 'application/zip');
  },
  async reseal(progress, recipients, withContact, target) {
    const zip = reseal(reading(), recipients, withContact);
    return collect(zip, target, progress, 'application/zip');
  },
  async archive(progress, choice, target) {
    let passagesLeftOut = 0;
    const zip = archive(reading(), choice, (count) => {
      passagesLeftOut = count;
    });
    const blob = await collect(zip, target, progress, 'application/zip');
    return { blob, passagesLeftOut };
  },
  async split(_, content, passphrase, parts, needed) {
    const [secret = ''] = await secretsIn(content, passphrase);
    return splitIdentity(secret, parts, needed);
  },
  async join(_, text, passphrase) {
    return made(await joinIdentity(text), passphrase);
  },
});
