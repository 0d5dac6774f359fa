import type { Isolation } from '../sanitise/isolation.ts';
import { type Finding, ok, unsafe, warning } from './finding.ts';

/** What a sanitiser found out about this machine when it started. */
export interface Walls {
  isolation: Pick<Isolation, 'level' | 'gaps' | 'complaint'>;
  exifToolLacks: readonly string[];
}

/** How well hostile files are walled in, seen from the inside. */
export function checkWalls({ isolation, exifToolLacks }: Walls): Finding[] {
  const { level, gaps, complaint } = isolation;
  const subject = 'walls around files';
  const reach = gaps.length > 0 ? `; a hostile file could reach: ${gaps.join(', ')}` : '';
  const says = `${level}${reach}${complaint ? ` (${complaint})` : ''}`;
  const mend = complaint
    ? 'bubblewrap is there and does not start: see what this machine forbids it (namespaces of users, a drop-in of the unit)'
    : 'apt install bubblewrap';
  const findings = [
    level === 'bubblewrap' && gaps.length === 0
      ? ok(subject, says)
      : level === 'limits'
        ? unsafe(subject, says, mend)
        : warning(subject, says, mend),
  ];
  if (exifToolLacks.length > 0) {
    const blind = `ExifTool checks less than it could, for want of ${exifToolLacks.join(', ')}`;
    const packages = 'apt install libarchive-zip-perl libio-string-perl libcompress-raw-zlib-perl';
    findings.push(warning('second look at files', blind, packages));
  }
  return findings;
}
