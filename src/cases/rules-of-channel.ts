import type { Channel } from '../config/schema.ts';
import { type ChannelRules, defaultRules } from './channel-rules.ts';
import { PROFILES, withPromises } from './profiles.ts';

/** The rules that a channel's configuration adds up to. @throws UnlawfulPromise */
export function rulesOf(channel: Channel): ChannelRules {
  const { promises, retention } = channel;
  const profile = withPromises(PROFILES[channel.profile], {
    ...(promises.acknowledgementDays && { acknowledgementDays: promises.acknowledgementDays }),
    ...(promises.feedbackMonths && { feedbackMonths: promises.feedbackMonths }),
  });
  return {
    profile,
    confirmedBy: promises.confirmedBy,
    scopeWithin: promises.scopeDays === undefined ? null : { days: promises.scopeDays },
    lookEvery: { days: promises.lookEveryDays },
    retention: {
      from: retention.from,
      within: { days: retention.days },
      accessAtMost: { days: retention.accessDays },
      noticeFor: { days: retention.noticeDays },
      readingTime: { days: retention.readingDays },
      exportFirst: retention.exportFirst ?? defaultRules(profile).retention.exportFirst,
    },
  };
}
