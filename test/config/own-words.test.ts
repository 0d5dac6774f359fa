import { expect } from 'chai';
import { problemsIn, SAMPLE } from './sample.ts';

const ADD = '      pages:\n        scope:\n          add: ';

describe('the own words of a configuration', () => {
  for (const { what, add, says } of [
    {
      what: 'an unknown page',
      add: '      pages: { imprint: { add: { da: Hej, en: Hello } } }\n',
      says: 'line 24, channels.town.texts.pages.imprint: there is no such setting.',
    },
    {
      what: 'a page without one of the languages',
      add: `${ADD}{ da: Hej }\n`,
      says: 'line 26, channels.town.texts.pages.scope.add: is missing in en, which the channel offers.',
    },
    {
      what: 'a page in a language that there is not',
      add: `${ADD}{ da: Hej, en: Hello, fr: Salut }\n`,
      says: 'line 26, channels.town.texts.pages.scope.add.fr: there is no such setting.',
    },
    {
      what: 'a page that is both replaced and added to',
      add: `${ADD}{ da: Hej, en: Hello }\n          replace: { da: Hej, en: Hello }\n`,
      says: 'line 26, channels.town.texts.pages.scope: give either `add`, after our words, or `replace`, instead of them.',
    },
    {
      what: 'a page without words',
      add: '      pages: { scope: {} }\n',
      says: 'line 24, channels.town.texts.pages.scope: give either `add`, after our words, or `replace`, instead of them.',
    },
    {
      what: 'something that goes elsewhere without saying where',
      add: '    notHere:\n      - id: holes\n        label: { da: Huller, en: Holes }\n',
      says: 'line 25, channels.town.notHere.holes.instead: is missing.',
    },
    {
      what: 'something that goes elsewhere in one language only',
      add: '    notHere:\n      - id: holes\n        label: { da: Huller, en: Holes }\n        instead: { da: Vej }\n',
      says: 'line 27, channels.town.notHere.holes.instead: is missing in en, which the channel offers.',
    },
    {
      what: 'a day that is none',
      add: '    accessibility: { reviewed: 2026-02-30 }\n',
      says: 'line 24, channels.town.accessibility.reviewed: must be a day as 2026-03-01.',
    },
  ]) {
    it(`with ${what} are refused, and where and why is said`, async () => {
      expect(await problemsIn(SAMPLE + add)).to.deep.equal([says]);
    });
  }

  it('are taken when they are whole', async () => {
    expect(await problemsIn(`${SAMPLE}${ADD}{ da: Hej, en: Hello }\n`)).to.deep.equal([]);
  });
});
