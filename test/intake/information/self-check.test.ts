import { expect } from 'chai';
import type { ProfileKey } from '../../../src/cases/profiles.ts';
import { relationsOf, tell, topicsOf } from '../../../src/intake/information/self-check.ts';
import { placeOf } from '../../../src/intake/site.ts';
import { LANGUAGE_CODES, type Language } from '../../../src/languages/language.ts';
import { readingEase } from '../../config/reading-ease.ts';
import { writeConfig } from '../../support/config.ts';
import { everywhere, nordby } from '../../support/nordby.ts';
import { newReporter } from '../../support/reporter.ts';
import { startServer, type TestServer } from '../../support/server.ts';

const ASKING = {
  relations: [
    { id: 'employee', label: everywhere('Employed') },
    { id: 'elected', label: everywhere('Elected'), covered: false },
  ],
  categories: [
    { id: 'money', label: everywhere('Money') },
    { id: 'safety', label: everywhere('Safety') },
  ],
};

function placeWith(profile: ProfileKey, settings: object, language: Language = 'en') {
  const channel = nordby(profile, settings);
  return placeOf([channel], channel, language);
}

describe('what the self-check tells', () => {
  const nameTold = (profile: ProfileKey, relation: string) =>
    tell(placeWith(profile, ASKING), { relation, topic: '' })
      .name.map(({ words, provision }) => `${words} (${provision})`)
      .join(' ');

  it('chooses the text on confidentiality by the relation: secret in Sweden for some, a public record for others', () => {
    const secret = 'everything that could show who you are is secret';
    const open = 'an ordinary public record';
    expect(nameTold('se-internal', 'employee')).to.include(secret).and.to.not.include(open);
    expect(nameTold('se-internal', 'employee')).to.include('32 kap. 3 b §');
    expect(nameTold('se-internal', 'elected')).to.include(open).and.to.not.include(secret);
    for (const unsaid of ['', 'no-such'])
      expect(nameTold('se-internal', unsaid)).to.include(secret).and.to.include(open);
    for (const profile of ['dk-internal', 'no', 'eu'] as const) {
      expect(nameTold(profile, 'employee')).to.not.include('public record');
      expect(nameTold(profile, 'elected')).to.include('may not hold for you');
    }
  });

  it('says by the relation whether the law protects, and by the topic where it goes', () => {
    const place = placeWith('dk-internal', ASKING);
    const told = (relation: string, topic: string) => tell(place, { relation, topic });
    expect(told('employee', '').protection.words).to.include('act protects you');
    expect(told('elected', '').protection.words).to.include('does not protect');
    expect(told('', '').protection.words).to.include('You did not say');
    expect(told('', 'here-money').place.words).to.match(/^Yes\./);
    expect(told('', 'elsewhere-own').place.words)
      .to.include('your union')
      .and.to.include('Then it belongs here too');
    expect(told('', 'elsewhere-danger').place.words).to.include('Call 112');
    expect(told('', 'no-such').place.words).to.include('You did not say');
  });

  it('gives the form only answers that it asks for', () => {
    const asking = placeWith('eu', ASKING);
    expect(tell(asking, { relation: 'elected', topic: 'here-safety' })).to.include({
      relation: 'elected',
      category: 'safety',
    });
    expect(tell(asking, { relation: 'x', topic: 'elsewhere-own' })).to.include({
      relation: '',
      category: '',
    });
    const silent = placeWith('eu', {});
    expect(tell(silent, { relation: 'work', topic: '' })).to.include({
      relation: '',
      category: '',
    });
  });

  it('asks in words of our own where the organisation has none, and knows that Norway protects fewer', () => {
    for (const profile of ['dk-internal', 'se-internal', 'no', 'eu'] as const) {
      const covered = relationsOf(placeWith(profile, {})).map((relation) => relation.covered);
      expect(covered, profile).to.deep.equal([true, profile !== 'no', false]);
    }
  });

  it('is easy to read: below 45 on the LIX scale for every answer', () => {
    for (const language of LANGUAGE_CODES) {
      for (const profile of ['dk-internal', 'se-internal', 'no', 'eu', 'dk-external'] as const) {
        const own = placeWith(profile, {}, language);
        for (const relation of ['', ...relationsOf(own).map(({ id }) => id)]) {
          for (const topic of ['', ...topicsOf(own).map(({ id }) => id)]) {
            const told = tell(own, { relation, topic });
            const words = [told.place, told.protection, ...told.name].map((part) => part.words);
            expect(readingEase(words.join('\n\n')), `${profile} ${language}`).to.be.below(45);
          }
        }
      }
    }
  });
});

