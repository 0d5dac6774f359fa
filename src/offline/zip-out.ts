import { configure, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { type Bytes, streamOf } from '../seal/byte-streams.ts';

configure({ useWebWorkers: false });

/** A ZIP in the making. Entries are stored as they come, with no times; what is sealed does not compress. */
export interface ZipOut {
  add(name: string, content: Bytes): Promise<void>;
}

/** DOS times have no zone, and begin in 1980: a ZIP says nothing about when and where it was made. */
const NO_TIME = {
  level: 0,
  lastModDate: new Date(1980, 0, 1),
  extendedTimestamp: false,
  unixMode: 0o100600,
  dataDescriptor: true,
} as const;

/** A ZIP as a stream, filled while it is read; what `fill` throws breaks the stream. */
export function zipStream(fill: (zip: ZipOut) => Promise<void>): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const zip = new ZipWriter(writable);
  const filled = fill({
    async add(name, content) {
      await zip.add(name, streamOf(content), NO_TIME);
    },
  });
  filled.then(() => zip.close()).catch((error) => writable.abort(error).catch(() => undefined));
  return readable;
}
