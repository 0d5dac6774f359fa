import { FILE_TYPES, type FileType } from '../file-types.ts';
import type { RemovalKind } from '../outcome.ts';
import { type Format, NotCleanable } from './format.ts';
import { checkZip } from './zip/check-zip.ts';
import { readZip } from './zip/read-zip.ts';
import { zipWriter } from './zip/write-zip.ts';

/**
 * Archives: each member is cleaned as it would be by itself and gets a neutral name; folders, times, comments and order of
 * packing go. One member that cannot be cleaned makes the archive one that cannot be: leaving it out in silence would lose
 * evidence, keeping it would keep its traces.
 */
export const zip: Format = {
  async clean(input, output, job) {
    const archive = await readZip(input);
    const writer = zipWriter(output);
    let count = 0;
    for (const member of [...archive.members.values()].sort(byName)) {
      const litter = LITTER.find(([name]) => name.test(member.name));
      if (litter) job.removed(litter[1]);
      else if (member.isLink) job.removed('path');
      if (litter || member.isLink || member.size === 0) continue;
      const { type, bytes } = await job.nested(await member.bytes());
      const name = `file-${++count}.${FILE_TYPES[type].extension}`;
      if (name !== member.name) job.removed('fileName');
      await writer.add(name, once(bytes), PLAIN.has(type) ? 'deflated' : 'stored');
    }
    if (count === 0) throw new NotCleanable('damaged', 'an archive without a file');
    await writer.finish();
    if (archive.timed) job.removed('time');
    if (archive.strayBytes > 0) job.removed('trailingData');
  },

  async verify(result, _type, verifyMember) {
    for (const [at, member] of checkZip(await result.whole()).entries()) {
      const [, number, ending] = /^file-([1-9]\d*)\.([a-z0-9]+)$/.exec(member.name) ?? [];
      const type = (Object.keys(FILE_TYPES) as FileType[]).find(
        (one) => one !== 'unknown' && FILE_TYPES[one].extension === ending,
      );
      if (Number(number) !== at + 1 || !type) throw new NotCleanable('residue', 'archive: a name');
      await verifyMember(member.unpack(), type);
    }
  },
};

/** What systems leave in folders: settings, previews and second halves of files. Nobody means to send it. */
const LITTER: readonly (readonly [RegExp, RemovalKind])[] = [
  [/(?:^|\/)(?:Thumbs|ehthumbs)\.db$/i, 'thumbnail'],
  [/(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|desktop\.ini$)/i, 'other'],
];

/** All others are compressed already. */
const PLAIN: ReadonlySet<FileType> = new Set(['txt', 'csv', 'html', 'rtf', 'eml', 'wav', 'aiff']);

/** Readers see the files in the order of their names; numbers count as such, so that page 10 follows page 9. */
function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, 'en', { numeric: true }) || (a.name < b.name ? -1 : 1);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
