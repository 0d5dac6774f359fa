import { expect } from 'chai';
import { codeOn, formOn, newReporter, type Page, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

/** What the page marks, without the word that says why. */
const marks = (page: Page) =>
  [...page.html.matchAll(/<mark>(.*?) <b>\((.*?)\)<\/b><\/mark>/g)].map(([, words]) => words);

const TYPED = {
  text: 'Mit navn er Mette Holm. <b>Ring</b> 22 33 44 55.',
  identity: 'named',
  contactName: 'qz-Åse "Ø"',
  originals: 'yes',
};

describe('a text that is looked through before it is sent', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  /** Presses the second button of a form, as a browser does: with everything but the bytes of files. */
  const check = async (reporter: ReturnType<typeof newReporter>, page: Page, fields: object) => {
    const form = page.html.match(/formaction="([^"]+)" formenctype="([^"]+)"/);
    expect(form?.[2]).to.equal('application/x-www-form-urlencoded');
    const path = String(form?.[1]);
    const { hidden } = formOn(page, path.includes('mailbox') ? '/message' : '/report');
    return reporter.post(path, { ...hidden, ...fields, files: 'secret name.pdf' });
  };

  it('comes back with its marks, advice for each kind, and everything that was typed', async () => {
    const reporter = newReporter(() => server.url);
    const form = await reporter.get('/da/report');
    const page = await check(reporter, form, TYPED);
    expect(page.status).to.equal(200);
    expect(marks(page)).to.deep.equal(['Mette Holm', '22 33 44 55']);
    expect(page.text).to.include('2 steder er markeret').and.to.include('Telefon: er nummeret dit');
    expect(page.html).to.include('&lt;b&gt;Ring&lt;/b&gt;').and.to.not.include('<b>Ring');
    expect(page.html).to.include('value="qz-Åse &quot;Ø&quot;"');
    expect(page.html).to.match(/id="identity-named" value="named" checked/);
    expect(page.html).to.match(/id="originals" value="yes"[^>]* checked/);
    expect(codeOn(page)).to.equal(codeOn(form));
    expect(page.html).to.not.include('secret name');
  });

  it('can be checked again and again, and then be sent as it is', async () => {
    const reporter = newReporter(() => server.url);
    let page = await reporter.get('/en/report');
    const code = codeOn(page);
    for (let turn = 0; turn < 3; turn += 1) {
      page = await check(reporter, page, { text: `I am Jane Smith, turn ${turn}.` });
      expect(marks(page)).to.deep.equal(['Jane Smith']);
    }
    const receipt = await reporter.submit(page, '/report', { text: 'I am Jane Smith. qz-sent' });
    expect(receipt.text).to.include('Your report has arrived');
    expect(codeOn(receipt)).to.equal(code);
  });

  it('is neither stored nor logged', async () => {
    const reporter = newReporter(() => server.url);
    const form = await reporter.get('/en/report');
    await check(reporter, form, { text: 'My name is qz-Nobody-Stores-This.' });
    const { cases } = await exportAndOpen(server.data, server.identityFile);
    // The one that was sent in the test before.
    expect(cases).to.have.length(1);
    expect(server.output()).to.not.include('qz-');
  });

  it('says so when there is nothing to find, or nothing at all', async () => {
    const reporter = newReporter(() => server.url);
    const form = await reporter.get('/sv/report');
    const plain = await check(reporter, form, { text: 'De häller det i fjorden.' });
    expect(plain.text).to.include('Här finns inget av det som vi letar efter.');
    const empty = await check(reporter, plain, { text: ' ' });
    expect(empty.text).to.include('Det finns ingen text att gå igenom än.');
  });

  it('stays in the form when the form is too old, or the text too long', async () => {
    const reporter = newReporter(() => server.url);
    const form = await reporter.get('/en/report');
    const old = await check(reporter, form, { ...TYPED, ticket: 'wrong' });
    expect(old.status).to.equal(403);
    expect(old.html).to.include('Mit navn er Mette Holm.');
    const wrong = await check(reporter, form, { ...TYPED, _csrf: 'wrong' });
    expect(wrong.status).to.equal(403);
    expect(marks(wrong)).to.deep.equal([]);
    const long = await check(reporter, form, { text: 'å'.repeat(100_001) });
    expect(long.status).to.equal(422);
    expect(long.text).to.include('longer than 100,000 characters');
  });

  it('is refused to forms of other sites', async () => {
    const reporter = newReporter(() => server.url);
    const page = await reporter.post('/en/report/check', TYPED, { Origin: 'http://elsewhere' });
    expect(page.status).to.equal(403);
  });

  it('works in the mailbox too, where the choice beside it stays', async () => {
    const reporter = newReporter(() => server.url);
    await report(reporter, { text: 'words' });
    const mailbox = await reporter.get('/en/mailbox');
    const page = await check(reporter, mailbox, {
      text: 'I told my manager.',
      about: 'correction',
      originals: 'yes',
    });
    expect(marks(page)).to.deep.equal(['I told my manager']);
    expect(page.html).to.match(/value="correction" checked/);
    expect(page.html).to.match(/id="originals" value="yes"[^>]* checked/);
    const sent = await reporter.submit(page, '/message', { text: 'as it is' });
    expect(sent.text).to.include('Your message has arrived.');
    const ended = newReporter(() => server.url);
    await ended.get('/en/mailbox');
    const lost = await ended.post('/en/mailbox/check', { text: 'qz-kept' });
    expect(lost.status).to.equal(403);
    expect(lost.html).to.include('qz-kept');
  });
});
