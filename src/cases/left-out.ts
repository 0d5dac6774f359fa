import type { Channel } from '../config/schema.ts';
import { sodium } from '../seal/sodium.ts';
import type { CaseTools } from './tools.ts';

/**
 * Conflict of interest (directive art. 9(1)(c)): whom a reporter leaves out has no key to the report, nor to anything that
 * follows. The choice binds the case for as long as it lives, wherever it goes. It rests as keyed hashes, so that the
 * database alone does not tell who was left out; why is never asked.
 */

/** What the reporter chose. */
export interface LeaveOut {
  /** Roles of the channel. */
  roles: readonly string[];
  /** Nobody of the channel: the one that it names in its place takes the report. */
  instead: boolean;
}

export const NOBODY: LeaveOut = { roles: [], instead: false };

/** Nobody would be left to open it. */
export class NobodyLeft extends Error {
  override name = 'NobodyLeft';
}

type Tools = Pick<CaseTools, 'channels' | 'pepper'>;

/** How the store calls a role, hex. `duty` is `channel/role`. */
export function roleMark(pepper: Uint8Array, duty: string): string {
  return Buffer.from(sodium.crypto_generichash(16, `left-out ${duty}`, pepper))
    .toString('hex')
    .toUpperCase();
}

/** Every role that can be left out, by the name that members' duties have: `channel/role`. */
export function dutiesOf(channels: readonly Channel[]) {
  return channels.flatMap(({ id: channel, leaveOut }) =>
    (leaveOut?.roles ?? []).map(({ id, label }) => ({ id: `${channel}/${id}`, channel, label })),
  );
}

/** The channel that gets a report, and the roles that never see it. */
export function addresseeOf(
  { channels, pepper }: Tools,
  channel: Channel,
  { roles, instead }: LeaveOut,
): { channel: Channel; leftOut: string[] } {
  if (instead) {
    const other = channels.find(({ id }) => id === channel.leaveOut?.instead);
    if (other === undefined) throw new NobodyLeft('no channel takes the place of this one');
    return { channel: other, leftOut: [] };
  }
  return { channel, leftOut: roles.map((role) => roleMark(pepper, `${channel.id}/${role}`)) };
}

/**
 * The keys to which a case in `channel` is sealed. A key that belongs to a role left out anywhere on this server is not among
 * them, whatever channel names it.
 * @throws NobodyLeft
 */
export function recipientsFor(
  tools: Tools,
  channel: Channel,
  leftOut: readonly string[],
): Channel['recipients'] {
  if (leftOut.length === 0) return channel.recipients;
  const refused = new Set(
    tools.channels.flatMap(({ id, recipients }) =>
      recipients
        .filter(({ role }) => role && leftOut.includes(roleMark(tools.pepper, `${id}/${role}`)))
        .map(({ key }) => key),
    ),
  );
  const left = channel.recipients.filter(({ key }) => !refused.has(key));
  if (left.length === 0) throw new NobodyLeft('every key of the channel is left out of the case');
  return left;
}

/** The same, but an empty list where nobody is left. */
export function recipientsIfAny(...of: Parameters<typeof recipientsFor>): Channel['recipients'] {
  try {
    return recipientsFor(...of);
  } catch (error) {
    if (error instanceof NobodyLeft) return [];
    throw error;
  }
}

/**
 * What is wrong with a choice: `unknown` when it names what the channel does not offer (any more), which must not pass as if
 * nobody had been left out; `nobody` when nobody could open the report.
 */
export function wrongLeaveOut(
  channel: Channel,
  { roles, instead }: LeaveOut,
): 'unknown' | 'nobody' | null {
  const offered = channel.leaveOut?.roles ?? [];
  const known = roles.every((role) => offered.some(({ id }) => id === role));
  if (!known || (instead && channel.leaveOut?.instead === undefined)) return 'unknown';
  const left = channel.recipients.some(({ role }) => role === undefined || !roles.includes(role));
  return instead || left ? null : 'nobody';
}
