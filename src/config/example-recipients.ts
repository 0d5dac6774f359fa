import { fingerprint } from '../seal/recipients.ts';
import { ConfigError } from './config-error.ts';
import type { Config } from './schema.ts';

/** The keys in examples/, whose private halves were thrown away: what is sealed to them is lost for ever. */
const FINGERPRINTS: ReadonlySet<string> = new Set([
  '9479 cad3 c5e3 3b8f 4b26 6063 f936 5788',
  'cea6 5ea0 10f0 90ca da9b d2cd ab87 834e',
  'e028 6257 5926 7720 457b be3a dfa2 196c',
  '1c65 f40b 345a 0bf2 8538 aa99 1116 ee70',
  '88b3 c380 d2a3 96e6 7258 6572 7e37 a0e7',
  '9385 0312 48a3 3a49 8100 efb3 8e9b 6a19',
  '286c e8b2 aeb4 c4b9 c232 b4e1 1f47 6560',
  '3768 e142 2938 22c0 322c b1d8 99ab 1a40',
  '4193 72b9 3113 3e33 9dfd 05c3 136c 8a5e',
  '67ed b604 16b9 643c d6f7 ff74 dd15 2cb7',
  '5358 498d 34dd d8eb 89b6 0619 3461 705c',
  '5b28 b439 4fb6 2a65 5592 ed39 0741 259b',
  '259c f5aa dc63 57a5 00e3 2fa1 aa62 faa7',
  '76ff d297 d95a dab7 7c8b f47f 5581 217a',
]);

/**
 * Refuses to serve with a key of the examples, also beside keys that somebody has: a backup that opens nothing is found out
 * when it is needed. @throws ConfigError
 */
export function refuseExampleRecipients(file: string, config: Pick<Config, 'channels'>): void {
  const problems = config.channels.flatMap(({ id, recipients }) =>
    recipients
      .filter(({ key }) => FINGERPRINTS.has(fingerprint(key)))
      .map(
        ({ name }) =>
          `channels.${id}.recipients, ${name}: this is a key of the examples, whose private half nobody has: make your own with npm run --silent unit -- keygen --out FILE.`,
      ),
  );
  if (problems.length > 0) throw new ConfigError(`The configuration ${file}`, problems);
}
