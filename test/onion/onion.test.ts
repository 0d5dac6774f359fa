import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { identityOf, writeConfig } from '../support/config.ts';
import { dirtyPhoto, PHOTO_MARKERS } from '../support/dirty-photo.ts';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import type { FirefoxPage } from '../support/firefox-page.ts';
import { STOCK } from '../support/firefox-preferences.ts';
import { codeOn, formOn, type Page } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { startTorNetwork, type TorNetwork } from '../support/tor-network.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';

const run = promisify(execFile);
const MB = 1_000_000;

/** The real service behind a real onion address, on a Tor network of its own. */
describe('the onion service', function () {
  this.timeout(300_000);
  let work: string;
  let tor: TorNetwork;
  let server: TestServer;
  let site: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-onion-'));
    await writeFile(join(work, 'photo.jpg'), await dirtyPhoto());
    const socket = join(work, 'intake.sock');
    tor = await startTorNetwork({
      service: [`HiddenServicePort 80 unix:${socket}`, 'HiddenServicePoWDefensesEnabled 1'],
    });
    site = `http://${tor.onion}`;
    server = await startServer({
      config: (data) => writeConfig(data, { listener: { socket, origins: [site] } }),
    });
  });
  after(async () => {
    await server?.stop();
    await tor?.stop();
    await rm(work, { recursive: true });
  });

  const opened = async (words: string): Promise<{ folder: string; text: string }> => {
    const { cases } = await exportAndOpen(server.data, identityOf(server.data));
    const all = await Promise.all(
      cases.map(async (folder) => ({
        folder,
        text: await readFile(join(folder, 'case.txt'), 'utf8'),
      })),
    );
    const found = all.filter(({ text }) => text.includes(words));
    expect(found, `cases with ${words}`).to.have.length(1);
    return found[0] as (typeof found)[number];
  };

  let circuits = 0;
  const heads: string[] = [];

  /** One request, on a circuit of its own, with the cookies of the ones before. */
  async function curl(path: string, ...options: string[]): Promise<Page> {
    circuits += 1;
    const jar = join(work, 'cookies');
    const { stdout } = await run(
      'curl',
      [
        ...['--silent', '--show-error', '--location', '--dump-header', '-'],
        ...['--socks5-hostname', `127.0.0.1:${tor.socksPort}`],
        ...['--proxy-user', `circuit-${circuits}:x`, '--cookie', jar, '--cookie-jar', jar],
        ...options,
        site + path,
      ],
      { maxBuffer: MB },
    );
    // Redirects come with a head of their own.
    const parts = stdout.split(/\r\n\r\n(?!HTTP\/)/);
    const html = parts.slice(1).join('');
    heads.push(parts[0] ?? '');
    const status = Number(/HTTP\/1\.1 (\d+)(?!.*HTTP\/1\.1)/s.exec(parts[0] ?? '')?.[1]);
    return { status, headers: new Headers(), path, html, text: html };
  }

  function fields(page: Page, action: string, typed: Record<string, string>): string[] {
    const all = { ...formOn(page, action).hidden, ...typed };
    return Object.entries(all).flatMap(([name, value]) => ['--form-string', `${name}=${value}`]);
  }

  describe('by curl', () => {
    const own = () => ['--header', `Origin: ${site}`];
    let code: string;

    it('takes a report with 50 MB, each page on another circuit', async () => {
      const content = randomBytes(50 * MB);
      await writeFile(join(work, 'large.bin'), content);
      const form = await curl('/en/report');
      code = codeOn(form);
      const receipt = await curl(
        '/en/report',
        ...own(),
        ...fields(form, '/report', { text: 'sent-by-curl', originals: 'yes' }),
        ...['--form', `files=@${join(work, 'large.bin')}`],
      );
      expect(receipt.status, receipt.html).to.equal(200);
      expect(codeOn(receipt)).to.equal(code);

      const mailbox = await curl('/en/mailbox');
      expect(mailbox.html).to.include('Your mailbox').and.to.include('50 MB');
      const { folder } = await opened('sent-by-curl');
      const arrived = await readFile(join(folder, '001-report/original-1.bin'));
      const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(sha256(arrived)).to.equal(sha256(content));
    });

    it('takes nothing that does not say it comes from our own page', async () => {
      const form = await curl('/en/report');
      const page = await curl('/en/report', ...fields(form, '/report', { text: 'no origin' }));
      expect(page.status).to.equal(403);
    });

    it('is there again after the server and its tor were ended and started', async () => {
      await server.restart();
      await tor.restartService();
      const login = await curl('/en/mailbox');
      const typed = { ...formOn(login, '/mailbox').hidden, code };
      const fields = Object.entries(typed).flatMap(([name, value]) => [
        '--data-urlencode',
        `${name}=${value}`,
      ]);
      expect((await curl('/en/mailbox', ...own(), ...fields)).html).to.include('Your mailbox');
    });

    it('has nothing in its answers that only https could keep, or that tells where it stands', () => {
      expect(heads.join().match(/^set-cookie: .*/gim)).to.not.equal(null);
      for (const head of heads) {
        expect(head).to.not.match(/^set-cookie: .*(secure|domain)/im);
        expect(head).to.not.match(/^(strict-transport-security|date|server|via|alt-svc):/im);
        expect(head).to.not.match(/^location: (?!\/)/im);
        expect(head).to.not.match(/127\.0\.0\.1|localhost/i);
      }
    });
  });

  const browsers = {
    'Firefox as Tor Browser at Safest': {},
    'any other Firefox': { preferences: STOCK },
  };
  for (const [name, options] of Object.entries(browsers)) {
    describe(`in ${name}`, () => {
      const words = `sent by ${name}`;
      let firefox: Firefox;
      let page: FirefoxPage;
      let code: string;

      before(async () => {
        firefox = await launchFirefox({ ...options, socksPort: tor.socksPort });
        page = await firefox.newPage();
      });
      after(() => firefox?.close());

      it('takes a report with a photo and cleans it', async () => {
        await page.goto(`${site}/da`);
        await page.follow('a[href="/da/report"].button');
        code = await page.text('.digits');
        await page.fill('#text', words);
        await page.setFiles('#files', [join(work, 'photo.jpg')]);
        await page.follow('form button:not([formaction])');
        expect(await page.text('.digits')).to.equal(code);
        expect(await page.text('.files')).to.match(/Fil 1 .*Renset og sendt\.\s+Fjernet: /s);
      });

      it('keeps the mailbox open when the circuit breaks, and takes a message', async () => {
        expect(await tor.breakCircuits()).to.be.above(0);
        await page.follow('main a[href="/da/mailbox"]');
        await page.fill('#text', `more ${words}`);
        await page.follow('form[action$="/message"] button:not([formaction])');
        expect(await page.text('[role=status]')).to.equal('Din besked er modtaget.');
      });

      it('closes the mailbox and opens it again with the code', async () => {
        await page.follow('form[action$="/close"] button');
        await page.goto(`${site}/da/mailbox`);
        await page.fill('#code', code);
        await page.follow('form button:not([formaction])');
        expect(await page.text('h1')).to.equal('Din postboks');
      });

      it('brings the unit the words and a photo without its secrets', async () => {
        const { folder, text } = await opened(`more ${words}`);
        expect(text).to.include(words);
        const photo = await readFile(join(folder, '001-report/attachment-1.jpg'), 'latin1');
        for (const marker of PHOTO_MARKERS) expect(photo).to.not.include(marker);
      });
    });
  }

  describe('after all that', () => {
    it('knows no address: its process speaks unix sockets only, and nothing of one is kept or said', async () => {
      const families = await socketFamilies(server.process.pid as number);
      expect(families).to.include('unix');
      expect(families.filter((family) => family !== 'unix')).to.deep.equal([]);
      const kept = await filesBelow(server.data);
      expect(kept.length).to.be.above(10);
      for (const { path, bytes } of kept) {
        expect(bytes.includes('127.0.0.1'), path).to.equal(false);
        expect(bytes.includes('Firefox/'), path).to.equal(false);
      }
      expect(server.output()).to.match(/^(Sluse is ready at its socket\. Data: \S+\n){2}$/);
    });
  });
});

/** The address families of all sockets of a process (Linux, /proc). */
async function socketFamilies(pid: number): Promise<string[]> {
  const names = await readdir(`/proc/${pid}/fd`);
  const links = await Promise.all(
    // Some are closed while we look.
    names.map((name) => readlink(`/proc/${pid}/fd/${name}`).catch(() => '')),
  );
  const inodes = links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
  const tables = ['unix', 'tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'];
  const texts = await Promise.all(tables.map((table) => readFile(`/proc/net/${table}`, 'utf8')));
  return inodes.map((inode) => {
    const found = texts.findIndex((text) => new RegExp(`\\s${inode}\\s`).test(text));
    return tables[found] ?? `socket ${inode}`;
  });
}
