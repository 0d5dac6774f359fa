import { expect } from 'chai';
import { isGuessable } from '../../src/passphrase/guessable.ts';

describe('a passphrase', () => {
  it('is guessable when it is made of what everybody takes', async () => {
    for (const common of [
      'password123456',
      'qwertyuiopasdfgh',
      'aaaaaaaaaaaaaaaaaaaa',
      'abcdefghijklmnop',
      '1q2w3e4r5t6y7u',
      'iloveyouforever',
      'manchester united',
      'adgangskode12345',
      'Velkommen123456!',
      'Sommer2026Sommer2026',
      'KodeordKodeord1',
      'mitt lösenord 2026',
      'Whistleblower2026!',
      'P@ssw0rd123456',
      'passord mitt 123',
      'correct horse battery staple',
    ])
      expect(await isGuessable(common), common).to.equal(true);
  });

  it('is guessable when it is made of names that belong to it, and only then', async () => {
    const about = ['Annika Vestergaard', 'Nordby Kommune'];
    for (const own of ['AnnikaVestergaard1', 'nordby kommune 2026', 'Vestergaard i Nordby']) {
      expect(await isGuessable(own, about), own).to.equal(true);
    }
    expect(await isGuessable('AnnikaVestergaard1')).to.equal(false);
    expect(await isGuessable('planerne lykkes annika blåt', about)).to.equal(false);
  });

  it('is good when it is four words that nothing joins', async () => {
    for (const good of [
      'seven quiet kettles sing',
      'green horses under the bridge',
      'blå hest spiser kartofler',
      'fyra gula katter dansar',
      'tre sild i en blå bøtte',
    ])
      expect(await isGuessable(good, ['Anna', 'Trial']), good).to.equal(false);
  });

  it('is judged by its beginning, so that a long one costs no time', async () => {
    expect(await isGuessable(`${'x'.repeat(100)} green horses under the bridge`)).to.equal(true);
  });
});
