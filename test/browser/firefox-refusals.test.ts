import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { identityOf, writeConfig } from '../support/config.ts';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import type { FirefoxPage } from '../support/firefox-page.ts';
import { beginUpload, fileHead, formFields } from '../support/raw-upload.ts';
import { newReporter } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';
import { layWire, type Wire } from '../support/wire.ts';

const MB = 1_000_000;

/** Where a server closes early, Firefox shows an error page of its own and sends the form again by itself. */
describe('Firefox, when an upload is refused or lost', function () {
  this.timeout(180_000);
  let server: TestServer;
  let wire: Wire;
  let firefox: Firefox;
  let page: FirefoxPage;
  let work: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-files-'));
    for (const [name, bytes] of Object.entries({ small: 0.3 * MB, large: 4.5 * MB, huge: 14 * MB }))
      await writeFile(join(work, name), Buffer.alloc(bytes, '\0\x01'));
    server = await startServer({
      config: (data) =>
        writeConfig(data, {
          limits: {
            reportBytes: 2 * MB,
            // Room for one large upload: its files and fields.
            spoolBytes: 6 * MB,
            uploadsAtOnce: 2,
            progressBytes: 1000,
            progressSeconds: 3,
          },
        }),
    });
    wire = await layWire(() => server.url);
    firefox = await launchFirefox();
  });
  after(async () => {
    await firefox?.close();
    await wire?.stop();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  beforeEach(async () => {
    page = await firefox.newPage();
    await page.goto(`${wire.url}/da/report`);
  });

  /** Sends the form with a text and a file, and counts how often it goes through the wire. */
  async function send(text: string, file: string) {
    await page.fill('#text', text);
    await page.setFiles('#files', [join(work, file)]);
    const before = wire.posts();
    await page.follow('form button:not([formaction])');
    return wire.posts() - before;
  }

  /** Our own page says why, and nothing of the form is lost but the choice of files. */
  async function expectRefusal(title: string, text: string, code: string) {
    expect(await page.address()).to.match(/^http:.*\/da\/report\?sent$/);
    expect(await page.title()).to.match(/^Fejl: /);
    const alert = await page.text('[role=alert]');
    expect(alert).to.include(title).and.to.include('Filer skal vælges igen');
    expect(await page.value('#text')).to.equal(text);
    expect(await page.text('.digits')).to.equal(code);
  }

  const opened = async () => {
    const { cases } = await exportAndOpen(server.data, identityOf(server.data));
    return Promise.all(cases.map((folder) => readFile(join(folder, 'case.txt'), 'utf8')));
  };
  const casesWith = async (text: string) =>
    (await opened()).filter((theCase) => theCase.includes(text)).length;

  it('says once that an upload is far too large, and takes the same form with less', async () => {
    const code = await page.text('.digits');
    expect(await send('far too large', 'huge')).to.equal(1);
    await expectRefusal('Det er mere, end vi kan tage imod på én gang', 'far too large', code);
    await page.setFiles('#files', [join(work, 'small')]);
    await page.follow('form button:not([formaction])');
    expect(await page.text('h1')).to.equal('Din indberetning er modtaget');
    expect(await page.text('.digits')).to.equal(code);
    expect(await casesWith('far too large')).to.equal(1);
  });

  it('keeps the form behind the Back button too, with its text and its files', async () => {
    const code = await page.text('.digits');
    await send('and back', 'huge');
    // The page that refuses is left by Back and by a second refusal; neither form is fetched anew.
    await page.setFiles('#files', [join(work, 'huge')]);
    await page.follow('form button:not([formaction])');
    await page.back();
    expect(await page.value('#text')).to.equal('and back');
    await page.back();
    expect(await page.value('#text')).to.equal('and back');
    expect(await page.text('.digits')).to.equal(code);
    expect(await page.value('#files')).to.match(/huge$/);
  });

  it('takes the text when its file alone is too large', async () => {
    expect(await send('file too large', 'large')).to.equal(1);
    expect(await page.text('h1')).to.equal('Din indberetning er modtaget');
    expect(await page.text('.files')).to.match(/Fil 1 4,5 MB\s+Ikke sendt/);
  });

  /** Goes on and on, fast enough to be let, and takes one of the two places. */
  async function beginSlow() {
    const slow = newReporter(() => server.url);
    const form = await slow.get('/en/report');
    const upload = beginUpload(server.url, slow, form, 5 * MB);
    await upload.write(formFields(form, { text: 'slow' }) + fileHead('slow.bin'));
    const drip = setInterval(() => void upload.write(Buffer.alloc(2000)), 500);
    return {
      end() {
        clearInterval(drip);
        upload.request.destroy();
      },
    };
  }

  it('says once that too much is going on, and the same form gets through afterwards', async () => {
    const slow = await Promise.all([beginSlow(), beginSlow()]);

    try {
      const code = await page.text('.digits');
      expect(await send('comes when busy', 'large')).to.equal(1);
      await expectRefusal('Der er for travlt lige nu', 'comes when busy', code);
    } finally {
      for (const upload of slow) upload.end();
    }
    await page.setFiles('#files', [join(work, 'small')]);
    await page.follow('form button:not([formaction])');
    expect(await page.text('h1')).to.equal('Din indberetning er modtaget');
    expect(await casesWith('comes when busy')).to.equal(1);
  });

  it('shows the form again with text and code when its cookie is gone, and takes it then', async () => {
    const code = await page.text('.digits');
    await page.fill('#text', 'cookie gone');
    await page.setFiles('#files', [join(work, 'large')]);
    // A mailbox that is closed in another tab takes the cookie along (Clear-Site-Data).
    const other = await firefox.newPage();
    await other.goto(`${wire.url}/da/report`);
    await other.fill('#text', 'from the other tab');
    await other.follow('form button:not([formaction])');
    await other.follow('main a[href="/da/mailbox"]');
    await other.follow('form[action$="/close"] button');
    await page.activate();

    const before = wire.posts();
    await page.follow('form button:not([formaction])');
    expect(wire.posts() - before).to.equal(1);
    await expectRefusal('Formularen er for gammel', 'cookie gone', code);
    await page.follow('form button:not([formaction])');
    expect(await page.text('.digits')).to.equal(code);
    expect(await casesWith('cookie gone')).to.equal(1);
  });

  it('says once that an upload stopped for too long on the way', async () => {
    const code = await page.text('.digits');
    wire.stallUntilAnswer(MB);
    expect(await send('stopped', 'large')).to.equal(1);
    await expectRefusal('Forsendelsen gik i stå', 'stopped', code);
    expect(await casesWith('stopped')).to.equal(0);
  });

  it('keeps the words of a message that was refused', async () => {
    await send('for a refused message', 'small');
    await page.follow('main a[href="/da/mailbox"]');
    await page.fill('#text', 'words of a message');
    await page.setFiles('#files', [join(work, 'huge')]);
    const before = wire.posts();
    await page.follow('form[action$="/message"] button:not([formaction])');
    expect(wire.posts() - before).to.equal(1);
    expect(await page.text('[role=alert]')).to.include('Det er mere, end vi kan tage imod');
    expect(await page.value('#text')).to.equal('words of a message');
    await page.follow('form[action$="/message"] button:not([formaction])');
    expect(await page.text('[role=status]')).to.equal('Din besked er modtaget.');
  });

  it('sends a report again when its answer is lost, and the report is there once', async () => {
    const code = await page.text('.digits');
    wire.loseNextAnswer();
    expect(await send('answer lost', 'small')).to.equal(2);
    expect(await page.text('h1')).to.equal('Din indberetning er modtaget');
    expect(await page.text('[role=status]')).to.include('Formularen blev sendt to gange');
    expect(await page.text('.digits')).to.equal(code);
    expect(await casesWith('answer lost')).to.equal(1);
  });

  it('sends a message again when its answer is lost, and the message is there once', async () => {
    await send('for a message', 'small');
    await page.follow('main a[href="/da/mailbox"]');
    await page.fill('#text', 'message with lost answer');
    const before = wire.posts();
    wire.loseNextAnswer();
    await page.follow('form[action$="/message"] button:not([formaction])');
    expect(wire.posts() - before).to.equal(2);
    expect(await page.text('[role=status]')).to.include('Den findes én gang');
    const [theCase = ''] = (await opened()).filter((text) => text.includes('for a message'));
    expect(theCase.split('message with lost answer')).to.have.length(2);
  });
});
