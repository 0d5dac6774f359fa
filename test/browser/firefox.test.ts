import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import sharp from 'sharp';
import { findMarkers } from '../sanitise/judges.ts';
import { dirtyDocx } from '../sanitise/office/dirty-docx.ts';
import { dirtyPhoto, PHOTO_MARKERS } from '../support/dirty-photo.ts';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import type { FirefoxPage } from '../support/firefox-page.ts';
import { STOCK } from '../support/firefox-preferences.ts';
import { scratchFolder } from '../support/scratch.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';
import { until } from '../support/until.ts';

describe('Firefox with the settings of Tor Browser at Safest', function () {
  this.timeout(180_000);
  let server: TestServer;
  let firefox: Firefox;
  let page: FirefoxPage;
  let work: string;
  let hidden: readonly string[];
  let code: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-files-'));
    await writeFile(join(work, 'foto fra Åse.jpg'), await dirtyPhoto());
    const document = await dirtyDocx(() =>
      sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
        .png()
        .toBuffer(),
    );
    hidden = [...PHOTO_MARKERS, ...document.planted];
    await writeFile(join(work, 'brev.docx'), document.file);
    server = await startServer();
    firefox = await launchFirefox();
    page = await firefox.newPage();
  });
  after(async () => {
    await firefox?.close();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  it('leads from the Danish front page to a form that shows its code first', async () => {
    await page.goto(`${server.url}/da`);
    expect(await page.text('h1')).to.equal('Indberet et alvorligt forhold');
    await page.follow('a[href="/da/report"].button');
    code = await page.text('.digits');
    expect(code).to.match(/^\d{4} \d{4} \d{4} \d{4}$/);
  });

  it('keeps everything that was typed when somebody looks at another page and goes back', async () => {
    await page.fill('#text', 'De hælder det i fjorden. qz-typed-3358');
    await page.click('#identity-named');
    await page.fill('#contactName', 'Åse Ødegård qz-typed-4471');
    await page.follow('nav a[href="/da"]');
    await page.back();
    expect(await page.text('.digits')).to.equal(code);
    expect(await page.value('#text')).to.equal('De hælder det i fjorden. qz-typed-3358');
    expect(await page.value('#contactName')).to.equal('Åse Ødegård qz-typed-4471');
    expect(await page.count('#identity-named:checked')).to.equal(1);
  });

  it('takes a report with two files and says what was removed from each', async () => {
    await page.setFiles('#files', [join(work, 'foto fra Åse.jpg'), join(work, 'brev.docx')]);
    await page.follow('form button:not([formaction])');
    expect(await page.text('h1')).to.equal('Din indberetning er modtaget');
    expect(await page.text('.digits')).to.equal(code);
    const files = await page.text('.files');
    expect(files).to.match(/Fil 1 .*Renset og sendt\..*Fjernet: .*Fil 2 .*Renset og sendt\./s);
  });

  it('opens the mailbox and takes a message with a file', async () => {
    await page.follow('main a[href="/da/mailbox"]');
    await page.fill('#text', 'En ting mere. qz-typed-5519');
    await page.setFiles('#files', [join(work, 'brev.docx')]);
    await page.follow('form[action$="/message"] button:not([formaction])');
    expect(await page.text('[role=status]')).to.equal('Din besked er modtaget.');
    expect(await page.text()).to.not.match(/qz-typed/);
  });

  it('shows nothing of a closed mailbox behind the Back button', async () => {
    await page.follow('form[action$="/close"] button');
    expect(await page.text('[role=status]')).to.include('Postboksen er lukket');
    const loaded = page.nextLoad();
    await page.back();
    await loaded;
    expect(await page.text('h1')).to.equal('Åbn din postboks');
    expect(await page.text())
      .to.not.include('Det har du sendt')
      .and.to.not.include(code);
  });

  it('opens the mailbox again with the code, however it is written', async () => {
    await page.fill('#code', code.replaceAll(' ', ' - '));
    await page.follow('form button:not([formaction])');
    expect(await page.text('h1')).to.equal('Din postboks');
    expect(await page.count('main section.card')).to.equal(1);
    expect(await page.text('main')).to.include('Alt, du har sendt (2)');
  });

  it('brought the unit every word, and clean files', async () => {
    const { cases } = await exportAndOpen(server.data, server.identityFile, '--contact');
    expect(cases).to.have.length(1);
    const text = await readFile(join(cases[0] as string, 'case.txt'), 'utf8');
    expect(text)
      .to.include('De hælder det i fjorden. qz-typed-3358')
      .and.to.include('Åse Ødegård qz-typed-4471')
      .and.to.include('En ting mere. qz-typed-5519')
      .and.to.not.include('brev.docx');
    const files = await filesBelow(cases[0] as string);
    const attachments = files.filter(({ path }) => /attachment-\d/.test(path));
    expect(attachments.map(({ path }) => path.replace(/.*attachment/, '')).sort()).to.deep.equal([
      '-1.docx',
      '-1.jpg',
      '-2.docx',
    ]);
    for (const { path, bytes } of attachments) {
      expect(findMarkers(bytes, hidden), path).to.deep.equal([]);
    }
  });
});

describe('an ordinary Firefox without scripts', function () {
  this.timeout(180_000);
  let server: TestServer;
  let elsewhere: Server;
  let firefox: Firefox;

  before(async () => {
    server = await startServer();
    elsewhere = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><form><input name="control"><button>Send</button></form>');
    });
    await new Promise<void>((open) => elsewhere.listen(0, '127.0.0.1', open));
    firefox = await launchFirefox({ preferences: STOCK });
  });
  after(async () => {
    await firefox?.close();
    elsewhere.closeAllConnections();
    elsewhere.close();
    await server?.stop();
  });

  it('remembers nothing that was typed here in its form history', async () => {
    const page = await firefox.newPage();
    await page.goto(`${server.url}/da/report`);
    const code = await page.text('.digits');
    await page.fill('#text', 'noget er galt');
    await page.click('#identity-named');
    await page.fill('#contactName', 'qz-typed-name-1180');
    await page.fill('#contactEmail', 'qz-typed-1181@example.org');
    await page.follow('form button:not([formaction])');
    await page.goto(`${server.url}/da/mailbox/closed`);
    await page.fill('#code', code);
    await page.follow('form button:not([formaction])');
    expect(await page.text('h1')).to.equal('Din postboks');

    // A form elsewhere, which is remembered, shows that this Firefox does remember.
    await page.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    await page.fill('input', 'qz-remembered');
    await page.follow('button');

    const remembered = (folder: string) => {
      const database = new Database(join(folder, 'formhistory.sqlite'), { readonly: true });
      try {
        return database.prepare('SELECT fieldname, value FROM moz_formhistory').all();
      } finally {
        database.close();
      }
    };
    // It writes when it has time, and a browser that is closed before has remembered nothing. Until then it lets nobody
    // read but from a copy.
    const copy = await scratchFolder('form-history');
    await until('the form history', 30_000, async () => {
      try {
        const files = await readdir(firefox.profile);
        for (const name of files.filter((file) => /^formhistory\.sqlite(-wal)?$/.test(file)))
          await copyFile(join(firefox.profile, name), join(copy, name));
        return remembered(copy).length > 0;
      } catch (error) {
        // Not made yet, or copied while it was written.
        if (error instanceof Database.SqliteError) return false;
        throw error;
      }
    });
    await firefox.close(async (profile) => {
      const only = [{ fieldname: 'control', value: 'qz-remembered' }];
      expect(remembered(profile)).to.deep.equal(only);
    });
  });
});
