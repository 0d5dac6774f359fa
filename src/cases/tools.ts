import type { Channel } from '../config/schema.ts';
import type { Sanitiser } from '../sanitise/sanitiser.ts';
import type { Kdf } from '../seal/kdf-queue.ts';
import type { Store } from '../store/store.ts';

/** What the rules work with; made in src/main.ts. */
export interface CaseTools {
  channels: readonly Channel[];
  store: Store;
  sanitiser: Sanitiser;
  kdf: Kdf;
  /** The secret salt of codes (seal/code-keys.ts). */
  pepper: Uint8Array;
  clock: () => Date;
  /** How long files that could not be cleaned wait for the reporter's word. */
  heldMinutes: number;
}
