import { bech32 } from '@scure/base';
import { expect } from 'chai';
import { HYBRID, X25519 } from '../seal/sealing.ts';
import { problemsIn, SAMPLE } from './sample.ts';

interface Broken {
  what: string;
  /** Replaces one part of the sample by another. */
  change?: readonly [from: string | RegExp, to: string];
  /** Adds to its end. */
  add?: string;
  /** Or: the whole file. */
  file?: string;
  says: string | readonly string[];
}

const KEY = HYBRID.recipient;
const SECOND = (key: string) => `        key: ${KEY}\n      - name: Backup\n        key: ${key}\n`;
const THIRD_KEY = `        key: ${KEY}\n`;
const NO_POINT = bech32.encodeFromBytes('age', new Uint8Array(32));

const CASES: readonly Broken[] = [
  // No YAML at all
  { what: 'an empty file', file: '', says: 'it is empty.' },
  { what: 'nothing but comments', file: '# later\n', says: 'it is empty.' },
  {
    what: 'a text',
    file: 'hello\n',
    says: 'the file: must be a group of settings, but is a text.',
  },
  { what: 'a list', file: '- a\n', says: 'the file: must be a group of settings, but is a list.' },
  {
    what: 'tabs',
    change: ['  intake:', '\tintake:'],
    says: 'line 3: lines are indented with spaces, not with tabs.',
  },
  {
    what: 'a bracket that is not closed',
    change: ['[da, en]', '[da, en'],
    says: 'line 11: no valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
  },
  {
    what: 'a setting given twice',
    add: 'data: ./other\n',
    says: 'line 24: this setting stands twice in the same place.',
  },
  {
    what: 'two documents',
    add: '---\ndata: ./other\n',
    says: 'line 24: a second document begins here (---), but one file is one configuration.',
  },
  {
    what: 'an unknown tag',
    change: ['./data', '!env x'],
    says: 'line 1: no valid YAML: Unresolved tag: !env.',
  },
  {
    what: 'a reference to nothing',
    change: ['./data', '*place'],
    says: 'no valid YAML: Unresolved alias (the anchor must be set before the alias): place.',
  },

  // Keys
  { what: 'an unknown setting', add: 'dta: x\n', says: 'line 24, dta: there is no such setting.' },
  {
    what: 'an unknown setting deep inside',
    change: ['    languages:', '    lnguages: []\n    languages:'],
    says: 'line 10, channels.town.lnguages: there is no such setting.',
  },
  {
    what: 'two unknown settings',
    add: 'foo: 1\nbar: 2\n',
    says: ['line 24, foo: there is no such setting.', 'line 25, bar: there is no such setting.'],
  },
  { what: 'no data folder', change: ['data: ./data\n', ''], says: 'data: is missing.' },
  { what: 'an empty data folder', change: ['./data', ''], says: 'line 1, data: is empty.' },
  { what: 'no listener', change: [/listen:[\s\S]*(?=channels)/, ''], says: 'listen: is missing.' },
  {
    what: 'no channel',
    change: [/channels:[\s\S]*/, 'channels: []\n'],
    says: 'line 5, channels: is empty.',
  },
  {
    what: 'channels that are no list',
    change: [/channels:[\s\S]*/, 'channels:\n  town: {}\n'],
    says: 'line 6, channels: must be a list (each entry begins with a dash), but is a group of settings.',
  },

  // Types
  {
    what: 'a port in quotes',
    change: ['8080', '"8080"'],
    says: 'line 4, listen.intake.port: must be a number, but is a text.',
  },
  {
    what: 'a port too high',
    change: ['8080', '80800'],
    says: 'line 4, listen.intake.port: must be at most 65535.',
  },
  {
    what: 'half a port',
    change: ['8080', '80.5'],
    says: 'line 4, listen.intake.port: must be a whole number, but is a fraction.',
  },
  {
    what: 'a limit of none',
    add: 'limits:\n  files: 0\n',
    says: 'line 25, limits.files: must be at least 1.',
  },
  { what: 'limits without any', add: 'limits:\n', says: 'line 24, limits: is empty.' },
  {
    what: 'a name in no language',
    change: [/name:\n.*\n.*en: The town/, 'name: The town'],
    says: 'line 7, channels.town.name: must be a text for each language, as `en: …`, but is a text.',
  },
  {
    what: 'a number as id',
    change: ['id: town', 'id: 12'],
    says: 'line 6, channels[1].id: must be a text, but is a number.',
  },

  // Channels
  {
    what: 'an id with capitals',
    change: ['id: town', 'id: Town'],
    says: 'line 6, channels.Town.id: use 2 to 31 small letters, digits and dashes, a letter first.',
  },
  {
    what: 'an id that is a language',
    change: ['id: town', 'id: da'],
    says: 'line 6, channels.da.id: a channel cannot be called da, sv, nb, en, static, was.',
  },
  {
    what: 'two channels with one id',
    add: SAMPLE.slice(SAMPLE.indexOf('  - id: town')),
    says: 'line 24, channels.town.id: this id stands twice.',
  },
  {
    what: 'two categories with one id',
    change: ['    texts:', '      - id: money\n        label: { da: A, en: B }\n    texts:'],
    says: 'line 20, channels.town.categories.money.id: this id stands twice.',
  },
  {
    what: 'an unknown language',
    change: ['[da, en]', '[da, de]'],
    says: 'line 10, channels.town.languages[2]: must be one of da, sv, nb, en.',
  },
  {
    what: 'a language twice',
    change: ['[da, en]', '[da, da]'],
    says: 'line 10, channels.town.languages: the same language stands twice.',
  },
  {
    what: 'a text missing in a language',
    change: ['        en: Welcome\n', ''],
    says: 'line 22, channels.town.texts.front: is missing in en, which the channel offers.',
  },
  {
    what: 'labels missing in a language',
    change: ['[da, en]', '[da, en, sv]'],
    says: [
      'line 8, channels.town.name: is missing in sv, which the channel offers.',
      'line 22, channels.town.texts.front: is missing in sv, which the channel offers.',
      'line 16, channels.town.relations.employee.label: is missing in sv, which the channel offers.',
      'line 19, channels.town.categories.money.label: is missing in sv, which the channel offers.',
    ],
  },
  {
    what: 'an empty text',
    change: ['en: Money', 'en: " "'],
    says: 'line 19, channels.town.categories.money.label.en: is empty.',
  },
  {
    what: 'an unknown profile',
    add: '    profile: dk\n',
    says: 'line 24, channels.town.profile: must be one of dk-internal, dk-external, se-internal, no, eu, eu-external.',
  },
  {
    what: 'a bad time zone',
    add: '    timeZone: Copenhagen\n',
    says: 'line 24, channels.town.timeZone: not a time zone such as Europe/Copenhagen.',
  },

  {
    what: 'a promise longer than the law',
    add: '    profile: dk-internal\n    promises:\n      feedbackMonths: 6\n',
    says: 'line 26, channels.town.promises.feedbackMonths: is longer than the law of dk-internal allows: at most 3 months by dk-12-2.',
  },
  {
    what: 'two promises longer than the law',
    add: '    promises: { acknowledgementDays: 8, feedbackMonths: 4 }\n',
    says: [
      'line 24, channels.town.promises.acknowledgementDays: is longer than the law of eu allows: at most 7 days by eu-9-1-b.',
      'line 24, channels.town.promises.feedbackMonths: is longer than the law of eu allows: at most 3 months by eu-9-1-f.',
    ],
  },

  // Recipients
  {
    what: 'no recipients',
    change: [/recipients:[\s\S]*(?= {4}relations)/, 'recipients: []\n'],
    says: 'line 11, channels.town.recipients: is empty.',
  },
  {
    what: 'a private key',
    change: [KEY, HYBRID.identity],
    says: 'line 13, channels.town.recipients[1].key: this is a private identity (AGE-SECRET-KEY-…), which must never be on the server: give the recipient (age1…) that belongs to it.',
  },
  {
    what: 'a recipient with a wrong character',
    change: [KEY, `${KEY.slice(0, -1)}${KEY.endsWith('q') ? 'p' : 'q'}`],
    says: 'line 13, channels.town.recipients[1].key: not a recipient (age1pq1…, age1… or age1tag1…), or a character of it is wrong.',
  },
  {
    what: 'post-quantum and classic recipients together',
    change: [THIRD_KEY, SECOND(X25519.recipient)],
    says: 'line 12, channels.town.recipients: post-quantum (age1pq1…) and classic (age1…, age1tag1…) recipients cannot be mixed: the classic one would take the protection away from all.',
  },
  {
    what: 'a recipient twice',
    change: [THIRD_KEY, SECOND(KEY)],
    says: 'line 12, channels.town.recipients: the same recipient is listed twice.',
  },
  ...[
    { what: 'a recipient in capitals', key: X25519.recipient.toUpperCase() },
    { what: 'a recipient that is no point of its curve', key: NO_POINT },
  ].map(({ what, key }) => ({
    what: `${what}, which looks right but nothing can be sealed to`,
    change: [KEY, key] as const,
    says: 'line 13, channels.town.recipients[1].key: nothing can be sealed to this recipient: ask for it again, it comes from `unit keygen` or `age-keygen`.',
  })),

  // Listener and spool
  {
    what: 'a port and a socket',
    change: ['port: 8080', 'port: 8080\n    socket: /run/sluse.sock'],
    says: 'line 4, listen.intake: give either `socket` (a path) with `origins`, or `port`.',
  },
  {
    what: 'neither port nor socket',
    change: ['port: 8080', 'origins: []'],
    says: 'line 4, listen.intake: give either `socket` (a path) with `origins`, or `port`.',
  },
  {
    what: 'a socket that nobody can reach',
    change: ['port: 8080', 'socket: /run/sluse.sock'],
    says: 'line 4, listen.intake.origins: must name the address at which browsers see this site, as http://abc….onion.',
  },
  {
    what: 'a relative socket',
    change: ['port: 8080', 'socket: sluse.sock\n    origins: [http://a.onion]'],
    says: 'line 4, listen.intake.socket: use an absolute path.',
  },
  {
    what: "a socket longer than the kernel's limit",
    change: ['port: 8080', `socket: /run/${'x'.repeat(110)}\n    origins: [http://a.onion]`],
    says: 'line 4, listen.intake.socket: the path of a socket can be 107 bytes long at most.',
  },
  {
    what: 'an origin with a path',
    change: ['port: 8080', 'socket: /run/a.sock\n    origins: [http://a.onion/da]'],
    says: 'line 5, listen.intake.origins[1]: use scheme and host only, without a slash at the end, as http://abc….onion.',
  },
  { what: 'a relative spool', add: 'spool: tmp\n', says: 'line 24, spool: use an absolute path.' },
];

