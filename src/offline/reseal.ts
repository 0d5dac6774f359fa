import type { Bytes } from '../seal/byte-streams.ts';
import { CASE_FILE, type CaseFile } from '../seal/case-bundle.ts';
import { type Contact, contactText, FORMAT, manifestSchema, PART } from '../seal/message.ts';
import type { Filler } from '../seal/padding.ts';
import { checkRecipients, fingerprint } from '../seal/recipients.ts';
import { measureWith } from '../seal/sha256.ts';
import type { AgeTools, SealedMessage, SealedPart } from './age-tools.ts';
import { type CaseReading, isFile, openPart, readAll } from './open-part.ts';
import { PartError } from './part-error.ts';
import { folderOf } from './read-message.ts';
import { zipStream } from './zip-out.ts';

/** Tells the next unit that it was kept, and not that the reporter gave none. */
const LEFT_OUT: Contact = {
  format: FORMAT,
  name: '',
  email: '',
  phone: '',
  other: '',
  leftOut: true,
};

const utf8 = (text: string) => new TextEncoder().encode(text);

/**
 * Seals a case anew to other recipients, as a bundle that they open like any other: every message and part of the case in
 * its order and under its name. What cannot be opened here breaks the stream: a case is handed over whole. Without contact
 * data, its part says so and no more; not even a checksum goes along by which it could be guessed.
 * @throws RecipientError before anything is made
 */
export function reseal(
  reading: CaseReading,
  recipients: readonly string[],
  withContact: boolean,
): ReadableStream<Uint8Array> {
  checkRecipients(recipients);
  const { tools, source } = reading;
  const contentOf = (part: SealedPart): Bytes => {
    if (withContact) return openPart(reading, part);
    if (part.name === PART.contact) return [utf8(contactText(LEFT_OUT))];
    return part.name === PART.manifest
      ? manifestWithoutContact(tools, openPart(reading, part))
      : openPart(reading, part);
  };
  return zipStream(async (zip) => {
    const messages: SealedMessage[] = [];
    for (const message of source.head.messages) {
      const parts: SealedMessage['parts'] = [];
      for (const part of message.parts) {
        const content = named(`${folderOf(message)}/${part.name}`, contentOf(part));
        const sealed = measureWith(
          tools.sha256(),
          tools.seal(recipients, fillerOf(part.name), content),
        );
        await zip.add(part.file, sealed.bytes);
        parts.push({ ...part, ...sealed.result() });
      }
      messages.push({ ...message, parts });
    }
    const head: CaseFile = { ...source.head, sealedTo: recipients.map(fingerprint), messages };
    await zip.add(CASE_FILE, [new TextEncoder().encode(`${JSON.stringify(head, null, 2)}\n`)]);
  });
}

/** What breaks tells where. */
async function* named(part: string, content: Bytes): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw new PartError(part, error);
  }
}

/** The list of the message's parts, with the entry of the contact data that stays behind changed to what goes instead. */
async function* manifestWithoutContact(
  tools: Pick<AgeTools, 'sha256'>,
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  // Not what the schema makes of it: fields that a later version adds go along.
  const manifest = JSON.parse(new TextDecoder().decode(await readAll(content)));
  manifestSchema.parse(manifest);
  const bytes = utf8(contactText(LEFT_OUT));
  const hash = tools.sha256();
  hash.update(bytes);
  const sha256 = hash.digest('hex');
  for (const entry of manifest.parts) {
    if (entry.part === PART.contact) Object.assign(entry, { bytes: bytes.length, sha256 });
  }
  yield utf8(JSON.stringify(manifest, null, 2));
}

function fillerOf(name: string): Filler {
  if (name === PART.text) return 'text';
  return isFile(name) ? 'binary' : 'json';
}
