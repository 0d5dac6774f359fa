import { CASE_FILE, type CaseFile } from '../seal/case-bundle.ts';
import { type Manifest, manifestSchema, PART } from '../seal/message.ts';
import type { Filler } from '../seal/padding.ts';
import { checkRecipients } from '../seal/recipients.ts';
import { measureWith } from '../seal/sha256.ts';
import type { SealedMessage } from './age-tools.ts';
import { type CaseReading, isFile, openPart, readAll } from './read-message.ts';
import { zipStream } from './zip-out.ts';

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
  const content = (part: SealedPart): Bytes => {
    if (withContact) return openPart(reading, part);
    if (part.name === PART.contact) return [NO_CONTACT];
    return part.name === PART.manifest ? manifestWithoutContact(reading, part) : checkedPart(part);
  };
  return zipStream(async (zip) => {
    const messages: SealedMessage[] = [];
    for (const message of source.head.messages) {
      const parts: SealedMessage['parts'] = [];
      for (const part of message.parts) {
        const sealed = measureWith(
          tools.sha256(),
          tools.seal(recipients, fillerOf(part.name), content(part)),
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

function fillerOf(name: string): Filler {
  if (name === PART.text) return 'text';
  return isFile(name) ? 'binary' : 'json';
}
