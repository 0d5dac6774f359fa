import type { Period } from './day.ts';
import type { Basis, StatuteKey } from './statutes.ts';
import type { WorkCalendar } from './working-days.ts';

/** The jurisdiction profiles: what the law of a channel demands, as data. No date is computed here. */

export const PROFILE_KEYS = [
  'dk-internal',
  'dk-external',
  'se-internal',
  'no',
  'eu',
  'eu-external',
] as const;
export type ProfileKey = (typeof PROFILE_KEYS)[number];

/** Why no acknowledgement is sent, where the law lets that be. */
export const ACKNOWLEDGEMENT_WAIVERS = ['reporter-asked', 'identity-at-risk'] as const;
export type AcknowledgementWaiver = (typeof ACKNOWLEDGEMENT_WAIVERS)[number];

/** Where else a reporter may turn, and when that way is open. */
export interface Route {
  /** `external`: an external channel; `any-authority`: an authority outside such channels; `public`: making it public. */
  readonly to: 'external' | 'any-authority' | 'public';
  /**
   * `after-external`: only once an *external* channel, too, has failed to act in time. Being late here does not open it, and
   * a reporter who was told so would go unprotected.
   */
  readonly opens: 'always' | 'feedback-late' | 'after-external';
  readonly statute: StatuteKey;
}

export interface Profile {
  readonly key: ProfileKey;
  readonly acknowledgement: {
    /** Counted from the receipt of the report. */
    readonly within: Period;
    readonly basis: Basis;
    readonly waivers: Partial<Readonly<Record<AcknowledgementWaiver, StatuteKey>>>;
  };
  readonly feedback: {
    /** Counted from the confirmation, or from the last day for it when none was sent by then. */
    readonly within: Period;
    readonly basis: Basis;
    /** What says that without a confirmation the count starts when the time for it is over. */
    readonly whenUnconfirmed: Basis;
    /** `within` counts from the same day as the feedback's own. */
    readonly extension: { readonly within: Period; readonly basis: Basis } | null;
  };
  /** The duty to tell the final result when the feedback came before it. */
  readonly finalResult: Basis | null;
  /** What lets a unit close minor or repetitive reports. */
  readonly minorClosing: Basis | null;
  /** What lets a unit reject a report outside its scope. */
  readonly rejection: Basis | null;
  /** The longest that personal data may be kept, counted from closing. */
  readonly keepAtMost: { readonly within: Period; readonly basis: Basis } | null;
  readonly routes: readonly Route[];
  readonly calendar: WorkCalendar;
}

const law = (statute: StatuteKey): Basis => ({ kind: 'law', statute });
const routine = (statute: StatuteKey | null): Basis => ({ kind: 'routine', statute });

