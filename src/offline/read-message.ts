import { BundleError } from '../seal/bundle-error.ts';
import { messageFolder } from '../seal/case-bundle.ts';
import { contactSchema, fieldsSchema, manifestSchema, PART } from '../seal/message.ts';
import type { SealedMessage, SealedPart } from './age-tools.ts';
import {
  type CaseReading,
  checked,
  entryOf,
  isFile,
  openPart,
  problemOf,
  readAll,
  SAFE_NAME,
} from './open-part.ts';
import type { OpenedMessage, Problem } from './opened-case.ts';

/**
 * Everything of a message but its files. Contact data only when `withContact`. A part that does not open is told as a
 * problem and does not keep the others from being opened.
 */
export async function readMessage(
  reading: CaseReading,
  message: SealedMessage,
  withContact: boolean,
): Promise<{ message: OpenedMessage; problems: Problem[] }> {
  const problems: Problem[] = [];
  const folder = folderOf(message);
  const { head } = reading.source;

  async function tried<T>(name: string, read: (part: SealedPart) => Promise<T>): Promise<T | null> {
    const part = message.parts.find((candidate) => candidate.name === name);
    if (part === undefined) return null;
    try {
      return await read(part);
    } catch (error) {
      problems.push(problemOf(`${folder}/${name}`, error));
      return null;
    }
  }
  const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

  const manifest = await tried(PART.manifest, async (part) => {
    const read = manifestSchema.parse(json(await readAll(openPart(reading, part))));
    // Every part opens for the unit, so a server could put one case's letters into another.
    if (read.case !== head.case || read.message !== message.id) {
      throw new BundleError('other-case', 'it belongs to another case or message');
    }
    return read;
  });

  /** What the manifest vouches for; without one everything is read, and `checked` below says that nothing was. */
  const content = async (part: SealedPart): Promise<Uint8Array> => {
    const plain = openPart(reading, part);
    if (manifest === null) return readAll(plain);
    const entry = entryOf(manifest, part.name);
    if (entry === undefined) {
      throw new BundleError('not-in-manifest', 'the manifest does not name it');
    }
    return readAll(checked(reading.tools, plain, entry));
  };
  const fields = await tried(PART.fields, async (part) =>
    fieldsSchema.parse(json(await content(part))),
  );
  const contact = withContact
    ? await tried(PART.contact, async (part) => contactSchema.parse(json(await content(part))))
    : null;
  const text = await tried(PART.text, async (part) => {
    // A mark at the beginning is part of the text.
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await content(part));
  });

  const names = message.parts.map(({ name }) => name);
  const lacks = (name: string) =>
    problems.push({
      part: `${folder}/${name}`,
      kind: 'part-missing',
      why: 'it is missing in the bundle: fetch it again',
    });
  if (!names.includes(PART.manifest)) lacks(PART.manifest);
  for (const { part } of manifest?.parts ?? []) if (!names.includes(part)) lacks(part);
  for (const [at, name] of names.entries()) {
    const unknown = isFile(name) && manifest !== null && !entryOf(manifest, name);
    if (!unknown && names.indexOf(name) === at) continue;
    const why = 'the manifest does not name it';
    problems.push({
      part: `${folder}/${SAFE_NAME.test(name) ? name : '?'}`,
      kind: 'not-in-manifest',
      why,
    });
  }

  const { number, kind, day } = message;
  return {
    message: {
      number,
      kind,
      day,
      folder,
      text,
      checked: manifest !== null,
      fields,
      manifest,
      hasContact: names.includes(PART.contact),
      contact,
    },
    problems,
  };
}

export function folderOf({ number, kind }: SealedMessage): string {
  return messageFolder(number, SAFE_NAME.test(kind) ? kind : 'message');
}
