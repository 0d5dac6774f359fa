import type { CaseEvent, Outcome } from '../cases/case-events.ts';
import type { Channel } from '../config/schema.ts';
import type { Catalogue } from '../languages/catalogue.ts';
import { formatDay } from '../languages/format.ts';
import type { Language } from '../languages/language.ts';
import { nameOfChannel } from './channel-name.ts';

/** An outcome in words, with its reason. */
export function toldOutcome({ deskCodes }: Catalogue, outcome: Outcome): string {
  const what = deskCodes.outcomes[outcome.kind];
  if (outcome.kind === 'rejected') return `${what}: ${deskCodes.rejections[outcome.reason]}`;
  if (outcome.kind === 'forwarded') return `${what}: ${deskCodes.addressees[outcome.to]}`;
  if (outcome.kind === 'minor') return `${what}: ${deskCodes.minorReasons[outcome.reason]}`;
  return what;
}

/** What a step says beside its kind; empty when there is nothing more. */
export function toldDetail(
  texts: Catalogue,
  language: Language,
  channels: readonly Channel[],
  event: CaseEvent,
): string {
  const { reasons, inScope, arrivals } = texts.deskCodes;
  switch (event.kind) {
    case 'received':
      return arrivals[event.arrival];
    case 'decided':
      return toldOutcome(texts, event.outcome);
    case 'scope-told':
      return event.inScope ? inScope.yes : inScope.no;
    case 'handed-over':
      return `${nameOfChannel(channels, event.channel, language)}, ${reasons[event.reason]}`;
    case 'keeping-extended':
      return `${formatDay(language, event.until)}, ${reasons[event.reason]}`;
    case 'themes-set':
      return event.themes.join(', ');
    default:
      return 'reason' in event ? reasons[event.reason] : '';
  }
}
