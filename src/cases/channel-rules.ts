import type { Period } from './day.ts';
import type { Profile } from './profiles.ts';

/** When what a channel holds is deleted. */
export interface RetentionRule {
  /** The event the period counts from. */
  readonly from: 'received' | 'closed';
  readonly within: Period;
  /** The longest that a code works, counted from receipt; only feedback still owed holds it open. */
  readonly accessAtMost: Period;
  /** How long the mailbox still tells that everything was deleted, within that. */
  readonly noticeFor: Period;
  /** How long a reporter has, at least, to come back and read the feedback. */
  readonly readingTime: Period;
  /**
   * Whether the unit must have exported the case first: `no`; `before-retention`: but not for what goes at once; `always`: also
   * then, where every report is a public record until a destruction decision (Sweden, arkivlagen).
   */
  readonly exportFirst: 'no' | 'before-retention' | 'always';
}

/** What one channel promises and demands. */
export interface ChannelRules {
  readonly profile: Profile;
  /**
   * What confirms the receipt: the mailbox's automatic receipt or only a person's acknowledgement. Authorities differ;
   * with `automatic` the time for feedback runs from the day of the report.
   */
  readonly confirmedBy: 'automatic' | 'unit';
  /** The time, from receipt, within which reporters are told whether their report is in scope, where that is promised. */
  readonly scopeWithin: Period | null;
  /** How often reporters are asked to look for questions while their case is open. */
  readonly lookEvery: Period;
  readonly retention: RetentionRule;
}

/** Defaults that no profile's law forbids. Swedish public bodies must export first: their reports are public records. */
export function defaultRules(profile: Profile): ChannelRules {
  return {
    profile,
    confirmedBy: 'unit',
    scopeWithin: null,
    lookEvery: { days: 14 },
    retention: {
      from: 'closed',
      within: { days: 90 },
      accessAtMost: { years: 1 },
      noticeFor: { days: 30 },
      readingTime: { days: 30 },
      exportFirst: profile.key === 'se-internal' ? 'always' : 'no',
    },
  };
}
