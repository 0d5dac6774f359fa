import { expect } from 'chai';
import { codeOn, formOn, newReporter, type Page, type Reporter } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';

const TYPED = {
  text: 'Line one\nLine "two" <b>',
  identity: 'named',
  contactName: 'Åse',
  originals: 'yes',
};

describe('the page for large files', () => {
  let server: TestServer;
  let reporter: Reporter;
  before(async () => {
    server = await startServer();
  });
  beforeEach(() => {
    reporter = newReporter(() => server.url);
  });
  after(() => server.stop());

  async function largePage(typed: Record<string, string> = TYPED): Promise<Page> {
    const form = await reporter.get('/en/report');
    return reporter.post('/en/report/large', { ...formOn(form, '/report').hidden, ...typed });
  }
  const barOf = (page: Page) => String(/src="([^"]+)"/.exec(page.html)?.[1]).replace('&amp;', '&');

  it('keeps code and text, and gives them back to the form', async () => {
    const page = await largePage();
    const { hidden } = formOn(page, '/large/send');
    const back = await reporter.post('/en/report/back', { ...hidden, text: TYPED.text });
    expect(codeOn(back)).to.equal(codeOn(page));
    expect(back.html).to.include('Line one\nLine &quot;two&quot; &lt;b&gt;</textarea>');
    expect(back.html)
      .to.include('value="Åse"')
      .and.to.match(/value="named" checked/);
  });

  it('takes a report with its files, and answers in a frame', async () => {
    const page = await largePage();
    const files = [{ name: 'a.txt', content: Buffer.from('words\n') }];
    const { text } = TYPED;
    const answer = await reporter.submit(page, '/large/send', { text }, files);
    expect(answer.path).to.equal('/en/report/large/arrived');
    expect(answer.html).to.include('<a href="/en/receipt" target="_top">');
    const receipt = await reporter.get('/en/receipt');
    expect(codeOn(receipt)).to.equal(codeOn(page));
    const bar = await reporter.get(barOf(page));
    expect(bar.text).to.include('Done.');
    expect(bar.headers.get('refresh')).to.equal(null);
  });

  it('keeps everything on the page when nothing was taken, and says why in the frame', async () => {
    const page = await largePage();
    for (const [fields, status, words] of [
      [{ _csrf: 'wrong' }, 403, 'Press “Back to my text”'],
      [{ text: '' }, 422, 'Write what happened, or attach a file.'],
    ] as const) {
      const answer = await reporter.submit(page, '/large/send', { ...fields });
      expect(answer.status).to.equal(status);
      expect(answer.text).to.include(words);
      expect(answer.headers.get('x-frame-options')).to.equal('SAMEORIGIN');
    }
    const headers = { Origin: 'http://elsewhere' };
    const refused = await reporter.submit(page, '/large/send', {}, [], { headers });
    expect(refused.status).to.equal(403);
    expect(refused.headers.get('x-frame-options')).to.equal('SAMEORIGIN');
    expect((await reporter.get(barOf(page))).text).to.include('The bar begins when you send.');
  });

  it('may show frames of this site, and only its frames may be shown', async () => {
    const policy = (page: Page) => page.headers.get('content-security-policy') ?? '';
    const page = await largePage();
    expect(policy(page)).to.match(/frame-ancestors 'none';base-uri 'none';frame-src 'self'$/);
    expect(page.headers.get('x-frame-options')).to.equal('DENY');
    const bar = await reporter.get(barOf(page));
    expect(policy(bar)).to.match(
      /^default-src 'none';style-src 'sha256-[^' ]+';img-src data:;form-action 'self';frame-ancestors 'self';base-uri 'none'$/,
    );
    for (const path of ['/en', '/en/report', '/en/mailbox', '/en/report/large']) {
      expect(policy(await reporter.get(path)), path).to.not.match(/frame-src|'self';base/);
    }
  });

  it('has a bar that asks again while something can come, and not for ever', async () => {
    const page = await largePage();
    const bar = await reporter.get(barOf(page));
    expect(bar.headers.get('refresh')).to.equal('2');
    const rests = await reporter.get(barOf(page).replace(/since=\d+/, 'since=1'));
    expect(rests.headers.get('refresh')).to.equal(null);
    expect(rests.text).to.include('Show the bar again');
  });

  it('is no page for those who come without the form', async () => {
    expect((await reporter.get('/en/report/large')).path).to.equal('/en/report');
    const old = await reporter.post('/en/report/large', { text: 'qz-kept', ticket: 'wrong' });
    expect(old.status).to.equal(403);
    expect(old.html).to.include('qz-kept</textarea>');
  });
});
