import type { Sent } from '../cases/receipts.ts';
import { formatSize } from '../languages/format.ts';
import type { RemovalKind } from '../sanitise/outcome.ts';
import type { Place } from './site.ts';

/** One attached file in the reporter's words: what became of it, what was removed, and why not. */
export interface FileLine {
  name: string;
  size: string;
  outcome: string;
  removed: string[];
  reason: string;
  clean: boolean;
  /** How much the reporter has to know of it: files that were not sent first, then those on hold. */
  rank: number;
}

const RANKS = ['notSent', 'held', 'original', 'cleaned'] as const;

export function fileLines(place: Place, sent: Sent): FileLine[] {
  const { language, texts } = place;
  return sent.receipt.files.map((file) => ({
    name: texts.intake.files.attachment({ number: file.attachment }),
    size: formatSize(language, file.bytes),
    outcome: outcome(place, sent, file),
    removed: file.removed.map(({ kind, count }) => {
      const label = texts.removed[kind as RemovalKind] ?? texts.removed.other;
      return count > 1 ? `${label} (${count})` : label;
    }),
    reason: file.reason === undefined ? '' : (texts.reasons[file.reason as never] ?? ''),
    clean: file.outcome === 'cleaned',
    rank: RANKS.indexOf(file.outcome),
  }));
}

function outcome(place: Place, sent: Sent, file: Sent['receipt']['files'][number]): string {
  const { files } = place.texts.intake;
  if (file.outcome === 'cleaned')
    return file.withOriginal ? files.cleanedWithOriginal : files.cleaned;
  if (file.outcome !== 'held') return files[file.outcome];
  return { waiting: files.held, sent: files.heldSent, dropped: files.heldDropped }[sent.held];
}
