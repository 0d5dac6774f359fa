import type { Phase, Sending } from './sendings.ts';

/** Where a blow found a sending, as well as it can be told afterwards. */
export type Found =
  | 'filling in'
  | 'receiving'
  | 'cleaning'
  | 'sealing and storing'
  | 'taking'
  | 'stored, not answered'
  | 'answered, not read'
  | 'deciding on files';

export const FOUND: readonly Found[] = [
  'filling in',
  'receiving',
  'cleaning',
  'sealing and storing',
  'taking',
  'stored, not answered',
  'answered, not read',
  'deciding on files',
];

export interface Tally {
  kills: number;
  /** In how many kills at least one sending was found there, and how many sendings all together. */
  found: Record<Found, { kills: number; sendings: number }>;
  /** Kills that left sealed files half written, or whole but named by no row. */
  leftUnfinished: number;
  leftUnnamed: number;
  acknowledged: Record<Sending['kind'], number>;
  /** Sendings without an answer that were sent again by the same form: those that were there already, and new ones. */
  again: { there: number; taken: number };
  /** Of those that can be cleaned, and of those that cannot. */
  files: { cleaned: number; notCleaned: number; unknown: number };
  megabytes: number;
  /** The longest that a sanitiser outlived its server, in milliseconds, as often as it was looked. */
  orphansMs: number;
  restartMs: number[];
}

export function newTally(): Tally {
  const none = () => ({ kills: 0, sendings: 0 });
  return {
    kills: 0,
    found: Object.fromEntries(FOUND.map((name) => [name, none()])) as Tally['found'],
    leftUnfinished: 0,
    leftUnnamed: 0,
    acknowledged: { report: 0, message: 0 },
    again: { there: 0, taken: 0 },
    files: { cleaned: 0, notCleaned: 0, unknown: 0 },
    megabytes: 0,
    orphansMs: 0,
    restartMs: [],
  };
}

/** Notes where a blow found the sendings of its round. `stored` tells which of them were in the store afterwards. */
export function noteKill(
  tally: Tally,
  sendings: readonly Sending[],
  stored: (sending: Sending) => boolean,
): void {
  tally.kills += 1;
  const all = sendings.flatMap((sending) => foundAt(sending, stored(sending)) ?? []);
  for (const found of all) tally.found[found].sendings += 1;
  for (const found of new Set(all)) tally.found[found].kills += 1;
  for (const sending of sendings) {
    if (sending.phase !== 'acknowledged') continue;
    tally.acknowledged[sending.kind] += 1;
    noteFiles(tally, sending);
  }
}

/** Notes what a receipt said of its files. */
export function noteFiles(tally: Tally, { files, outcomes }: Sending): void {
  for (const [index, outcome] of outcomes.entries()) {
    const file = files[index];
    tally.files[file?.cleaned === null ? 'unknown' : outcome] += 1;
    tally.megabytes += (file?.content.length ?? 0) / 1e6;
  }
}

const BEFORE_THE_END: Partial<Record<Phase, Found>> = {
  form: 'filling in',
  receiving: 'receiving',
};

/** Null for what was over. */
function foundAt({ phase, bar, held }: Sending, stored: boolean): Found | null {
  if (phase === 'acknowledged') return held === 'asked' ? 'deciding on files' : null;
  if (phase === 'answered') return 'answered, not read';
  if (stored) return 'stored, not answered';
  if (phase === 'taking' && bar !== null) {
    return bar === 'sealing' ? 'sealing and storing' : 'cleaning';
  }
  return BEFORE_THE_END[phase] ?? 'taking';
}
