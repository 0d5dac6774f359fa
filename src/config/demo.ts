import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { LANGUAGE_CODES } from '../languages/language.ts';
import { ConfigError } from './config-error.ts';
import { makeDataFolder } from './data-folder.ts';
import { type Config, configSchema } from './schema.ts';

/** A service for trying, with a unit of its own whose private key lies beside the data: safe for nobody. */
export interface Demo {
  config: Config;
  /** The file with the unit's identity. */
  identityFile: string;
}

export async function demo(data: string, port: number): Promise<Demo> {
  await makeDataFolder(data);
  const dir = join(data, 'demo');
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const identityFile = join(dir, 'unit-identity.txt');
  const recipient = await demoRecipient(identityFile);
  const config = configSchema.parse({
    data,
    // The desk has the next port; 0 takes any free one for each.
    listen: { intake: { port }, desk: { port: port === 0 ? 0 : port + 1 } },
    channels: [
      {
        id: 'demo',
        name: {
          en: 'Demo organisation',
          da: 'Demo-organisation',
          sv: 'Demoorganisation',
          nb: 'Demovirksomhet',
        },
        languages: ['en', ...LANGUAGE_CODES.filter((code) => code !== 'en')],
        recipients: [{ name: 'Demo unit', key: recipient }],
        categories: [
          {
            id: 'money',
            label: {
              en: 'Money, bribes, fraud',
              da: 'Penge, bestikkelse, svindel',
              sv: 'Pengar, mutor, bedrägeri',
              nb: 'Penger, bestikkelser, svindel',
            },
          },
          {
            id: 'people',
            label: {
              en: 'Harassment, discrimination, violence',
              da: 'Krænkelser, diskrimination, vold',
              sv: 'Trakasserier, diskriminering, våld',
              nb: 'Trakassering, diskriminering, vold',
            },
          },
          {
            id: 'other',
            label: { en: 'Something else', da: 'Noget andet', sv: 'Något annat', nb: 'Noe annet' },
          },
        ],
        relations: [
          {
            id: 'employee',
            label: {
              en: 'I work here',
              da: 'Jeg er ansat',
              sv: 'Jag är anställd',
              nb: 'Jeg er ansatt',
            },
          },
          {
            id: 'former',
            label: {
              en: 'I used to work here',
              da: 'Jeg har været ansat',
              sv: 'Jag har varit anställd',
              nb: 'Jeg har vært ansatt',
            },
          },
          {
            id: 'partner',
            label: {
              en: 'I am a supplier or partner',
              da: 'Jeg er leverandør eller partner',
              sv: 'Jag är leverantör eller partner',
              nb: 'Jeg er leverandør eller partner',
            },
          },
        ],
      },
    ],
  });
  return { config, identityFile };
}

/** The recipient of the demo identity, which is made at the first start in the format of age-keygen. */
async function demoRecipient(path: string): Promise<string> {
  try {
    await using file = await open(path, 'wx', 0o600);
    const identity = await generateHybridIdentity();
    const recipient = await identityToRecipient(identity);
    await file.writeFile(
      `# For trying only: whoever can read this file can open what arrives here.\n# public key: ${recipient}\n${identity}\n`,
    );
    await file.sync();
    return recipient;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const identity = (await readFile(path, 'utf8'))
    .split('\n')
    .find((line) => line.startsWith('AGE-SECRET-KEY-'));
  if (identity === undefined) {
    throw new ConfigError(`The key of the demonstration ${path}`, [
      'there is no identity in it: remove the data folder to begin anew.',
    ]);
  }
  return identityToRecipient(identity.trim());
}
