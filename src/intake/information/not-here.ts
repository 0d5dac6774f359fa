import { nameOf, type Place } from '../site.ts';

/** Something that belongs elsewhere, and where it goes. */
export interface NotHere {
  id: string;
  label: string;
  /** Markdown. */
  instead: string;
}

/** What the organisation says belongs elsewhere; else what is true of most. Danger is always among it. */
export function notHere(place: Place): NotHere[] {
  const { notHere: texts } = place.texts.pages;
  const ours = (['own', 'decision', 'repair', 'danger'] as const).map((id) => ({
    id,
    ...texts[id],
  }));
  const own = place.channel.notHere?.map(({ id, label, instead }) => ({
    id,
    label: nameOf(label, place.language),
    instead: nameOf(instead, place.language),
  }));
  if (own === undefined) return ours;
  return own.some(({ id }) => id === 'danger') ? own : [...own, ...ours.slice(-1)];
}
