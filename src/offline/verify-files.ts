import { type CaseReading, entryOf, isFile, problemOf, readFilePart } from './open-part.ts';
import type { OpenedMessage, Problem } from './opened-case.ts';
import { folderOf } from './read-message.ts';

/** Opens every file of a case and compares it with its manifest, keeping nothing of it. */
export async function verifyFiles(
  reading: CaseReading,
  opened: ReadonlyMap<number, Pick<OpenedMessage, 'manifest'>>,
): Promise<{ files: number; problems: Problem[] }> {
  const problems: Problem[] = [];
  let files = 0;
  for (const message of reading.source.head.messages) {
    const manifest = opened.get(message.number)?.manifest ?? null;
    for (const part of message.parts.filter(({ name }) => isFile(name))) {
      files += 1;
      try {
        for await (const _ of readFilePart(reading, part, entryOf(manifest, part.name)));
      } catch (error) {
        problems.push(problemOf(`${folderOf(message)}/${part.name}`, error));
      }
    }
  }
  return { files, problems };
}
