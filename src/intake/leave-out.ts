import type { LeaveOut } from '../cases/left-out.ts';
import type { Channel } from '../config/schema.ts';
import { nameOf, type Place } from './site.ts';

/** The question whether somebody of the unit is to be left out, where the channel offers it. */

const PREFIX = 'leave-';

/** What was ticked, as it arrived. */
export function leaveOutFrom(fields: Record<string, unknown>): LeaveOut {
  const ticked = Object.keys(fields).filter((name) => fields[name] === 'yes');
  return {
    roles: ticked
      .filter((name) => name.startsWith(PREFIX))
      .map((name) => name.slice(PREFIX.length)),
    instead: ticked.includes('instead'),
  };
}

export function isNobody({ roles, instead }: LeaveOut): boolean {
  return roles.length === 0 && !instead;
}

/** The question for the form's view, or null where it is not asked. */
export function leaveOutQuestion(
  channels: readonly Channel[],
  { channel, language, texts }: Place,
  { roles, instead }: LeaveOut,
) {
  const other = channels.find(({ id }) => id === channel.leaveOut?.instead);
  const offered = channel.leaveOut?.roles ?? [];
  if (offered.length === 0 && other === undefined) return null;
  const name = other && (other.name[language] ?? Object.values(other.name)[0] ?? other.id);
  return {
    words: texts.leaveOut,
    choices: [
      ...offered.map(({ id, label }) => ({
        name: PREFIX + id,
        label: nameOf(label, language),
        ticked: roles.includes(id),
      })),
      ...(name === undefined
        ? []
        : [
            {
              name: 'instead',
              label: texts.leaveOut.instead({ name, channel: nameOf(channel.name, language) }),
              ticked: instead,
            },
          ]),
    ],
  };
}
