import type { Case } from './case.ts';
import type { ChannelRules } from './channel-rules.ts';
import { addDays, type Day, isAfter } from './day.ts';
import { feedbackClock } from './feedback-clock.ts';
import type { Route } from './profiles.ts';

/** Another way for the reporter, and whether it is open today because of how this case went. */
export interface RouteState extends Route {
  readonly open: boolean;
  /** Since when; null when it is closed. */
  readonly since: Day | null;
}

/**
 * The ways a reporter may go besides this channel. A way that lateness opens is shown as open only while feedback is still
 * missing: once it came, whether the way stays protected is a matter for a lawyer, and nobody should rely on our page.
 */
export function routesOf(theCase: Case, rules: ChannelRules, today: Day): readonly RouteState[] {
  const { lastDay } = feedbackClock(theCase, rules);
  const missing = theCase.feedbackGiven === null && theCase.feedbackWaived === null;
  const late = missing && isAfter(today, lastDay);
  return rules.profile.routes.map((route) => {
    const since =
      route.opens === 'always'
        ? theCase.received
        : route.opens === 'feedback-late' && late
          ? addDays(lastDay, 1)
          : null;
    return { ...route, open: since !== null, since };
  });
}
