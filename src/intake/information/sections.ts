import type { ChannelRules } from '../../cases/channel-rules.ts';
import { rulesOf } from '../../cases/rules-of-channel.ts';
import { formatDay, formatPeriod } from '../../languages/format.ts';
import type { Law, PageId } from '../../languages/page-ids.ts';
import { nameOf, type Place } from '../site.ts';
import { lawOf } from './law-of.ts';
import { notHere } from './not-here.ts';
import { provision, type Statement } from './provisions.ts';

/** A part of a page, and the provision that it rests on. */
export interface Section {
  /** Markdown. */
  words: string;
  provision: string;
}

/**
 * The sections of a page in one channel and language: what is true for its law and its own rules, in the order in which
 * it is read. Days and months come from the channel's rules, so that no text can promise what is not kept.
 */
export function sectionsOf(place: Place, id: PageId, onion: string): Section[] {
  const own = place.channel.texts.pages[id];
  const ownWords = (own?.replace ?? own?.add)?.[place.language];
  const ownSection = ownWords === undefined ? [] : [{ words: ownWords, provision: '' }];
  if (own?.replace !== undefined) return ownSection;
  return [...PAGES[id](writerFor(place, onion)), ...ownSection];
}

/** What the pages are written with. */
interface Writer {
  place: Place;
  law: Law;
  external: boolean;
  rules: ChannelRules;
  onion: string;
  /** Paragraphs that belong together, with the provision they rest on. Empty ones are left out. */
  say(paragraphs: readonly string[], basis?: Statement): Section;
}

function writerFor(place: Place, onion: string): Writer {
  const { law, external } = lawOf(place.channel.profile);
  return {
    place,
    law,
    external,
    rules: rulesOf(place.channel),
    onion,
    say: (paragraphs, basis) => ({
      words: paragraphs.filter((text) => text !== '').join('\n\n'),
      provision: basis === undefined ? '' : provision(basis, law, place.language),
    }),
  };
}

const PAGES: Record<PageId, (writer: Writer) => Section[]> = {
  scope({ place, law, external, say }) {
    const { scope } = place.texts.pages;
    const { who, what, externalScheme } = place.texts.law;
    // Danger has a paragraph of its own.
    const others = notHere(place).filter((item) => item.id !== 'danger');
    const elsewhere = others.map(({ label, instead }) => `- **${label}.** ${instead}`);
    return [
      external
        ? say([scope.who, externalScheme.who])
        : say([scope.who, who[law], scope.others], 'who'),
      say([scope.what, what[law], scope.system], 'what'),
      say([scope.proof]),
      say([scope.notHere, elsewhere.join('\n'), scope.unsure, scope.danger]),
    ];
  },

  anonymity({ place, onion, say }) {
    const { device, tor, onion: address, write, files, code, named } = place.texts.pages.anonymity;
    return [say([device, tor, onion && address({ onion }), write, files, code, named])];
  },

  protection({ place, law, say }) {
    const { protection } = place.texts.pages;
    const { retaliation, goodFaith, secrecy, name, publicRecord } = place.texts.law;
    return [
      say(
        [protection.retaliation, retaliation[law], protection.later, protection.harmed],
        'retaliation',
      ),
      say([protection.goodFaith, goodFaith[law]], 'goodFaith'),
      say([protection.secrecy, secrecy[law]], 'secrecy'),
      say([protection.name, name[law]], 'name'),
      ...(law === 'se' ? [say([publicRecord], 'publicRecord')] : []),
      say([protection.accused]),
    ];
  },

  elsewhere({ place, law, external, say }) {
    const { elsewhere } = place.texts.pages;
    const { external: outside, toPublic, externalScheme } = place.texts.law;
    const { phone } = place.channel.contacts;
    return [
      say([elsewhere.here, phone ? elsewhere.phone({ phone }) : '', elsewhere.meeting], 'oral'),
      external ? say([elsewhere.near, externalScheme.other]) : say([elsewhere.near]),
      ...(external ? [] : [say([elsewhere.external, outside[law]], 'external')]),
      say([elsewhere.public, toPublic[law]], 'toPublic'),
      say([elsewhere.police]),
    ];
  },

  process({ place, rules, say }) {
    const { language, texts } = place;
    const t = texts.pages.process;
    const { profile, retention, scopeWithin, confirmedBy } = rules;
    const { acknowledgement, feedback } = profile;
    const automatic = confirmedBy === 'automatic';
    const waivable = Object.keys(acknowledgement.waivers).length > 0;
    const within = (period: typeof feedback.within) => ({ within: formatPeriod(language, period) });
    const after = { after: formatPeriod(language, retention.within) };
    return [
      say([
        t.sent,
        automatic ? t.automatic : t.unit(within(acknowledgement.within)),
        !automatic && waivable ? t.waived : '',
        scopeWithin ? t.scope(within(scopeWithin)) : '',
        (automatic ? t.feedbackAutomatic : t.feedback)(within(feedback.within)),
        feedback.extension ? t.longer(within(feedback.extension.within)) : '',
        profile.finalResult ? t.result : '',
        t.late,
        t.questions({ every: formatPeriod(language, rules.lookEvery) }),
        t.outcomes,
        t.anonymous,
        t.deletion,
        (retention.from === 'closed' ? t.closed : t.received)(after),
        retention.exportFirst === 'no' ? t.archived : t.exported,
        t.otherwise,
        t.access({ most: formatPeriod(language, retention.accessAtMost) }),
        t.figures,
      ]),
    ];
  },

  limits({ place, say }) {
    const { does, doesNot, seized, cookie } = place.texts.pages.limits;
    return [say([does, doesNot, seized, cookie])];
  },

  privacy({ place, law, say }) {
    const { privacy } = place.texts.pages;
    const { dataBasis, dataComplaint } = place.texts.law;
    const name = nameOf(place.channel.name, place.language);
    const contact = place.channel.contacts.dataProtection;
    return [
      say([
        privacy.controller({ name }),
        contact ? privacy.officer({ contact }) : '',
        privacy.what,
      ]),
      say([privacy.basis, dataBasis[law]], 'dataBasis'),
      say([privacy.who]),
      say([privacy.rights], 'rights'),
      say([privacy.complaint, dataComplaint[law]], 'dataComplaint'),
    ];
  },

  accessibility({ place, law, say }) {
    const t = place.texts.pages.accessibility;
    const { contact, complaints, reviewed } = place.channel.accessibility;
    const body = complaints ?? place.texts.law.accessibilityBody[law];
    return [
      say([t.aim, t.tested, t.time], 'accessibility'),
      say([
        t.notAccessible,
        contact
          ? t.contact({ contact })
          : t.noContact({ name: nameOf(place.channel.name, place.language) }),
        t.complaint,
        t.complainTo({ body }),
        reviewed ? t.reviewed({ day: formatDay(place.language, reviewed) }) : '',
      ]),
    ];
  },
};
