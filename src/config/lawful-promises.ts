import { PROFILES, type Promises, UnlawfulPromise, withPromises } from '../cases/profiles.ts';
import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

/** Promises that would be longer than the law of their channel's profile allows. */
export function unlawfulPromises(config: Pick<Config, 'channels'>): Problem[] {
  return config.channels.flatMap(({ profile, promises }, channel) => {
    const { acknowledgementDays, feedbackMonths } = promises;
    const tried: Promises[] = [
      acknowledgementDays === undefined ? {} : { acknowledgementDays },
      feedbackMonths === undefined ? {} : { feedbackMonths },
    ];
    return tried.flatMap((promise): Problem[] => {
      try {
        withPromises(PROFILES[profile], promise);
        return [];
      } catch (error) {
        if (!(error instanceof UnlawfulPromise)) throw error;
        const path = ['channels', channel, 'promises', ...Object.keys(promise)];
        return [{ path, message: `is longer than the law of ${profile} allows: ${error.message}` }];
      }
    });
  });
}
