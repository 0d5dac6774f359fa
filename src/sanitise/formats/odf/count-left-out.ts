import type { RemovalKind } from '../../outcome.ts';
import type { Job } from '../format.ts';
import type { Archive } from '../zip/read-zip.ts';

/** Members that go, by where they stand; the first that fits counts. */
const KINDS: readonly (readonly [RegExp, RemovalKind | null])[] = [
  [/(?:^|\/)(?:mimetype|meta\.xml|content\.xml|styles\.xml|settings\.xml)$/, null],
  [/^META-INF\/macrosignatures\.xml$/, 'activeContent'],
  [/^META-INF\//, null],
  [/^Thumbnails\//, 'thumbnail'],
  [/^(?:Basic|Scripts|Dialogs)\//, 'activeContent'],
  [/^Versions\//, 'history'],
  [/^VersionList\.xml$/, null],
  [/^Fonts\//, 'embeddedFile'],
  [/^(?:Configurations2|ObjectReplacements)\//, null],
  [/^layout-cache$/, null],
  [/^manifest\.rdf$/, null],
];

/** Counts the members that are not in the cleaned document. */
export function countLeftOut(archive: Archive, used: ReadonlySet<string>, job: Job): void {
  for (const name of archive.members.keys()) {
    if (used.has(name)) continue;
    const kind = KINDS.find(([pattern]) => pattern.test(name));
    if (kind === undefined) job.removed('other');
    else if (kind[1]) job.removed(kind[1]);
  }
  if (archive.timed) job.removed('time');
  if (archive.strayBytes > 0) job.removed('trailingData');
}
