import { createHash } from 'node:crypto';
import { open, seal } from '../seal/age-file.ts';
import type { AgeTools } from './age-tools.ts';

export const nodeTools: AgeTools = {
  open: (identities, source) => open({ identities }, source),
  seal,
  sha256: () => createHash('sha256'),
};
