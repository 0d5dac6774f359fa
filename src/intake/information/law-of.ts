import type { ProfileKey } from '../../cases/profiles.ts';
import type { Law } from '../../languages/page-ids.ts';

/** Whose law a profile carries out, and whether its scheme is an external one, which takes reports about others. */
export function lawOf(profile: ProfileKey): { law: Law; external: boolean } {
  return LAW_OF[profile];
}

const LAW_OF: Record<ProfileKey, { law: Law; external: boolean }> = {
  'dk-internal': { law: 'dk', external: false },
  'dk-external': { law: 'dk', external: true },
  'se-internal': { law: 'se', external: false },
  no: { law: 'no', external: false },
  eu: { law: 'eu', external: false },
  'eu-external': { law: 'eu', external: true },
};
