import { expect } from 'chai';
import { CATALOGUES } from '../../src/languages/catalogue.ts';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';

type Texts = { [key: string]: Texts | string | string[] | ((values: never) => string) };

/** Every text by its path, functions included. */
function* texts(
  tree: Texts,
  path: string[] = [],
): Generator<[string, string | ((values: never) => string)]> {
  for (const [key, value] of Object.entries(tree)) {
    const here = [...path, key];
    if (typeof value === 'string' || typeof value === 'function') yield [here.join('.'), value];
    else if (Array.isArray(value))
      for (const [index, line] of value.entries()) yield [[...here, index].join('.'), line];
    else yield* texts(value, here);
  }
}

/** Calls a text with a value of its own for each name it asks for; gives the names and the result. */
function filled(text: (values: never) => string): { names: string[]; result: string } {
  const names: string[] = [];
  const values = new Proxy(
    {},
    {
      get: (_target, name: string) => {
        names.push(name);
        return `«${name}»`;
      },
    },
  );
  return { result: text(values as never), names: names.sort() };
}

const english = new Map(texts(CATALOGUES.en as unknown as Texts));

describe('the catalogues', () => {
  for (const language of LANGUAGE_CODES) {
    const own = new Map(texts(CATALOGUES[language] as unknown as Texts));

    it(`of ${language} have every text and no other`, () => {
      expect([...own.keys()].sort()).to.deep.equal([...english.keys()].sort());
    });

    it(`of ${language} leave no text empty and use every value that the English text uses`, () => {
      for (const [path, text] of own) {
        if (typeof text === 'string') {
          expect(text.trim(), path).to.not.equal('');
          expect(text, path).to.equal(text.trimStart());
          continue;
        }
        const { names, result } = filled(text);
        const model = english.get(path) as (values: never) => string;
        expect([...new Set(names)], path).to.deep.equal([...new Set(filled(model).names)]);
        for (const name of names) expect(result, path).to.include(`«${name}»`);
      }
    });

    it(`of ${language} are not left in English`, () => {
      if (language === 'en') return;
      const same = [...own].filter(
        ([path, text]) =>
          typeof text === 'string' && text.length > 12 && text === english.get(path),
      );
      expect(same).to.deep.equal([]);
    });
  }
});
