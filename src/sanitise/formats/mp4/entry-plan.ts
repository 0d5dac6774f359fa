import type { RemovalKind } from '../../outcome.ts';
import type { FrameScrub } from '../codecs/frame-scrub.ts';

export type Found = (kind: RemovalKind) => void;

export interface EntryPlan {
  /** The rebuilt sample entry. */
  entry: Buffer;
  scrub: FrameScrub | undefined;
  /** Where the size table counts sound samples by 1: so many samples take so many bytes. */
  packets?: { samples: number; bytes: number } | undefined;
}
