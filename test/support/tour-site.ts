import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import sharp from 'sharp';
import { stringify } from 'yaml';
import { reportKeys, submitReport } from '../../src/cases/submit.ts';
import type { CaseTools } from '../../src/cases/tools.ts';
import { loadConfig } from '../../src/config/load.ts';
import { loadSecrets } from '../../src/config/secrets.ts';
import { LANGUAGE_CODES, type Language } from '../../src/languages/language.ts';
import type { Sanitiser } from '../../src/sanitise/sanitiser.ts';
import { newCode, showCode } from '../../src/seal/code.ts';
import { KDF_COST, kdfQueue } from '../../src/seal/kdf-queue.ts';
import { openStore } from '../../src/store/store.ts';
import { pngChunks } from '../sanitise/images/png-craft.ts';
import { startServer, type TestServer } from './server.ts';
import { command } from './unit.ts';

/** A service of two organisations in all four languages, with everything on its pages that a configuration can put there. */
export interface TourSite extends TestServer {
  language: Language;
  /** What the unit's side has to answer: a question with a file, minutes, a request for consent, and feedback. */
  bringReplies(): Promise<void>;
  /** A text of this language in which every kind of hint at its writer stands. */
  tellingText: string;
  /** Puts a report there that came in long ago and was never looked at; gives its code. */
  addOldReport(): Promise<string>;
}

const TELLING: Record<Language, string> = {
  da: 'Jeg hedder Åse Ødegård, cpr 010280-1234, og jeg er den eneste portør om natten. Jeg bor i Nørre Snede. Det begyndte, efter at jeg kom tilbage fra orlov: min bil, AB 12 345, blev ridset.\n\nJeg så en varevogn hente kasser kl. 3. Chefen skrev fakturaen selv. Ring på 22 33 44 55 eller skriv til aase@eksempel.dk.',
  sv: 'Jag heter Åsa Öberg, personnummer 800201-1234, och jag är den enda vaktmästaren om natten. Jag bor i Lilla Edet. Det började efter att jag kom tillbaka: min bil, ABC 12D, blev repad.\n\nJag såg en skåpbil hämta lådor klockan 3. Chefen skrev fakturan själv. Ring 070-123 45 67 eller skriv till asa@exempel.se.',
  nb: 'Jeg heter Åse Ødegård, fødselsnummer 01028012345, og jeg er den eneste portøren om natten. Jeg bor i Nedre Eiker. Det begynte etter at jeg kom tilbake fra permisjon: bilen min, AB 12 345, ble ripet.\n\nJeg så en varebil hente kasser klokken 3. Sjefen skrev fakturaen selv. Ring 912 34 567 eller skriv til aase@eksempel.no.',
  en: 'My name is Jane Smith, CPR 010280-1234, and I am the only porter at night. I live in Little Marsh. It began after I came back from leave: my car, AB 12 345, was scratched.\n\nI saw a van fetch boxes at 3. The head wrote the invoice himself. Call +44 20 7946 0018 or write to jane@example.org.',
};

const LATE_DAYS = 120;
/** So that the pages have an onion address to show to those who come another way. */
const ONION = `http://${'abcdefghij234567'.repeat(4).slice(0, 56)}.onion`;

/** `language` is the first of the first organisation, and so the one of the list of organisations. */
export async function startTourSite(language: Language): Promise<TourSite> {
  let configFile = '';
  const server = await startServer({
    config: async (data) => {
      configFile = join(data, 'sluse.yaml');
      await writeFile(configFile, stringify(await config(data, language)));
      return configFile;
    },
  });
  return Object.assign(server, {
    language,
    tellingText: TELLING[language],
    bringReplies: () => bringReplies(server.data, configFile),
    addOldReport: () => addOldReport(server.data, configFile, language),
  });
}

