import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { openBundleFile } from '../../src/offline/reader/zip-in.ts';
import { dirtyPhoto } from '../support/dirty-photo.ts';
import { codeOn, formOn, newReporter, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';

/** Bytes that no format begins with. */
const bytes = (text: string) => Buffer.from(text === '' ? '' : `\0\x01${text}`);

describe('a report', () => {
  let server: TestServer;
  const someone = () => newReporter(() => server.url);
  /** The readable page of the case that holds `word`. */
  async function opened(
    word: string,
    ...options: string[]
  ): Promise<{ folder: string; text: string }> {
    const { cases } = await exportAndOpen(server.data, server.identityFile, ...options);
    const found = [];
    for (const folder of cases) {
      const text = await readFile(join(folder, 'case.txt'), 'utf8');
      if (text.includes(word)) found.push({ folder, text });
    }
    expect(found, `cases with ${word}`).to.have.length(1);
    return found[0] as { folder: string; text: string };
  }

  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());

  it('arrives word for word, in any script, with line ends as typed', async () => {
    const text = 'Første linje æøå 🦊 <b>&amp;\n\n  indented 報告\nmarker-words';
    const { receipt } = await report(someone(), {
      text: text.replaceAll('\n', '\r\n'),
      relation: 'employee',
      category: 'money',
    });
    expect(receipt.status).to.equal(200);
    const { folder, text: page } = await opened('marker-words');
    expect(await readFile(join(folder, '001-report/message.txt'), 'utf8')).to.equal(text);
    // As the reporter read them.
    expect(page)
      .to.include('Relation: I work here')
      .and.to.match(/Category: Money/);
  });

  it('keeps contact data apart until somebody asks for it', async () => {
    const fields = {
      text: 'marker-contact',
      identity: 'named',
      contactName: 'Karen Blix',
      contactPhone: '12 34 56 78',
    };
    await report(someone(), fields);
    const closed = await opened('marker-contact');
    expect(closed.text).to.include('--contact').and.to.not.include('Karen');
    const open = await opened('marker-contact', '--contact');
    expect(open.text).to.include('Karen Blix').and.to.include('12 34 56 78');
  });

  it('has contact data of one size, sealed, whoever gave how much of it', async () => {
    const long = {
      contactName: '報',
      contactEmail: 'é',
      contactPhone: '\u0001',
      contactOther: '"',
    };
    const full = Object.fromEntries(
      Object.entries(long).map(([name, sign]) => [name, sign.repeat(500)]),
    );
    await report(someone(), { text: 'marker-size', identity: 'anonymous' });
    await report(someone(), { text: 'marker-size', identity: 'named', contactName: 'K' });
    await report(someone(), { text: 'marker-size', identity: 'named', ...full });
    const { bundles } = await exportAndOpen(server.data, server.identityFile);
    const sizes = [];
    for (const { bytes } of await filesBelow(bundles)) {
      const { head } = await openBundleFile(new Blob([new Uint8Array(bytes)]));
      for (const { name, bytes } of head.messages[0]?.parts ?? []) {
        if (name === 'contact.json') sizes.push(bytes);
      }
    }
    expect(sizes).to.have.length.above(2);
    expect(new Set(sizes).size).to.equal(1);
  });

  it('does not keep contact fields of somebody who reports anonymously after all', async () => {
    await report(someone(), {
      text: 'marker-anonymous',
      identity: 'anonymous',
      contactName: 'Karen Blix',
    });
    const { text } = await opened('marker-anonymous', '--contact');
    expect(text).to.not.include('Karen').and.to.not.include('Contact data');
  });

  it('goes in without a name when the name was promised but left out, and says so', async () => {
    const { receipt } = await report(someone(), { text: 'marker-empty-name', identity: 'named' });
    expect(receipt.text).to.include('The report went in without a name');
  });

  it('shows the code again on the receipt, and the code opens the mailbox with any spaces and dashes', async () => {
    const reporter = someone();
    const { code, receipt } = await report(reporter, { text: 'marker-code' });
    expect(codeOn(receipt)).to.equal(code);
    reporter.forgetCookie();
    const login = await reporter.get('/en/mailbox');
    const mailbox = await reporter.submit(login, '/mailbox', {
      code: ` ${code.replaceAll(' ', ' – ')}. `,
    });
    expect(mailbox.text).to.include('Your mailbox').and.to.include('Your report came in on');
  });

  it('is there once when the form is sent again, and gives the same receipt', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const files = [{ name: 'a.bin', content: bytes('some bytes') }];
    const first = await reporter.submit(form, '/report', { text: 'marker-twice' }, files);
    // A browser that resends by itself still has the cookie of the form.
    const again = newReporter(() => server.url);
    const other = await again.get('/en/report');
    const ticket = formOn(form, '/report').hidden['ticket'] ?? '';
    const second = await again.submit(other, '/report', { text: 'marker-twice', ticket }, files);
    expect(codeOn(second)).to.equal(codeOn(first));
    expect(second.text).to.include('sent twice');
    await opened('marker-twice');
  });

  it('is there once when two copies of the form arrive at the same moment', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    const copies = await Promise.all(
      [1, 2, 3].map(() => reporter.submit(form, '/report', { text: 'marker-race' })),
    );
    for (const copy of copies) expect(copy.status).to.equal(200);
    await opened('marker-race');
  });

  it('does not take other words under a used code, but has them ready for a message', async () => {
    const reporter = someone();
    const form = await reporter.get('/en/report');
    await reporter.submit(form, '/report', { text: 'marker-before' });
    const fresh = await reporter.get('/en/report');
    const ticket = formOn(form, '/report').hidden['ticket'] ?? '';
    const receipt = await reporter.submit(fresh, '/report', { text: 'marker-after', ticket });
    expect(receipt.text).to.include('is different and was not taken');
    const mailbox = await reporter.get('/en/mailbox');
    expect(mailbox.html).to.match(/<textarea name="text"[^>]*>\s*marker-after<\/textarea>/);
  });

  it('names what is missing, links to it, and keeps everything that was typed', async () => {
    const fields = {
      text: ' \n ',
      identity: 'named',
      contactName: 'Åse "Q" <x>',
      relation: 'former',
      category: 'no-such',
    };
    const { receipt: page, code } = await report(someone(), fields);
    expect(page.status).to.equal(422);
    expect(page.html)
      .to.include('<title>Error: ')
      .and.to.include('href="#text"')
      .and.to.include('href="#category"');
    expect(page.html).to.include('value="Åse &quot;Q&quot; &lt;x&gt;"');
    expect(page.html).to.match(/value="former" checked/);
    expect(codeOn(page)).to.equal(code);
  });

  it('takes no text that is longer than the limit, and gives it back whole', async () => {
    const long = 'x'.repeat(100_001);
    const { receipt: page } = await report(someone(), { text: long });
    expect(page.status).to.equal(422);
    expect(page.html).to.include(long).and.to.include('100,000 characters');
  });

  it('keeps the text when a file is empty, and says which file', async () => {
    const files = [
      { name: 'empty.txt', content: bytes('') },
      { name: 'b.bin', content: bytes('not empty') },
    ];
    const { receipt } = await report(someone(), { text: 'marker-empty-file' }, files);
    expect(receipt.text)
      .to.include('File 1 0 bytes Not sent. The file is empty.')
      .and.to.include('File 2');
    await opened('marker-empty-file');
  });

  it('keeps the text and the first twenty files when there are more', async () => {
    const files = Array.from({ length: 22 }, (_, index) => ({
      name: `${index}.bin`,
      content: bytes(`file ${index}`),
    }));
    const { receipt } = await report(someone(), { text: 'marker-many', originals: 'yes' }, files);
    expect(receipt.text).to.include('File 21').and.to.include('There were too many files');
    const { folder, text } = await opened('marker-many');
    expect(text).to.include('attachment 22 was not sent (tooMany)');
    expect(await readFile(join(folder, '001-report/original-20.bin'), 'utf8')).to.equal(
      '\0\x01file 19',
    );
  });

  it('has a receipt that stays light with a dozen dirty photos, in every language', async () => {
    const files = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => ({
        name: `${index}.jpg`,
        content: index === 11 ? bytes('no photo') : Buffer.from(await dirtyPhoto()),
      })),
    );
    for (const language of LANGUAGE_CODES) {
      const reporter = someone();
      const { receipt } = await report(reporter, { text: 'many' }, files, language);
      const head = [...receipt.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
      expect(Buffer.byteLength(receipt.html) + head.length, language).to.be.below(14_000);
      // What needs a word of the reporter stands first, and everything in the mailbox.
      expect(receipt.html.indexOf('class="unclean"')).to.be.below(
        receipt.html.indexOf('class="clean"'),
      );
      const [, link = ''] = /href="([^"]+\/mailbox\/sent)"/.exec(receipt.html) ?? [];
      const all = await reporter.get(link);
      expect(all.html.match(/class="clean"/g)).to.have.length.above(9);
    }
  });

  it('never passes on the names of files', async () => {
    const files = [
      { name: 'Opsigelse af Jens Hansen.docx', content: bytes('marker-name-content') },
    ];
    await report(someone(), { text: 'marker-name', originals: 'yes' }, files);
    const { text } = await opened('marker-name');
    expect(text).to.include('original-1.').and.to.not.include('Jens');
  });

  describe('with a file that cannot be cleaned', () => {
    const files = [{ name: 'x.bin', content: bytes('marker-held-content') }];

    it('holds the file back until the reporter says: send', async () => {
      const reporter = someone();
      const { receipt } = await report(reporter, { text: 'marker-held-send' }, files);
      expect((await opened('marker-held-send')).text).to.include('attachment 1 was not sent');
      const after = await reporter.submit(receipt, '/mailbox/held', { decision: 'send' });
      expect(after.text).to.include('Sent unchanged, as you decided');
      const { folder } = await opened('marker-held-send');
      expect(await readFile(join(folder, '003-attachments/original-1.bin'), 'utf8')).to.equal(
        '\0\x01marker-held-content',
      );
    });

    it('deletes the file when the reporter says: delete', async () => {
      const reporter = someone();
      const { receipt } = await report(reporter, { text: 'marker-held-drop' }, files);
      const after = await reporter.submit(receipt, '/mailbox/held', { decision: 'drop' });
      expect(after.text).to.include('was not sent. It is deleted here');
      const again = await reporter.submit(receipt, '/mailbox/held', { decision: 'send' });
      expect(again.text).to.include('the files were deleted and not sent');
      expect((await opened('marker-held-drop')).text).to.not.include('original-1');
    });

    it('sends it unchanged at once when the reporter chose to send originals', async () => {
      const { receipt } = await report(
        someone(),
        { text: 'marker-original', originals: 'yes' },
        files,
      );
      expect(receipt.text).to.include('because you chose to send originals');
      const { folder } = await opened('marker-original');
      expect(await readFile(join(folder, '001-report/original-1.bin'), 'utf8')).to.equal(
        '\0\x01marker-held-content',
      );
    });
  });
});