describe('the self-check', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer({
      config: (data) => {
        const languages = ['en', 'sv'];
        const here = (text: { [language: string]: string }) =>
          Object.fromEntries(languages.map((language) => [language, text[language] ?? '']));
        const labelled = ({ id, label, ...rest }: (typeof ASKING.relations)[number]) => ({
          ...{ id, label: here(label) },
          ...rest,
        });
        return writeConfig(data, {
          channel: {
            name: { en: 'Trial', sv: 'Prov' },
            languages,
            profile: 'se-internal',
            relations: ASKING.relations.map(labelled),
            categories: ASKING.categories.map(labelled),
          },
        });
      },
    });
  });
  after(() => server.stop());

  const choicesOn = (html: string, name: string) =>
    [...html.matchAll(new RegExp(`name="${name}"[^>]* value="([^"]*)"`, 'g'))].map(
      ([, value]) => value as string,
    );

  it('lets everybody report, whatever they answered, with their answers chosen in the form', async () => {
    const visitor = newReporter(() => server.url);
    const check = await visitor.get('/sv/check');
    const relations = choicesOn(check.html, 'relation');
    const topics = choicesOn(check.html, 'topic');
    expect(relations).to.deep.equal(['employee', 'elected', '']);
    expect(topics).to.have.length(2 + 4 + 1);
    for (const relation of relations) {
      for (const topic of topics) {
        const answer = await visitor.submit(check, '/check', { relation, topic });
        expect(answer.status).to.equal(200);
        expect(answer.text).to.include('Det här betyder det för dig');
        const form = await visitor.submit(answer, '/report/begin');
        expect(form.html).to.match(/class="digits">\d{4}/);
        const checked = [
          ...form.html.matchAll(/name="(relation|category)"[^>]* value="([^"]*)" checked/g),
        ];
        expect(checked.map(([, name, value]) => [name, value])).to.deep.equal([
          ['category', topic.startsWith('here-') ? topic.slice(5) : ''],
          ['relation', relation],
        ]);
      }
    }
  });

  it('leaves no trace: no cookie, nothing in an address, nothing kept by the browser', async () => {
    const visitor = newReporter(() => server.url);
    const check = await visitor.get('/en/check');
    const answer = await visitor.submit(check, '/check', {
      relation: 'elected',
      topic: 'here-money',
    });
    expect(visitor.cookie()).to.equal('');
    expect(answer.path).to.equal('/en/check');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    expect(answer.html).to.not.match(/(href|action)="[^"]*(elected|money)/);
    expect(/<title>(.*)<\/title>/.exec(answer.html)?.[1]).to.not.match(/elected|money/i);
    expect(answer.html).to.not.include('hreflang');
  });

  it('takes what makes no sense for no answer', async () => {
    const visitor = newReporter(() => server.url);
    const check = await visitor.get('/en/check');
    const answer = await visitor.submit(check, '/check', { relation: '<b>x', topic: 'here-../x' });
    expect(answer.status).to.equal(200);
    expect(answer.text).to.include('You did not say how').and.to.include('You did not say what');
    expect(answer.html).to.not.include('<b>x').and.to.not.include('../x');
    const form = await visitor.submit(answer, '/report/begin', {
      relation: 'no',
      category: 'such',
    });
    expect(form.html).to.include('id="relation-none" value="" checked');
  });

  it('cannot be asked from another site', async () => {
    const visitor = newReporter(() => server.url);
    const check = await visitor.get('/en/check');
    const headers = { Origin: 'https://elsewhere.example' };
    expect((await visitor.submit(check, '/check', {}, [], { headers })).status).to.equal(403);
  });

  it('leads to a report that arrives', async () => {
    const visitor = newReporter(() => server.url);
    const check = await visitor.get('/en/check');
    const answer = await visitor.submit(check, '/check', {
      relation: 'employee',
      topic: 'here-money',
    });
    const form = await visitor.submit(answer, '/report/begin');
    const receipt = await visitor.submit(form, '/report', {
      text: 'from the check',
      relation: 'employee',
    });
    expect(receipt.text).to.include('Your report has arrived');
  });
});
