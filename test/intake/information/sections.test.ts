import { expect } from 'chai';
import { PROFILE_KEYS, PROFILES, type ProfileKey } from '../../../src/cases/profiles.ts';
import type { Channel } from '../../../src/config/schema.ts';
import { sectionsOf } from '../../../src/intake/information/sections.ts';
import { placeOf } from '../../../src/intake/site.ts';
import { formatPeriod } from '../../../src/languages/format.ts';
import { LANGUAGE_CODES, type Language } from '../../../src/languages/language.ts';
import { PAGE_IDS, type PageId } from '../../../src/languages/page-ids.ts';
import { readingEase } from '../../config/reading-ease.ts';
import { everywhere, nordby } from '../../support/nordby.ts';

const ONION = `http://${'a'.repeat(56)}.onion`;
/** A page as one Markdown text. */
function words(of: Channel, language: Language, id: PageId): string {
  return sectionsOf(placeOf([of], of, language), id, ONION)
    .map((section) => section.words)
    .join('\n\n');
}

/** Shown periods are the only numbers of a text that may differ between channels. */
const RULES = {
  promises: { acknowledgementDays: 5, feedbackMonths: 2, scopeDays: 11, lookEveryDays: 13 },
  retention: { days: 77, accessDays: 301 },
};

describe('the pages to read before the form', () => {
  it('are easy to read in every language and under every law: below 45 on the LIX scale', () => {
    for (const profile of PROFILE_KEYS) {
      for (const language of LANGUAGE_CODES) {
        for (const id of PAGE_IDS) {
          const text = words(nordby(profile, RULES), language, id);
          expect(readingEase(text), `${id} ${language} ${profile}`).to.be.below(45);
        }
      }
    }
  });

  it('name the times that hold in the channel, and no others', () => {
    for (const profile of PROFILE_KEYS) {
      const { feedback } = PROFILES[profile];
      for (const language of LANGUAGE_CODES) {
        const said = (period: Parameters<typeof formatPeriod>[1]) => formatPeriod(language, period);
        const text = words(nordby(profile, RULES), language, 'process');
        const bold = [...text.matchAll(/\*\*(\d[^*]*)\*\*/g)].map(([, time]) => time);
        expect(bold, `${profile} ${language}`).to.deep.equal([
          said({ days: 5 }),
          said({ days: 11 }),
          said({ months: 2 }),
          ...(feedback.extension ? [said(feedback.extension.within)] : []),
          said({ days: 13 }),
          said({ days: 77 }),
          said({ days: 301 }),
        ]);
        // Nothing else on any page is a number of days, months or years.
        for (const id of PAGE_IDS) {
          const rest = words(nordby(profile, RULES), language, id).replaceAll(/\*\*[^*]*\*\*/g, '');
          expect(rest, `${id} ${language}`).to.not.match(
            /\d+ (dag|month|m[åa]n|day|year|år|week|uge|vecka|uke)/,
          );
        }
      }
    }
  });

  it('promise a confirmation by a person only where one confirms, and a shorter way out only where the law has it', () => {
    const process = (profile: ProfileKey, settings: object = {}) =>
      words(nordby(profile, settings), 'en', 'process');
    expect(process('dk-internal')).to.include('Within **7 days** the people who handle');
    const automatic = process('dk-internal', { promises: { confirmedBy: 'automatic' } });
    expect(automatic)
      .to.include('The mailbox confirms by itself')
      .and.to.include('**3 months** after your report')
      .and.to.not.include('the people who handle reports confirm');
    // lov 1436/2021 § 12 knows no exception, § 20 and lag 2021:890 5 kap. 8 § do.
    const exception = 'leave that out if you ask';
    expect(process('dk-internal')).to.not.include(exception);
    for (const profile of ['dk-external', 'se-internal'] as const)
      expect(process(profile)).to.include(exception);
    expect(process('dk-internal')).to.not.include('good reason, it may take');
    expect(process('dk-external')).to.include('up to **6 months**').and.to.include('final result');
  });

  it('say when things are deleted, by the rule of the channel', () => {
    const process = (settings: object) => words(nordby('se-internal', settings), 'en', 'process');
    const closed = process({ retention: { days: 90 } });
    expect(closed)
      .to.include('**90 days** after the case is closed')
      .and.to.include('the case moves to the archive')
      .and.to.include('works for **1 year** at most');
    const received = process({ retention: { from: 'received', exportFirst: 'no' } });
    expect(received)
      .to.include('after your report came in')
      .and.to.include('can keep a copy')
      .and.to.not.include('moves to the archive');
  });

  it('tell of public records in Sweden only, and of a free choice of schemes where it is one', () => {
    for (const profile of PROFILE_KEYS) {
      const protection = words(nordby(profile), 'en', 'protection');
      expect(protection.includes('public record'), profile).to.equal(profile === 'se-internal');
      const elsewhere = words(nordby(profile), 'en', 'elsewhere');
      const external = /external/.test(profile);
      expect(elsewhere.includes('If your workplace has a scheme of its own')).to.equal(external);
      expect(elsewhere.includes('## To an authority')).to.equal(!external);
      expect(elsewhere.includes('whistleblower.dk')).to.equal(profile === 'dk-internal');
      expect(elsewhere.includes('av.se')).to.equal(profile === 'se-internal');
      expect(elsewhere.includes('arbeidstilsynet.no')).to.equal(profile === 'no');
    }
  });

  it('rest every legal statement on a provision of the law of the channel', () => {
    const law = {
      dk: /lov nr\. |direktiv/,
      se: /kap|lag /,
      no: /lov|arbeidsmiljø/,
      eu: /Directive/,
    };
    for (const profile of PROFILE_KEYS) {
      const of = nordby(profile);
      const place = placeOf([of], of, 'en');
      const country = profile.slice(0, 2) as keyof typeof law;
      const based = (id: PageId) =>
        sectionsOf(place, id, '').filter((section) => section.provision !== '');
      for (const [id, most] of [
        ['protection', 4],
        ['elsewhere', 1],
        ['privacy', 3],
        ['accessibility', 1],
      ] as const) {
        expect(based(id).length, `${id} ${profile}`).to.be.at.least(most);
        for (const { provision } of based(id))
          expect(provision, `${id} ${profile}`).to.match(new RegExp(`GDPR|${law[country].source}`));
      }
    }
  });

  it('have the organisation’s own words after ours, or instead of them', () => {
    const pages = {
      scope: { add: everywhere('More on scope') },
      limits: { replace: everywhere('Nothing but this') },
    };
    const of = nordby('eu', { texts: { pages } });
    for (const language of LANGUAGE_CODES) {
      const scope = words(of, language, 'scope');
      expect(scope.startsWith(words(nordby('eu'), language, 'scope'))).to.equal(true);
      expect(scope).to.match(new RegExp(`More on scope \\(${language}\\)$`));
      expect(words(of, language, 'limits')).to.equal(`Nothing but this (${language})`);
    }
  });

  it('name whom to call and to write to, where the organisation says so', () => {
    const of = nordby('dk-internal', {
      contacts: { phone: '00 00 00 01', dataProtection: 'dpo@nordby.example' },
      accessibility: { contact: '00 00 00 02', complaints: 'Nordby Board', reviewed: '2026-03-01' },
      notHere: [{ id: 'holes', label: everywhere('Holes'), instead: everywhere('Ask Roads') }],
    });
    expect(words(of, 'da', 'elsewhere')).to.include('00 00 00 01');
    expect(words(of, 'sv', 'privacy')).to.include('dpo@nordby.example');
    expect(words(of, 'nb', 'accessibility'))
      .to.include('00 00 00 02')
      .and.to.include('Nordby Board')
      .and.to.include('1. mars 2026')
      .and.to.not.include('Digitaliseringsstyrelsen');
    expect(words(of, 'en', 'scope'))
      .to.include('**Holes (en).** Ask Roads (en)')
      .and.to.include('Call 112')
      .and.to.not.include('Only my own job');
    expect(words(nordby('dk-internal'), 'da', 'accessibility')).to.include(
      'Digitaliseringsstyrelsen',
    );
  });
});
