import type { Job, Output } from '../format.ts';
import { copyParts } from '../media/copy-parts.ts';
import type { Window } from '../media/window.ts';
import { type Box, box, boxesIn, damaged, find, fullBox, need, u32 } from './boxes.ts';
import { checkExtents, type Extent } from './extents.ts';
import { type FragmentDefaults, type Run, readTrafs } from './fragment-runs.ts';
import type { Layout } from './layout.ts';
import type { Tracks } from './tracks.ts';

/** Defaults of each track's fragments (§ 8.8.3); the rebuilt `mvex`. */
export function rebuildExtends(
  moov: Box[],
  tracks: Tracks,
): { box: Buffer; defaults: Map<number, FragmentDefaults> } {
  const mvex = boxesIn(find(moov, 'mvex')?.body ?? Buffer.alloc(0));
  const defaults = new Map<number, FragmentDefaults>();
  const parts: Buffer[] = [];
  for (const { type, body } of mvex) {
    if (type === 'mehd') {
      const size = body[0] === 1 ? 8 : 4;
      if (body.length < 4 + size) throw damaged('mehd is cut');
      parts.push(fullBox('mehd', size / 4 - 1, 0, body.subarray(4, 4 + size)));
    }
    if (type !== 'trex') continue;
    if (body.length < 24) throw damaged('trex is cut');
    const id = body.readUInt32BE(4);
    defaults.set(id, { description: body.readUInt32BE(8), size: body.readUInt32BE(16) });
    if (!tracks.dropped.has(id)) parts.push(fullBox('trex', 0, 0, body.subarray(4, 24)));
  }
  return { box: box('mvex', ...parts), defaults };
}

/**
 * Writes every fragment with its kept tracks' samples right behind it.
 * @returns where the samples of all tracks are
 */
export async function copyFragments(
  window: Window,
  { fragments, media }: Layout,
  tracks: Tracks,
  defaults: Map<number, FragmentDefaults>,
  output: Output,
  keep: Job['keep'],
): Promise<Extent[]> {
  const all: Extent[] = [];
  let room = window.size;
  for (const { at, headerLength, size } of fragments) {
    const moof = boxesIn(await window.bytes(at + headerLength, size - headerLength));
    const { trafs, extents } = readTrafs(moof, at, tracks, defaults);
    for (const extent of extents) all.push(extent);
    const runs = trafs.flatMap((traf) => traf.runs).sort((a, b) => a.at - b.at);
    const bytes = runs.reduce((sum, run) => sum + run.bytes, 0);
    room -= bytes;
    if (room < 0) throw damaged('samples overlap');
    if (trafs.length === 0) continue;

    const places = new Map<Run, number>();
    const write = () =>
      box(
        'moof',
        fullBox('mfhd', 0, 0, u32(need(moof, 'mfhd').readUInt32BE(4))),
        ...trafs.map((traf) =>
          box('traf', ...traf.head, ...traf.runs.map((run) => run.write(places.get(run) ?? 0))),
        ),
      );
    let place = write().length + 8;
    for (const run of runs) {
      places.set(run, place);
      place += run.bytes;
    }
    await output(write());
    await output(Buffer.concat([u32(bytes + 8), Buffer.from('mdat')]));
    await copyParts(
      window,
      runs.flatMap((run) => run.parts),
      output,
      keep,
    );
  }
  checkExtents(all, media);
  return all;
}
