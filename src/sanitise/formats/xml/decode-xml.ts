import { NotCleanable } from '../format.ts';

/**
 * The text of an XML part in pieces. Office formats allow UTF-8 and UTF-16 only, told apart by the byte order mark.
 * @throws NotCleanable('damaged') for bytes that are neither
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
      yield decoder.decode(chunk, { stream: true });
    }
    if (decoder) yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new NotCleanable('damaged', 'broken characters');
    throw error;
  }
}

function encodingOf(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The declared name must not contradict what was decoded, or two readers would see two texts. */
export function checkEncoding(declared: string | undefined): void {
  if (declared && !/^utf-?(8|16(le|be)?)$/i.test(declared)) {
    throw new NotCleanable('damaged', 'unexpected encoding');
  }
}
