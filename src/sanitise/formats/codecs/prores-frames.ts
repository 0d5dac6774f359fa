import { NotCleanable } from '../format.ts';
import type { FrameScrub } from './frame-scrub.ts';

/** SMPTE RDD 36 § 5.1: every frame header names the program or camera that made it (encoder_identifier). */
const ENCODER = { from: 12, to: 16 };

export const proresScrub: FrameScrub = (frame, note) => {
  if (frame.toString('latin1', 4, 8) !== 'icpf') {
    throw new NotCleanable('damaged', 'a frame is not ProRes');
  }
  const encoder = frame.subarray(ENCODER.from, ENCODER.to);
  if (encoder.every((byte) => byte === 0)) return false;
  note('software');
  encoder.fill(0);
  return true;
};