async function config(data: string, first: Language) {
  const key = await identityToRecipient(await generateHybridIdentity());
  const languages = [first, ...LANGUAGE_CODES.filter((code) => code !== first)];
  const recipients = [{ name: 'Unit', key }];
  const director = await identityToRecipient(await generateHybridIdentity());
  const everywhere = (text: string) => Object.fromEntries(languages.map((code) => [code, text]));
  return {
    data,
    listen: { intake: { port: 0, origins: [ONION] } },
    channels: [
      {
        id: 'nordby',
        name: {
          da: 'Nordby Kommune',
          sv: 'Nordby kommun',
          nb: 'Nordby kommune',
          en: 'Nordby Municipality',
        },
        brand: {
          colour: '#0a5c36',
          logo: {
            file: await tourLogo(data),
            alt: {
              da: 'Nordby Kommune',
              sv: 'Nordby kommun',
              nb: 'Nordby kommune',
              en: 'Nordby Municipality',
            },
          },
        },
        languages,
        recipients: [...recipients, { name: 'Director', role: 'director', key: director }],
        leaveOut: {
          roles: [
            {
              id: 'director',
              label: {
                da: 'Kommunaldirektøren',
                sv: 'Kommundirektören',
                nb: 'Kommunedirektøren',
                en: 'The municipal director',
              },
            },
          ],
          instead: 'law',
        },
        profile: 'dk-internal',
        contacts: { phone: '00 00 00 00', dataProtection: 'dpo@nordby.example' },
        accessibility: { contact: '00 00 00 00, was@nordby.example', reviewed: '2026-03-01' },
        relations: [
          {
            id: 'employee',
            label: {
              da: 'Jeg er ansat',
              sv: 'Jag är anställd',
              nb: 'Jeg er ansatt',
              en: 'I work here',
            },
          },
          {
            id: 'supplier',
            label: {
              da: 'Jeg er leverandør',
              sv: 'Jag är leverantör',
              nb: 'Jeg er leverandør',
              en: 'I am a supplier',
            },
          },
        ],
        categories: [
          {
            id: 'money',
            label: {
              da: 'Penge, bestikkelse, svindel',
              sv: 'Pengar, mutor, bedrägeri',
              nb: 'Penger, bestikkelser, svindel',
              en: 'Money, bribes, fraud',
            },
          },
          {
            id: 'people',
            label: {
              da: 'Krænkelser, diskrimination, vold',
              sv: 'Trakasserier, diskriminering, våld',
              nb: 'Trakassering, diskriminering, vold',
              en: 'Harassment, discrimination, violence',
            },
          },
        ],
        texts: {
          front: {
            da: '## Hvem læser din indberetning?\n\nTre medarbejdere i **HR og jura**. Ingen i din egen afdeling.\n\n- De har tavshedspligt.\n- De svarer dig i postboksen.',
            sv: '## Vem läser din rapport?\n\nTre medarbetare på **HR och juridik**. Ingen på din egen avdelning.\n\n- De har tystnadsplikt.\n- De svarar dig i brevlådan.',
            nb: '## Hvem leser varselet ditt?\n\nTre medarbeidere i **HR og juridisk**. Ingen i din egen avdeling.\n\n- De har taushetsplikt.\n- De svarer deg i postkassen.',
            en: '## Who reads your report?\n\nThree people in **HR and legal**. Nobody in your own department.\n\n- They must keep it secret.\n- They answer you in the mailbox.',
          },
          form: {
            da: 'Handler det om din egen løn eller ferie, så skriv til din leder i stedet.',
            sv: 'Gäller det din egen lön eller semester, skriv till din chef i stället.',
            nb: 'Gjelder det din egen lønn eller ferie, så skriv heller til lederen din.',
            en: 'If it is about your own pay or holidays, write to your manager instead.',
          },
        },
      },
      {
        id: 'nordby-forsyning',
        name: everywhere('Nordby Forsyning, Affald & Genbrug A/S'),
        languages,
        recipients,
      },
      {
        id: 'law',
        name: everywhere('Advokatfirmaet Holm & Lund'),
        languages,
        recipients: [
          { name: 'Law', key: await identityToRecipient(await generateHybridIdentity()) },
        ],
        listed: false,
      },
    ],
  };
}

/** A white mark beside a gap, as small as a logo can be. */
async function tourLogo(data: string): Promise<string> {
  const mark = { create: { width: 36, height: 36, channels: 3, background: 'white' } } as const;
  const picture = await sharp(mark)
    .extend({ right: 84, background: '#0a5c36' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
  const drawn = pngChunks(picture).filter(({ type }) => /^(IHDR|PLTE|IDAT|IEND)$/.test(type));
  const file = join(data, 'logo.png');
  await writeFile(
    file,
    Buffer.concat([picture.subarray(0, 8), ...drawn.map(({ whole }) => whole)]),
  );
  return file;
}

/** For the only case there is, by the unit's own commands. */
async function bringReplies(data: string, configFile: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'sluse-tour-'));
  try {
    await command('export', '--data', data, '--out', work);
    const [bundle = ''] = await readdir(work);
    const text = join(work, 'reply.txt');
    await writeFile(text, 'Tak. Hvem så det ellers, og hvornår?\n\nVi spørger, fordi …');
    const replies = await Promise.all(
      ['question', 'minutes', 'consent-request', 'feedback'].map(async (kind) => {
        const out = join(work, `${kind}.reply`);
        const files = kind === 'question' ? ['--file', text] : [];
        const args = ['--bundle', join(work, bundle), '--kind', kind, '--text', text, ...files];
        await command('unit', 'reply', ...args, '--out', out);
        return out;
      }),
    );
    await command('import', '--data', data, '--config', configFile, ...replies);
  } finally {
    await rm(work, { recursive: true });
  }
}

async function addOldReport(data: string, configFile: string, language: Language): Promise<string> {
  const { channels } = await loadConfig(configFile);
  const [channel] = channels;
  if (channel === undefined) throw new Error('the tour has channels');
  const { pepper } = await loadSecrets({ folder: join(data, 'secrets'), make: false });
  const store = await openStore(data);
  const tools: CaseTools = {
    channels,
    store,
    sanitiser: { close: async () => undefined } as unknown as Sanitiser,
    kdf: kdfQueue({ cost: KDF_COST, atOnce: 1, waiting: 1 }),
    pepper,
    clock: () => new Date(Date.now() - LATE_DAYS * 86_400_000),
    heldMinutes: 30,
  };
  try {
    const code = newCode();
    const shown = showCode(code);
    const { keys } = await submitReport(tools, channel, await reportKeys(tools, code), {
      fields: { kind: 'report', language, originals: false },
      text: 'words',
      contact: null,
      uploads: [],
    });
    keys.wipe();
    return shown;
  } finally {
    await store.close();
  }
}
