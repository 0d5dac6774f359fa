import { FILE_TYPES, type FileType } from './file-types.ts';
import { REASONS, REMOVAL_KINDS, type Reason, type Removal } from './outcome.ts';

/** What the parent asks a worker to do: one line of JSON on the order channel, the bytes come on stdin. */
export type Order =
  /** `seekable`: the file is at `SOURCE`, and the result is told in pieces (pieces.ts). */
  | { task: 'clean'; size: number; seekable: boolean }
  /** `keptFrom`: the size of the file at `SOURCE`, when the result comes in pieces (pieces.ts). */
  | { task: 'verify'; type: FileType; keptFrom?: number };

/** What a worker answers on the same channel, one line of JSON each, in this order. */
export type Report =
  /** The type that was found, before anything else is done with the bytes. */
  | { step: 'found'; type: FileType }
  /** The type of the result, before its first byte. */
  | { step: 'making'; type: FileType }
  | { step: 'done'; bytes: number; removed: Removal[] }
  | { step: 'refused'; reason: Reason };

/** The descriptor both ends use for orders and reports. */
export const CHANNEL = 3;
/** The descriptor of the file that was sent, for workers that read it themselves. */
export const SOURCE = 5;
/** Longest report line that is read; a longer one is not a report. */
export const LONGEST_LINE = 8192;
const HIGHEST_COUNT = 2 ** 40;

/**
 * Reads a report as if an attacker had written it: a worker that a hostile file has taken over can say only what an
 * honest one could. Anything else is `undefined`.
 */
export function parseReport(line: string): Report | undefined {
  const value = parseObject(line);
  switch (value?.['step']) {
    case 'found':
    case 'making':
      return isFileType(value['type']) ? { step: value['step'], type: value['type'] } : undefined;
    case 'refused':
      return isReason(value['reason']) ? { step: 'refused', reason: value['reason'] } : undefined;
    case 'done': {
      const removed = parseRemoved(value['removed']);
      const bytes = value['bytes'];
      return removed && isCount(bytes) ? { step: 'done', bytes, removed } : undefined;
    }
    default:
      return undefined;
  }
}

function parseObject(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** In the order of `REMOVAL_KINDS`, each kind once. */
function parseRemoved(value: unknown): Removal[] | undefined {
  if (!Array.isArray(value) || value.length > REMOVAL_KINDS.length) return undefined;
  const counts = new Map<string, number>();
  for (const entry of value) {
    const { kind, count } = { ...entry };
    if (typeof kind !== 'string' || !isCount(count) || counts.has(kind)) return undefined;
    counts.set(kind, count);
  }
  const removed = REMOVAL_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
  return removed.length === counts.size ? removed : undefined;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= HIGHEST_COUNT;
}

function isFileType(value: unknown): value is FileType {
  return typeof value === 'string' && Object.hasOwn(FILE_TYPES, value);
}

function isReason(value: unknown): value is Reason {
  return REASONS.some((reason) => reason === value);
}
