import type { Channel } from '../config/schema.ts';
import type { Language } from '../languages/language.ts';

/** A channel's name in the member's language, or in its own when it has none there. */
export function nameOfChannel(
  channels: readonly Channel[],
  id: string,
  language: Language,
): string {
  const channel = channels.find((known) => known.id === id);
  const own = channel?.languages[0];
  return channel?.name[language] ?? (own && channel?.name[own]) ?? id;
}
