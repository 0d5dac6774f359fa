import { seal } from '../seal/age-file.ts';
import type { Problem } from './problems.ts';
import type { Config } from './schema.ts';

/**
 * Seals nothing to every recipient, once. A string can look right in every way and still be no key that anything can be
 * sealed to; without this trial the first to find out would be a reporter.
 */
export async function trialSeal(config: Pick<Config, 'channels'>): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const [channel, { recipients }] of config.channels.entries()) {
    for (const [recipient, { key }] of recipients.entries()) {
      if (await canSeal(key)) continue;
      problems.push({
        path: ['channels', channel, 'recipients', recipient, 'key'],
        message:
          'nothing can be sealed to this recipient: ask for it again, it comes from `unit keygen` or `age-keygen`',
      });
    }
  }
  return problems;
}

async function canSeal(recipient: string): Promise<boolean> {
  try {
    for await (const _piece of seal([recipient], 'text', []));
    return true;
  } catch {
    // Why is between the recipient and the library; that it cannot be is all the sysadmin can act on.
    return false;
  }
}
