import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { refuseExampleRecipients } from '../../src/config/example-recipients.ts';
import { loadConfig } from '../../src/config/load.ts';
import { ownTexts } from '../../src/config/own-words.ts';
import { type Config, configSchema } from '../../src/config/schema.ts';
import { recipientKind } from '../../src/seal/recipients.ts';
import { ROOT } from '../support/server.ts';
import { readingEase } from './reading-ease.ts';

const FOLDER = join(ROOT, 'examples');
const NAMES = (await readdir(FOLDER)).filter((name) => name.endsWith('.yaml'));

describe('the example configurations', () => {
  const configs = new Map<string, Config>();
  /** As they were written, before defaults are filled in. */
  const written: Record<string, unknown>[] = [];
  before(async () => {
    for (const name of NAMES) {
      configs.set(name, await loadConfig(join(FOLDER, name)));
      written.push(parse(await readFile(join(FOLDER, name), 'utf8')));
    }
  });

  it('are three, and all load', () => {
    expect([...configs.keys()].sort()).to.deep.equal([
      'danish-agency.yaml',
      'danish-municipality.yaml',
      'swedish-municipality.yaml',
    ]);
  });

  it('use every setting there is in at least one of them', () => {
    const channels = written.flatMap((config) => config['channels'] as Record<string, unknown>[]);
    const limits = written.map((config) => (config['limits'] ?? {}) as Record<string, unknown>);
    const { shape } = configSchema;
    for (const [there, used] of [
      [shape, written],
      [shape.channels.element.shape, channels],
      ...(['texts', 'contacts', 'accessibility'] as const).map(
        (group) =>
          [
            shape.channels.element.shape[group].def.innerType.shape,
            channels.map((c) => c[group] as Record<string, unknown>),
          ] as const,
      ),
      [shape.limits.def.innerType.shape, limits],
    ] as const) {
      for (const key of Object.keys(there)) {
        expect(
          used.some((part) => Object.hasOwn(part as object, key)),
          key,
        ).to.equal(true);
      }
    }
  });

  it('show the values that hold where none are given', async () => {
    const municipality = configs.get('danish-municipality.yaml');
    const { limits, channels } = configSchema.shape;
    const { promises, retention } = channels.element.shape;
    expect(municipality?.limits).to.deep.equal(limits.parse({}));
    const [channel] = municipality?.channels ?? [];
    expect(channel?.promises).to.include(promises.parse({}));
    expect(channel?.retention).to.include(retention.parse({}));
  });

  it('leave days and months to the pages, which compute them', () => {
    for (const [name, { channels }] of configs) {
      for (const { texts } of channels) {
        for (const [path, text] of ownTexts(texts)) {
          for (const words of Object.values(text ?? {})) {
            expect(words, `${name} ${path.join('.')}`).to.not.match(
              /\d+ (dag|days?|month|m[åa]n|years?|år|weeks?|uge|vecka)/,
            );
          }
        }
      }
    }
  });

  it('belong to services that learn no address and name where their forms come from', () => {
    for (const { listen } of configs.values()) {
      expect(listen.intake).to.have.property('socket');
      const [onion = ''] = listen.intake.origins;
      expect(onion).to.match(/^http:\/\/[a-z2-7]{56}\.onion$/);
    }
  });

  it('are a municipality, an agency and a municipality with four companies and a representative, each in its languages', () => {
    const languages = [...configs].map(([name, { channels }]) => [
      name,
      channels.length,
      [...new Set(channels.flatMap((channel) => channel.languages))].join(' '),
      [...new Set(channels.map(({ profile, timeZone }) => `${profile} ${timeZone}`))].join(' '),
    ]);
    expect(languages.sort()).to.deep.equal([
      ['danish-agency.yaml', 1, 'da en', 'dk-internal Europe/Copenhagen'],
      ['danish-municipality.yaml', 1, 'da en', 'dk-internal Europe/Copenhagen'],
      ['swedish-municipality.yaml', 6, 'sv en', 'se-internal Europe/Stockholm'],
    ]);
  });

  it('ask in every channel for relation and category, and say the own words twice', () => {
    for (const { channels } of configs.values()) {
      for (const { relations, categories, texts, languages } of channels) {
        expect(relations.length).to.be.within(3, 10);
        expect(categories.length).to.be.within(3, 10);
        for (const language of languages) {
          expect(texts.front?.[language]?.length).to.be.above(200);
          expect(texts.form?.[language]?.length).to.be.above(100);
        }
      }
    }
  });

  it('say who reads, whom to ask about data and whom to call about the pages', () => {
    for (const { channels } of configs.values()) {
      for (const { texts, contacts, accessibility } of channels) {
        expect(texts.front?.en).to.include('## Who reads it');
        expect(contacts.dataProtection).to.match(/dpo@/);
        expect(accessibility).to.include.keys('contact', 'reviewed');
      }
    }
  });

  it('are easy to read: under 45 on the LIX scale', () => {
    for (const [name, { channels }] of configs) {
      for (const { id, texts } of channels) {
        for (const [path, byLanguage] of ownTexts(texts)) {
          for (const [language, text] of Object.entries(byLanguage ?? {})) {
            expect(readingEase(text), `${name} ${id} ${path.join('.')} ${language}`).to.be.below(
              45,
            );
          }
        }
      }
    }
  });

  it('are sealed to post-quantum keys, with at least two holders a channel', () => {
    for (const { channels } of configs.values()) {
      for (const { recipients } of channels) {
        expect(recipients.length).to.be.at.least(2);
        for (const { key } of recipients) expect(recipientKind(key).postQuantum).to.equal(true);
      }
    }
  });

  it('cannot be served as they are, because nobody could ever read what arrives', () => {
    for (const [name, config] of configs) {
      expect(() => refuseExampleRecipients(name, config)).to.throw(/key of the examples/);
      for (const channel of config.channels) {
        for (const recipient of channel.recipients) {
          const one = { channels: [{ ...channel, recipients: [recipient] }] };
          expect(() => refuseExampleRecipients(name, one), recipient.name).to.throw(channel.id);
        }
      }
    }
  });

  it('say loudly that the keys must be replaced', async () => {
    for (const name of NAMES) {
      expect(await readFile(join(FOLDER, name), 'utf8')).to.match(/## {2}REPLACE EVERY KEY BELOW/);
    }
  });
});
