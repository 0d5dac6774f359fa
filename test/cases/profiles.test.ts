import { expect } from 'chai';
import { PROFILE_KEYS, PROFILES, UnlawfulPromise, withPromises } from '../../src/cases/profiles.ts';
import { STATUTES } from '../../src/cases/statutes.ts';

describe('jurisdiction profiles', () => {
  for (const key of PROFILE_KEYS) {
    it(`${key} goes by its key and never waits longer than directive arts. 9 and 11`, () => {
      const profile = PROFILES[key];
      expect(profile.key).to.equal(key);
      expect(profile.acknowledgement.within).to.deep.equal({ days: 7 });
      expect(profile.feedback.within).to.deep.equal({ months: 3 });
      expect(profile.feedback.extension?.within ?? { months: 6 }).to.deep.equal({ months: 6 });
    });
  }

  it('knows no waiver of the acknowledgement in internal schemes under lov 1436/2021 § 12 and directive art. 9', () => {
    expect(PROFILES['dk-internal'].acknowledgement.waivers).to.deep.equal({});
    expect(PROFILES.eu.acknowledgement.waivers).to.deep.equal({});
  });

  it('extends feedback only where a law has it: lov 1436/2021 § 20, directive art. 11; Norway by routine', () => {
    const extending = PROFILE_KEYS.filter((key) => PROFILES[key].feedback.extension !== null);
    expect(extending).to.deep.equal(['dk-external', 'no', 'eu-external']);
  });

  it('says of every Norwegian number that it is routine, not law (arbeidsmiljøloven ch. 2 A)', () => {
    const { acknowledgement, feedback } = PROFILES.no;
    for (const basis of [acknowledgement.basis, feedback.basis, feedback.extension?.basis]) {
      expect(basis?.kind).to.equal('routine');
    }
  });

  it('keeps Swedish data two years at most after closing (lag 2021:890 7 kap. 8 §)', () => {
    expect(PROFILES['se-internal'].keepAtMost).to.deep.equal({
      within: { years: 2 },
      basis: { kind: 'law', statute: 'se-7-8' },
    });
  });

  it('names only provisions that can be cited', () => {
    const named = JSON.stringify(PROFILES).matchAll(/"statute":"([^"]+)"/g);
    const keys = [...named].map(([, key]) => key);
    expect(keys).to.not.be.empty;
    expect(Object.keys(STATUTES)).to.include.members(keys);
  });

  describe('promises', () => {
    for (const [key, promises] of [
      ['dk-internal', { acknowledgementDays: 8 }],
      ['dk-external', { feedbackMonths: 4 }],
      ['se-internal', { feedbackMonths: 6 }],
      ['eu', { acknowledgementDays: 14, feedbackMonths: 1 }],
      ['no', { acknowledgementDays: 0 }],
      ['no', { feedbackMonths: 1.5 }],
    ] as const) {
      it(`refuses ${JSON.stringify(promises)} under ${key}`, () => {
        expect(() => withPromises(PROFILES[key], promises)).to.throw(UnlawfulPromise);
      });
    }

    it('may be shorter than the law, and of any length where there is only routine', () => {
      const strict = withPromises(PROFILES['dk-internal'], { acknowledgementDays: 2 });
      expect(strict.acknowledgement.within).to.deep.equal({ days: 2 });
      expect(strict.feedback).to.deep.equal(PROFILES['dk-internal'].feedback);
      const slow = withPromises(PROFILES.no, { acknowledgementDays: 21, feedbackMonths: 5 });
      expect(slow.acknowledgement.within).to.deep.equal({ days: 21 });
      expect(slow.feedback.within).to.deep.equal({ months: 5 });
    });
  });
});
