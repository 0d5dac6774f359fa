import type { ProfileKey } from '../../src/cases/profiles.ts';
import { type Channel, configSchema } from '../../src/config/schema.ts';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { HYBRID } from '../seal/sealing.ts';

/** A text in every language, each told from the others by its code. */
export function everywhere(text: string): Record<string, string> {
  return Object.fromEntries(LANGUAGE_CODES.map((language) => [language, `${text} (${language})`]));
}

/** A channel under one law, in every language, with these settings besides. */
export function nordby(profile: ProfileKey, settings: object = {}): Channel {
  const { channels } = configSchema.parse({
    data: '.',
    listen: { intake: { port: 0 } },
    channels: [
      {
        id: 'nordby',
        name: everywhere('Nordby'),
        languages: [...LANGUAGE_CODES],
        recipients: [{ name: 'Unit', key: HYBRID.recipient }],
        profile,
        ...settings,
      },
    ],
  });
  return channels[0] as Channel;
}