export const PROFILES: { readonly [K in ProfileKey]: Profile & { readonly key: K } } = {
  'dk-internal': {
    key: 'dk-internal',
    // § 12, stk. 2: within 7 days of receipt. No exception, unlike § 20: an internal scheme always confirms.
    acknowledgement: { within: { days: 7 }, basis: law('dk-12-2'), waivers: {} },
    feedback: {
      // § 12, stk. 2: at the latest 3 months from the confirmation of receipt.
      within: { months: 3 },
      basis: law('dk-12-2'),
      // The act is silent; the directive it carries out is not, art. 9(1)(f).
      whenUnconfirmed: law('eu-9-1-f'),
      extension: null,
    },
    finalResult: null,
    minorClosing: null,
    rejection: law('dk-12-3'),
    // § 23 sets no number: as long as necessary and proportionate. The channel's own rule decides.
    keepAtMost: null,
    routes: [
      { to: 'external', opens: 'always', statute: 'dk-13' },
      { to: 'public', opens: 'after-external', statute: 'dk-5' },
    ],
    calendar: 'dk',
  },
  'dk-external': {
    key: 'dk-external',
    acknowledgement: {
      // § 20, stk. 2, nr. 1: within 7 days, unless asked otherwise or it would endanger the protection of the identity.
      within: { days: 7 },
      basis: law('dk-20-2-1'),
      waivers: { 'reporter-asked': 'dk-20-2-1', 'identity-at-risk': 'dk-20-2-1' },
    },
    feedback: {
      // § 20, stk. 2, nr. 3: 3 months from the confirmation, or 6 months in duly justified cases.
      within: { months: 3 },
      basis: law('dk-20-2-3'),
      whenUnconfirmed: law('eu-9-1-f'),
      extension: { within: { months: 6 }, basis: law('dk-20-2-3') },
    },
    // § 20, stk. 2, nr. 4: notice of the final result, unless it came with the feedback.
    finalResult: law('dk-20-2-4'),
    minorClosing: law('dk-21'),
    rejection: law('dk-20-3'),
    keepAtMost: null,
    routes: [{ to: 'public', opens: 'feedback-late', statute: 'dk-5' }],
    calendar: 'dk',
  },
  'se-internal': {
    key: 'se-internal',
    acknowledgement: {
      // 5 kap. 8 § 2: within 7 days, unless the reporter declined it or it would reveal who the reporter is.
      within: { days: 7 },
      basis: law('se-5-8-2'),
      waivers: { 'reporter-asked': 'se-5-8-2', 'identity-at-risk': 'se-5-8-2' },
    },
    feedback: {
      // 5 kap. 8 § 3: 3 months from the confirmation, else from 7 days after receipt.
      within: { months: 3 },
      basis: law('se-5-8-3'),
      whenUnconfirmed: law('se-5-8-3'),
      extension: null,
    },
    finalResult: null,
    minorClosing: null,
    rejection: null,
    // 7 kap. 8 §: not longer than two years after closing. Archiving of public records is untouched, hence the export.
    keepAtMost: { within: { years: 2 }, basis: law('se-7-8') },
    routes: [
      { to: 'external', opens: 'always', statute: 'se-5-9' },
      { to: 'any-authority', opens: 'feedback-late', statute: 'se-4-7' },
      { to: 'public', opens: 'after-external', statute: 'se-4-9' },
    ],
    calendar: 'se',
  },
  no: {
    key: 'no',
    // Arbeidsmiljøloven ch. 2 A has no days or months; § 2 A-6 asks for routines. These are routine, the directive's numbers.
    acknowledgement: {
      within: { days: 7 },
      basis: routine('no-2a-6'),
      waivers: { 'reporter-asked': 'no-2a-6', 'identity-at-risk': 'no-2a-6' },
    },
    feedback: {
      // § 2 A-3 (1): examined "innen rimelig tid".
      within: { months: 3 },
      basis: routine('no-2a-3'),
      whenUnconfirmed: routine(null),
      extension: { within: { months: 6 }, basis: routine('no-2a-3') },
    },
    finalResult: null,
    minorClosing: null,
    rejection: null,
    keepAtMost: null,
    routes: [{ to: 'external', opens: 'always', statute: 'no-2a-2' }],
    calendar: 'every-day',
  },
  eu: {
    key: 'eu',
    // Art. 9(1)(b): within seven days of receipt, without exception.
    acknowledgement: { within: { days: 7 }, basis: law('eu-9-1-b'), waivers: {} },
    feedback: {
      // Art. 9(1)(f): three months from the acknowledgement or, if none was sent, from the expiry of the seven days.
      within: { months: 3 },
      basis: law('eu-9-1-f'),
      whenUnconfirmed: law('eu-9-1-f'),
      extension: null,
    },
    finalResult: null,
    minorClosing: null,
    rejection: null,
    keepAtMost: null,
    routes: [
      { to: 'external', opens: 'always', statute: 'eu-10' },
      { to: 'public', opens: 'after-external', statute: 'eu-15-1-a' },
    ],
    calendar: 'eu',
  },
  'eu-external': {
    key: 'eu-external',
    acknowledgement: {
      // Art. 11(2)(b): within seven days, unless asked otherwise or it would jeopardise the protection of the identity.
      within: { days: 7 },
      basis: law('eu-11-2-b'),
      waivers: { 'reporter-asked': 'eu-11-2-b', 'identity-at-risk': 'eu-11-2-b' },
    },
    feedback: {
      // Art. 11(2)(d): not exceeding three months, or six months in duly justified cases.
      within: { months: 3 },
      basis: law('eu-11-2-d'),
      whenUnconfirmed: law('eu-9-1-f'),
      extension: { within: { months: 6 }, basis: law('eu-11-2-d') },
    },
    finalResult: law('eu-11-2-e'),
    minorClosing: law('eu-11-3'),
    rejection: null,
    keepAtMost: null,
    routes: [{ to: 'public', opens: 'feedback-late', statute: 'eu-15-1-a' }],
    calendar: 'eu',
  },
};

/** Days and months an organisation promises instead of its profile's. */
export interface Promises {
  readonly acknowledgementDays?: number;
  readonly feedbackMonths?: number;
}

/** A promise that would be longer than the law allows, or no time at all. */
export class UnlawfulPromise extends Error {
  override readonly name = 'UnlawfulPromise';
}

/**
 * The profile with an organisation's own promises: shorter than the law's everywhere, any length where the profile's number
 * is only routine. Throws UnlawfulPromise.
 */
export function withPromises(profile: Profile, promises: Promises): Profile {
  const days = promises.acknowledgementDays;
  const months = promises.feedbackMonths;
  if (days !== undefined) {
    allow(days, profile.acknowledgement.basis, profile.acknowledgement.within, 'days');
  }
  if (months !== undefined) {
    allow(months, profile.feedback.basis, profile.feedback.within, 'months');
  }
  return {
    ...profile,
    acknowledgement:
      days === undefined
        ? profile.acknowledgement
        : { ...profile.acknowledgement, within: { days } },
    feedback: months === undefined ? profile.feedback : { ...profile.feedback, within: { months } },
  };
}

function allow(count: number, basis: Basis, within: Period, unit: 'days' | 'months'): void {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new UnlawfulPromise('a promise needs a whole number of at least 1');
  }
  const most = (within as Partial<Record<typeof unit, number>>)[unit] ?? 0;
  if (basis.kind === 'law' && count > most) {
    throw new UnlawfulPromise(`at most ${most} ${unit} by ${basis.statute}`);
  }
}
