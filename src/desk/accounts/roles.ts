/** What members may do. Somebody with several roles may do all that any of them may. */

export const ROLES = [
  'screener',
  'handler',
  'decision-maker',
  'statistics-reader',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * `list`: dates, stages and outcomes of cases. `open`: their sealed parts. `work`: bring replies, take steps. `erase`: delete,
 * keep longer, register by hand. `figures`: the figures. `members`: members and the register. `reader`: save the reader. `own`: one's own
 * access.
 */
export type Right = 'list' | 'open' | 'work' | 'erase' | 'figures' | 'members' | 'reader' | 'own';

const RIGHTS: Readonly<Record<Role, readonly Right[]>> = {
  screener: ['list', 'open', 'work', 'figures', 'reader', 'own'],
  handler: ['list', 'open', 'work', 'erase', 'figures', 'reader', 'own'],
  'decision-maker': ['list', 'figures', 'reader', 'own'],
  'statistics-reader': ['figures', 'reader', 'own'],
  // Whoever lets people in does not see the cases by that.
  administrator: ['members', 'reader', 'own'],
};

export function isRole(text: string): text is Role {
  return ROLES.some((role) => role === text);
}

export function hasRight(member: { roles: readonly string[] }, right: Right): boolean {
  return member.roles.some((role) => isRole(role) && RIGHTS[role].includes(right));
}
