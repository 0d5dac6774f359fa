import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { identityOf, writeConfig } from '../support/config.ts';
import { beginUpload, END, fieldPart, fileHead, formFields } from '../support/raw-upload.ts';
import { codeOn, formOn, newReporter, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';

const MB = 1_000_000;

describe('an upload', () => {
  let server: TestServer;
  const someone = () => newReporter(() => server.url);
  const cases = async () =>
    (await exportAndOpen(server.data, identityOf(server.data))).cases.length;

  before(async () => {
    server = await startServer({
      config: (data) =>
        writeConfig(data, {
          limits: {
            reportBytes: 2 * MB,
            // Room for one large upload: its files and fields.
            spoolBytes: 6 * MB,
            uploadsAtOnce: 2,
          },
        }),
    });
  });
  after(() => server.stop());

  it('keeps the text and what fits when the files are too large together', async () => {
    const files = [
      { name: 'a.bin', content: Buffer.alloc(1.5 * MB, 1) },
      { name: 'b.bin', content: Buffer.alloc(1.5 * MB, 2) },
      { name: 'c.bin', content: Buffer.alloc(0.4 * MB, 3) },
    ];
    const { receipt } = await report(
      someone(),
      { text: 'too large together', originals: 'yes' },
      files,
    );
    expect(receipt.status).to.equal(200);
    expect(receipt.text).to.match(/File 2 1.5 MB Not sent. All files together were too large/);
    expect(receipt.text).to.match(/File 3 400 kB Could not be cleaned. Sent unchanged/);
  });

  it('that is far too large gets a page of its own, in the language of the form, after it was read', async () => {
    const reporter = someone();
    const form = await reporter.get('/da/report');
    const page = await reporter.submit(form, '/report', { text: 'x' }, [
      { name: 'huge.bin', content: Buffer.alloc(13 * MB) },
    ]);
    expect(page.status).to.equal(413);
    expect(page.text).to.include('Det er mere, end vi kan tage imod på én gang');
  });

  /** Announces nearly all the room there is, and sends little of it. */
  async function beginSlow() {
    const slow = someone();
    const form = await slow.get('/en/report');
    const upload = beginUpload(server.url, slow, form, 5 * MB);
    await upload.write(formFields(form, { text: 'slow' }) + fileHead('slow.bin'));
    await upload.write(Buffer.alloc(100_000));
    return upload;
  }

  it('goes in beside a slow one that announced nearly all the room', async () => {
    const slow = await beginSlow();
    const { receipt } = await report(someone(), { text: 'beside it' }, [
      { name: 'b.bin', content: Buffer.alloc(1.8 * MB) },
    ]);
    expect(receipt.status).to.equal(200);
    slow.request.destroy();
  });

  it('finds a polite page when too much is going on, while a text still gets through', async () => {
    const slow = await Promise.all([beginSlow(), beginSlow()]);

    const other = someone();
    const busy = await report(other, { text: 'second' }, [
      { name: 'b.bin', content: Buffer.alloc(4.5 * MB) },
    ]);
    expect(busy.receipt.status).to.equal(503);
    expect(busy.receipt.headers.get('retry-after')).to.match(/^\d+$/);
    expect(busy.receipt.text).to.include('Too much is going on');
    expect(busy.receipt.html).to.match(/<textarea name="text"[^>]*>\s*second<\/textarea>/);
    expect(codeOn(busy.receipt)).to.equal(busy.code);
    const text = await report(someone(), { text: 'only words' });
    expect(text.receipt.text).to.include('Your report has arrived');

    const before = await cases();
    for (const upload of slow) upload.request.destroy();
    // The room of an upload that broke off is free again, and nothing of it is visible.
    const after = await untilNotBusy(() =>
      report(someone(), { text: 'third' }, [{ name: 'c.bin', content: Buffer.alloc(4.5 * MB) }]),
    );
    expect(after.receipt.status).to.equal(200);
    expect(await cases()).to.equal(before + 1);
  });

  it('keeps text and code when the cookie is gone, and asks for the files again', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    reporter.forgetCookie();
    const fields = { text: 'still here', category: '', identity: 'named', contactName: 'Åse' };
    const page = await reporter.submit(form, '/report', fields, [
      { name: 'a', content: Buffer.from('x') },
    ]);
    expect(page.status).to.equal(403);
    expect(page.html)
      .to.match(/<textarea[^>]*>\s*still here<\/textarea>/)
      .and.to.include('value="Åse"');
    expect(page.text).to.include('Files must be chosen again');
    expect(codeOn(page)).to.equal(codeOn(form));
    const receipt = await reporter.submit(page, '/report', { text: 'still here' });
    expect(codeOn(receipt)).to.equal(codeOn(form));
  });

  it('keeps the text when the ticket is not ours, and says that the code is a new one', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const page = await reporter.submit(form, '/report', { text: 'still here', ticket: 'made-up' });
    expect(page.status).to.equal(403);
    expect(page.text).to.include('This is a new code');
    expect(page.html).to.include('still here');
    expect(codeOn(page)).to.not.equal(codeOn(form));
  });

  it('takes no file before the token was seen', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const { _csrf = '', ticket = '' } = formOn(form, '/report').hidden;
    const body = `${fileHead('a.bin')}abc\r\n${fieldPart('_csrf', _csrf)}${fieldPart('ticket', ticket)}${fieldPart('text', 'x')}${END}`;
    const upload = beginUpload(server.url, reporter, form, Buffer.byteLength(body));
    upload.request.end(body);
    expect((await upload.answer).status).to.equal(403);
  });

  it('that was cut or changed on the way gets a page of its own', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const whole = `${formFields(form, { text: 'cut' })}${fileHead('a.bin')}abc`;
    for (const body of [whole, whole.replaceAll('Content-Disposition', 'X'), 'no parts at all']) {
      const upload = beginUpload(server.url, reporter, form, Buffer.byteLength(body));
      upload.request.end(body);
      const { status, html } = await upload.answer;
      expect(status).to.equal(400);
      expect(html).to.include('The form did not arrive whole').and.to.include('Nothing was taken');
    }
  });

  it('goes in even when the connection breaks while it is cleaned and sealed', async () => {
    const before = await cases();
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const head = formFields(form, { text: 'nobody waits for the receipt', originals: 'yes' });
    const files = Array.from(
      { length: 8 },
      (_, index) => `${fileHead(`${index}.bin`)}\0\x01${index}`,
    ).join('\r\n');
    const body = `${head}${files}${END}`;
    const upload = beginUpload(server.url, reporter, form, Buffer.byteLength(body));
    const staged = async () => (await filesBelow(join(server.data, 'sealed'))).length;
    const filesBefore = await staged();
    upload.request.end(body);
    while ((await staged()) <= filesBefore) await setImmediate();
    upload.request.destroy();
    // Nobody is told when it is in, so look until it is.
    while ((await cases()) === before);
    const { cases: folders } = await exportAndOpen(server.data, identityOf(server.data));
    const names = (await Promise.all(folders.map((folder) => filesBelow(folder))))
      .flat()
      .map(({ path }) => path);
    expect(names.filter((path) => path.endsWith('original-8.bin'))).to.have.length(1);
  });

  it('without a length is refused with a page', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const upload = beginUpload(server.url, reporter, form, null);
    await upload.write(formFields(form, { text: 'chunked' }));
    upload.request.end(END);
    expect((await upload.answer).status).to.equal(411);
  });

  describe('from another site is refused before its body is read', () => {
    const foreign: [string, Record<string, string>][] = [
      ['another Origin', { origin: 'http://evil.example' }],
      ['Origin null', { origin: 'null' }],
      ['Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }],
      ['Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }],
      ['Sec-Fetch-Site none', { 'sec-fetch-site': 'none' }],
    ];
    for (const [name, headers] of foreign) {
      it(name, async () => {
        const reporter = someone();
        const form = await reporter.get('/en/report');
        const upload = beginUpload(server.url, reporter, form, MB, headers);
        upload.request.flushHeaders();
        const { status, html } = await upload.answer;
        expect(status).to.equal(403);
        expect(html).to.include('This form was not sent from our own page');
        upload.request.destroy();
      });
    }
  });

  it('that stops in the middle is told so, however long the whole may take', async () => {
    const strict = await startServer({
      config: (data) => writeConfig(data, { limits: { progressBytes: 1000, progressSeconds: 1 } }),
    });
    const reporter = newReporter(() => strict.url);
    const form = await reporter.get('/en/report');
    const upload = beginUpload(strict.url, reporter, form, MB);
    await upload.write(formFields(form, { text: 'stops' }) + fileHead('a.bin'));
    const { status, html } = await upload.answer;
    expect(status).to.equal(400);
    expect(html)
      .to.include('The upload stopped')
      .and.to.match(/<textarea[^>]*>\s*stops</);
    upload.request.destroy();
    await strict.stop();
  });

  it('leaves no request and no error in the output', () => {
    expect(server.output()).to.match(/^\s*Sluse is ready[^\n]*\n$/);
  });
});

/** The server notices a broken connection a moment later; each try is a whole request, so no clock is needed. */
async function untilNotBusy<T extends { receipt: { status: number } }>(
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tries = 0; tries < 50; tries += 1) {
    const result = await attempt();
    if (result.receipt.status !== 503) return result;
  }
  throw new Error('the room was not given back');
}
