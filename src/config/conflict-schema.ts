import { z } from 'zod';
import { choice, distinct, id } from './fields.ts';
import type { Problem } from './problems.ts';

/** Who can be kept away from a case: at the reporter's wish, or when the case has gone to another channel. */

/** More would be a list of staff on a page that has to stay short. */
const MOST_ROLES = 6;

export const leaveOut = z.strictObject({
  /** Roles that reporters can leave out: their keys then open neither the report nor what follows. */
  roles: z.array(choice).max(MOST_ROLES).superRefine(distinct).default([]),
  /** The channel, of this same configuration, that takes the report when nobody of this one is to have it. */
  instead: id.optional(),
});

export const handOver = z.strictObject({
  /** What a channel still sees of a case that it handed over: nothing, or its dates, stage and outcome. */
  keeps: z.enum(['nothing', 'dates']).default('nothing'),
});

interface Sealing {
  id: string;
  recipients: readonly { key: string; role?: string | undefined }[];
  leaveOut?: z.infer<typeof leaveOut> | undefined;
}

/** Roles that nobody has, keys of roles that nobody knows, and a role without which nobody could open anything. */
export function wrongRoles({ recipients, leaveOut: offered }: Sealing): Problem[] {
  const roles = offered?.roles ?? [];
  const unknown = recipients.flatMap(({ role }, index): Problem[] =>
    role === undefined || roles.some(({ id: known }) => known === role)
      ? []
      : [{ path: ['recipients', index, 'role'], message: 'is not among leaveOut.roles' }],
  );
  const unfit = roles.flatMap(({ id: role }, index): Problem[] => {
    const path = ['leaveOut', 'roles', index, 'id'];
    const left = recipients.filter((recipient) => recipient.role !== role).length;
    if (left === recipients.length) return [{ path, message: 'no recipient has this role' }];
    return left === 0
      ? [
          {
            path,
            message: 'every recipient has this role, so nobody could open a report without it',
          },
        ]
      : [];
  });
  return [...unknown, ...unfit];
}

/** Channels that take over from one whose people must not see a case, and are those people, or nobody. */
export function wrongAlternatives(channels: readonly Sealing[]): Problem[] {
  return channels.flatMap(({ id: own, recipients, leaveOut: offered }, index): Problem[] => {
    if (offered?.instead === undefined) return [];
    const path = [index, 'leaveOut', 'instead'];
    const other = channels.find(({ id: known }) => known === offered.instead);
    if (other === undefined || other.id === own) {
      return [{ path, message: 'is not another channel of this configuration' }];
    }
    const keys = new Set(recipients.map(({ key }) => key));
    return other.recipients.some(({ key }) => keys.has(key))
      ? [{ path, message: 'has a key in common with this channel, so it would keep nobody away' }]
      : [];
  });
}