describe('a configuration with', () => {
  for (const { what, change, add = '', file, says } of CASES) {
    it(`${what} is refused, and where and why is said`, async () => {
      const spoiled = file ?? SAMPLE.replace(...(change ?? ['', ''])) + add;
      expect(spoiled).not.to.equal(SAMPLE);
      expect(await problemsIn(spoiled)).to.deep.equal(typeof says === 'string' ? [says] : says);
    });
  }

  it('nothing wrong loads', async () => {
    expect(await problemsIn(SAMPLE)).to.deep.equal([]);
  });

  it('a private key in it never has the key repeated in a message', async () => {
    for (const file of [
      SAMPLE.replace(KEY, HYBRID.identity),
      SAMPLE.replace('id: town', `id: ${HYBRID.identity}`),
      SAMPLE.replace('    port:', `    ${HYBRID.identity}: 1\n    port:`),
      SAMPLE.replace('./data', `*${HYBRID.identity}`),
      SAMPLE.replace('8080', HYBRID.identity),
      SAMPLE.replace('[da, en]', `[da, ${HYBRID.identity}`),
    ]) {
      const problems = (await problemsIn(file)).join(' ');
      expect(problems).not.to.equal('');
      expect(problems).not.to.include(HYBRID.identity.slice(20, 40));
    }
  });
});
