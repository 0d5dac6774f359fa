import type { Language } from '../languages/language.ts';
import { PART } from '../seal/message.ts';
import { measureWith } from '../seal/sha256.ts';
import { archivePage } from './archive-page.ts';
import { type CaseReading, entryOf, isFile, problemOf, readFilePart } from './open-part.ts';
import type { OpenedMessage, Problem } from './opened-case.ts';
import { readMessage } from './read-message.ts';
import { textsOf } from './texts.ts';
import { zipStream } from './zip-out.ts';

/** What goes into a copy for the archive. */
export interface ArchiveChoice {
  contact: boolean;
  files: boolean;
  originals: boolean;
  /** Words and passages that are left out wherever they stand in a text. */
  masks: readonly string[];
  /** Of the page's own words. */
  language: Language;
}

/** `contents.json` of a copy for the archive. */
export interface ArchiveContents {
  format: 'sluse-archive-1';
  case: string;
  channel: string;
  received: string;
  language: string;
  masked: boolean;
  passagesLeftOut: number;
  contactData: boolean;
  messages: {
    number: number;
    id: string;
    kind: string;
    day: string;
    files: { path: string; type: string; bytes: number; sha256: string; cleaned: boolean | null }[];
    leftOut: string[];
  }[];
  notOpened: Problem[];
}

export const BAR = '█████';

/**
 * A readable copy of a case for a records system, as one ZIP: `case.html`, the texts and files, `contents.json`, and
 * `SHA256SUMS` as sha256sum writes it. Not sealed. A part that does not open is named in the contents and on the page.
 * `done` is told how many passages were left out.
 */
export function archive(
  reading: CaseReading,
  choice: ArchiveChoice,
  done: (passagesLeftOut: number) => void = () => undefined,
): ReadableStream<Uint8Array> {
  const { head } = reading.source;
  return zipStream(async (zip) => {
    const sums: string[] = [];
    const problems: Problem[] = [];
    const messages: OpenedMessage[] = [];
    const listed: ArchiveContents['messages'] = [];
    let leftOut = 0;
    const utf8 = (text: string) => [new TextEncoder().encode(text)];

    async function add(path: string, content: AsyncIterable<Uint8Array> | Uint8Array[]) {
      const measured = measureWith(reading.tools.sha256(), content);
      await zip.add(path, measured.bytes);
      const result = measured.result();
      sums.push(`${result.sha256}  ${path}\n`);
      return result;
    }

    for (const sealed of head.messages) {
      const read = await readMessage(reading, sealed, choice.contact);
      problems.push(...read.problems);
      const masked = mask(read.message.text ?? '', choice.masks);
      leftOut += masked.count;
      const message = {
        ...read.message,
        text: read.message.text === null ? null : masked.text,
      };
      messages.push(message);
      const { folder, manifest } = message;
      if (message.text !== null) await add(`${folder}/${PART.text}`, utf8(message.text));
      const files: ArchiveContents['messages'][number]['files'] = [];
      const omitted: string[] = [];
      for (const part of sealed.parts.filter(({ name }) => isFile(name))) {
        const entry = entryOf(manifest, part.name);
        if (!choice.files || (entry?.cleaned !== true && !choice.originals)) {
          omitted.push(part.name);
          continue;
        }
        try {
          // Read through once before: a ZIP cannot take back an entry that breaks off.
          for await (const _ of readFilePart(reading, part, entry));
          const path = `${folder}/${entry?.name}`;
          const result = await add(path, readFilePart(reading, part, entry));
          const { type = '', cleaned = null } = entry ?? {};
          files.push({ path, type, cleaned, ...result });
        } catch (error) {
          problems.push(problemOf(`${folder}/${part.name}`, error));
        }
      }
      const { number, id, kind, day } = sealed;
      listed.push({ number, id, kind, day, files, leftOut: omitted });
    }
    const contents: ArchiveContents = {
      format: 'sluse-archive-1',
      case: head.case,
      channel: head.channel,
      received: head.received,
      language: head.language,
      masked: choice.masks.length > 0 || !choice.contact,
      passagesLeftOut: leftOut,
      contactData: choice.contact,
      messages: listed,
      notOpened: problems,
    };
    await add('case.html', utf8(archivePage(textsOf(choice.language), contents, messages)));
    await add('contents.json', utf8(`${JSON.stringify(contents, null, 2)}\n`));
    await zip.add('SHA256SUMS', utf8(sums.join('')));
    done(leftOut);
  });
}

/** Longer passages first, so that one which holds another goes as a whole. */
export function mask(text: string, passages: readonly string[]): { text: string; count: number } {
  const wanted = passages.map((passage) => passage.trim()).filter((passage) => passage !== '');
  if (wanted.length === 0) return { text, count: 0 };
  // Letters with marks can be written in two ways (Unicode NFC and NFD), and a reporter's device chose one.
  const escaped = wanted
    .flatMap((passage) => [passage.normalize('NFC'), passage.normalize('NFD')])
    .sort((a, b) => b.length - a.length)
    .map((passage) => passage.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  let count = 0;
  const masked = text.replace(new RegExp(escaped.join('|'), 'giu'), () => {
    count += 1;
    return BAR;
  });
  return { text: masked, count };
}
