import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import sharp from 'sharp';
import { typeCommand } from '../docs/terminal.ts';
import { writeConfig } from '../support/config.ts';
import { madePdf } from '../support/made-pdf.ts';
import {
  builtReader,
  expectText,
  type ReaderWindow,
  readerInChromium,
  readerInFirefox,
} from '../support/reader-window.ts';
import { newReporter, type Reporter, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command, filesBelow } from '../support/unit.ts';

const run = promisify(execFile);
const PASSPHRASE = 'three herrings in a blue bucket';
const STORY =
  'They pour it into the fjord.\n<script>alert(1)</script> <img src=x onerror=alert(2)>';

const BROWSERS: { name: string; kind: 'hybrid' | 'x25519'; open: typeof readerInChromium }[] = [
  { name: 'Chromium', kind: 'hybrid', open: readerInChromium },
  { name: 'Firefox', kind: 'x25519', open: readerInFirefox },
];

for (const { name, kind, open } of BROWSERS) {
  describe(`the offline reader in ${name}`, function () {
    this.timeout(180_000);
    // The steps build on each other: the first that fails says why.
    this.bail(true);
    let work: string;
    let reader: ReaderWindow;
    let server: TestServer;
    let reporter: Reporter;
    let keyFile: string;
    let recipient: string;
    let fingerprint: string;
    let bundle: string;

    before(async () => {
      work = await mkdtemp(join(tmpdir(), 'sluse-reader-'));
      await writeFile(join(work, 'passphrase.txt'), PASSPHRASE);
      reader = await open((await builtReader(work)).path);
    });
    after(async () => {
      await reader?.close();
      await server?.stop();
      await rm(work, { recursive: true });
    });

    it('makes a key, and shows it as text to type, as a square to scan, and as a fingerprint', async () => {
      await reader.click('header li:nth-child(2) button');
      await reader.click(`#make input[value=${kind}]`);
      await reader.fill('#make input[type=password]', PASSPHRASE);
      await reader.fill('#make .field:nth-child(2) input[type=password]', PASSPHRASE);
      await reader.click('#make > button');
      fingerprint = (await reader.text('.made dd')).trim();
      expect(fingerprint).to.match(/^([0-9a-f]{4} ?){8}$/);
      recipient = await reader.value('.made textarea');
      expect(recipient).to.match(
        kind === 'hybrid' ? /^age1pq1[a-z0-9]{1900,}$/ : /^age1[a-z0-9]{58}$/,
      );
      expect(await reader.count('.paper img.qr')).to.equal(1);
      keyFile = await reader.saved('.made .buttons button');
      const paper = await reader.text('.paper pre');
      expect(paper.trim()).to.equal((await readFile(keyFile, 'utf8')).trim());
    });

    it('refuses passphrases that are short or easy to guess', async () => {
      for (const [passphrase, says] of [
        ['short', /too short/],
        ['password123456', /easy to guess/],
      ] as const) {
        await reader.fill('#make input[type=password]', passphrase);
        await reader.fill('#make .field:nth-child(2) input[type=password]', passphrase);
        await reader.click('#make > button');
        await expectText(reader, '#make [role=alert]', says);
      }
    });

    it('says of a backup whose key it is, and of a wrong passphrase that it is wrong', async () => {
      await reader.setFiles('#check input[type=file]', [keyFile]);
      await reader.fill('#check input[type=password]', 'not the passphrase');
      await reader.click('#check > button');
      await expectText(reader, '#check [role=alert]', /passphrase is wrong/);
      await reader.click('header li:nth-child(2) button');
      await reader.setFiles('#check input[type=file]', [keyFile]);
      await reader.fill('#check input[type=password]', PASSPHRASE);
      await reader.click('#check > button');
      expect((await reader.text('#check dd')).trim()).to.equal(fingerprint);
    });

    it('seals its key as plain age does', async () => {
      if (kind === 'x25519') {
        await run('age', ['-r', recipient, '-o', join(work, 'note.age'), keyFile]);
        const { code, screen } = await typeCommand(
          `age -d -i ${keyFile} ${join(work, 'note.age')}`,
          work,
          [{ question: /passphrase[^\n]*: /i, answer: PASSPHRASE }],
        );
        expect(code, screen).to.equal(0);
        expect(screen).to.include(await readFile(keyFile, 'utf8'));
      } else {
        const { screen } = await typeCommand(`age -d ${keyFile}`, work, [
          { question: /passphrase[^\n]*: /i, answer: PASSPHRASE },
        ]);
        expect(screen).to.match(/AGE-SECRET-KEY-PQ-1[A-Z0-9]+/);
      }
    });

    it('opens a case of a real server, text first, as text and nothing else', async () => {
      server = await startServer({
        config: (data) =>
          writeConfig(data, { channel: { recipients: [{ name: 'Unit', key: recipient }] } }),
      });
      reporter = newReporter(() => server.url);
      const picture = sharp({ create: { width: 90, height: 60, channels: 3, background: 'teal' } });
      const { receipt } = await report(
        reporter,
        { text: STORY, identity: 'named', contactName: 'Inger Marie' },
        [
          { name: 'a.jpg', content: new Uint8Array(await picture.jpeg().toBuffer()) },
          { name: 'b.txt', content: new Uint8Array(Buffer.from('Line one\nLine two\n')) },
          { name: 'c.pdf', content: new Uint8Array(madePdf(['A cleaned letter'])) },
        ],
      );
      expect(receipt.status, receipt.text).to.equal(200);
      await command('export', '--data', server.data, '--out', join(work, 'bundles'));
      const [file = ''] = await readdir(join(work, 'bundles'));
      bundle = join(work, 'bundles', file);

      await reader.click('header li:nth-child(1) button');
      await reader.setFiles('#unlock input[type=file]', [keyFile]);
      await reader.fill('#unlock input[type=password]', PASSPHRASE);
      await reader.click('#unlock button[type=submit]');
      expect(await reader.text('.keys code')).to.equal(fingerprint);
      await reader.setFiles('#bundle input[type=file]', [bundle]);
      expect(await reader.text('#message-1 .text')).to.equal(STORY);
      expect(await reader.count('#problems')).to.equal(0);
      expect(await reader.count('.message script, .message img')).to.equal(0);
    });

    it('keeps contact data closed until somebody opens it', async () => {
      expect(await reader.text('#case')).not.to.include('Inger Marie');
      await reader.click('#message-1 .contact button');
      await expectText(reader, '#message-1 .contact', /Inger Marie/);
    });

    it('shows a picture and a text, and saves files as the manifest says', async () => {
      await reader.click('.files li:nth-child(1) button');
      await reader.text('.files li:nth-child(1) .shown');
      expect(await reader.text('.files li:nth-child(1) strong')).to.equal('attachment-1.jpg');
      await expectText(reader, '.files li:nth-child(1) [role=status]', /Done/);
      expect(await reader.count('.files li:nth-child(1) .shown img')).to.equal(1);
      await reader.click('.files li:nth-child(2) button');
      expect(await reader.text('.files li:nth-child(2) pre')).to.equal('Line one\nLine two\n');
      const saved = await reader.saved('.files li:nth-child(2) .buttons button:nth-child(2)');
      expect(await readFile(saved, 'utf8')).to.equal('Line one\nLine two\n');
    });

    it('shows a PDF as the server cleaned it', async () => {
      const file = '.files > li:nth-child(3)';
      await reader.click(`${file} > .buttons button`);
      await expectText(reader, `${file} .pdf [role=status]`, /^Page 1 of 1/);
      await reader.click(`${file} .page-text summary`);
      await expectText(reader, `${file} .page-text`, /A cleaned letter/);
    });

    it('brings a reply with a file into the mailbox', async () => {
      await reader.click('#tab-reply');
      await reader.click('#reply input[value=question]');
      await reader.click('#reply > button');
      expect(await reader.value('#reply textarea')).to.include('we need to know more');
      await reader.click('#reply > button:last-of-type');
      await expectText(reader, '#reply [role=alert]', /brackets/);
      // The case anew: an empty form again.
      await reader.setFiles('#bundle input[type=file]', []);
      await reader.setFiles('#bundle input[type=file]', [bundle]);
      await reader.text('#message-1');
      await reader.click('#tab-reply');
      await reader.click('#reply input[value=message]');
      await reader.fill('#reply textarea', 'Which of the two fjords?');
      const letter = join(work, 'Brev.PDF');
      await writeFile(letter, 'a letter');
      await reader.setFiles('#reply input[type=file]', [letter]);
      const reply = await reader.saved('#reply > button:last-of-type');
      const own = await reader.saved('#reply > div:last-child button');
      expect(await readFile(own, 'utf8')).to.equal('Which of the two fjords?\n');
      const { stdout } = await command(
        'import',
        '--config',
        join(server.data, 'sluse.yaml'),
        reply,
      );
      expect(stdout).to.match(/message brought into the mailbox/);
      const mailbox = await reporter.get('/en/mailbox');
      expect(mailbox.text)
        .to.include('Which of the two fjords?')
        .and.to.include('attachment-1.pdf');
    });

    it('hands a case over to a key of the command line, which opens it without contact data', async () => {
      const args = ['keygen', '--out', join(work, 'next.key'), '--no-passphrase'];
      const { stdout } = await command('unit', ...args, ...(kind === 'x25519' ? ['--x25519'] : []));
      await reader.click('#tab-handOver');
      await reader.fill('#hand-over textarea', stdout.trim());
      await expectText(reader, '#hand-over .keys', /^Fingerprint: ([0-9a-f]{4} ?){8}$/);
      const handedOver = await reader.saved('#hand-over > button');
      const out = join(work, 'handed-over');
      await command(
        'unit',
        'open',
        '--identity',
        join(work, 'next.key'),
        '--contact',
        '--out',
        out,
        handedOver,
      );
      const files = await filesBelow(out);
      const text = files.find(({ path }) => path.endsWith('case.txt'))?.bytes.toString();
      expect(text).to.include('They pour it').and.not.to.include('Inger Marie');
      expect(text).not.to.include('NOT OPENED');
      expect(files.some(({ path }) => path.endsWith('attachment-1.jpg'))).to.equal(true);
    });

    it('makes a masked copy for the archive, whose checksums are right', async () => {
      await reader.click('#tab-archive');
      await reader.fill('#archive textarea', 'the fjord');
      const copy = await reader.saved('#archive > button');
      await expectText(reader, '#archive [role=status]', /left out: 1\./);
      const folder = join(work, `archive-${name}`);
      await mkdir(folder);
      await run('unzip', ['-q', copy, '-d', folder]);
      await run('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: folder });
      const page = await readFile(join(folder, 'case.html'), 'utf8');
      expect(page).to.include('They pour it into █████.').and.to.include('&lt;script&gt;');
      for (const { path, bytes } of await filesBelow(folder)) {
        expect(bytes.toString('latin1'), path).not.to.match(/Inger Marie|the fjord/);
      }
    });

    it('says of a damaged case file what is wrong with which part', async () => {
      const bytes = await readFile(bundle);
      // The second half of the first sealed part.
      const at = bytes.indexOf('age-encryption.org/v1') + 5000;
      bytes[at] = 255 - (bytes[at] as number);
      await writeFile(join(work, 'damaged.zip'), bytes);
      await reader.setFiles('#bundle input[type=file]', [join(work, 'damaged.zip')]);
      await expectText(reader, '#problems', /001-report\/\S+: It was damaged on the way/);
      await writeFile(join(work, 'foreign.zip'), 'no zip at all');
      await reader.setFiles('#bundle input[type=file]', [join(work, 'foreign.zip')]);
      await expectText(reader, '#bundle [role=alert]', /not a case file/);
    });

    it('splits a key into parts, of which enough bring it back', async () => {
      await reader.click('header li:nth-child(2) button');
      await reader.setFiles('#split input[type=file]', [keyFile]);
      await reader.fill('#split input[type=password]', PASSPHRASE);
      await reader.click('#split > button');
      const first = await reader.text('#split .card:nth-child(1) .part');
      const third = await reader.text('#split .card:nth-child(3) .part');
      await reader.fill('#join textarea', `${first} ${third}`);
      await reader.fill('#join input[type=password]', PASSPHRASE);
      await reader.fill('#join .field:nth-child(2) input[type=password]', PASSPHRASE);
      await reader.click('#join > button');
      expect((await reader.text('#join .made dd')).trim()).to.equal(fingerprint);
    });

    it('forgets everything when it is locked', async () => {
      await reader.click('header li:nth-child(1) button');
      await reader.click('#unlock .card button');
      expect(await reader.count('.keys li, #case')).to.equal(0);
    });

    it('asked no network for anything', () => {
      expect(reader.complaints()).to.deep.equal([]);
    });
  });
}
