import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { authorisedClient } from '../support/authorised-client.ts';
import { identityOf, writeConfig } from '../support/config.ts';
import { dirtyPhoto, PHOTO_MARKERS } from '../support/dirty-photo.ts';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import type { FirefoxPage } from '../support/firefox-page.ts';
import { STOCK } from '../support/firefox-preferences.ts';
import { codeOn, formOn, newReporter, type Page, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { socketFamilies } from '../support/socket-families.ts';
import { connectBySocks, socksAgent } from '../support/socks.ts';
import { startTorNetwork, type TorNetwork } from '../support/tor-network.ts';
import { exportAndOpen, filesBelow } from '../support/unit.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const MB = 1_000_000;

/** The real service behind a real onion address, on a Tor network of its own. */
describe('the onion service', function () {
  this.timeout(300_000);
  let work: string;
  let tor: TorNetwork;
  let server: TestServer;
  let site: string;
  let deskOnion: string;
  let deskKey: Uint8Array;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-onion-'));
    await writeFile(join(work, 'photo.jpg'), await dirtyPhoto());
    const [socket, deskSocket] = [join(work, 'intake.sock'), join(work, 'desk.sock')];
    const deskDir = join(work, 'desk-onion');
    deskKey = await authorisedClient(deskDir, 'handler');
    tor = await startTorNetwork({
      service: [
        `HiddenServicePort 80 unix:${socket}`,
        'HiddenServicePoWDefensesEnabled 1',
        'HiddenServiceExportCircuitID haproxy',
        'HiddenServiceMaxStreams 20',
        `HiddenServiceDir ${deskDir}`,
        `HiddenServicePort 80 unix:${deskSocket}`,
      ],
    });
    site = `http://${tor.onion}`;
    deskOnion = (await readFile(join(deskDir, 'hostname'), 'utf8')).trim();
    server = await startServer({
      config: (data) =>
        writeConfig(data, {
          listener: { socket, origins: [site], circuitIds: true },
          desk: { socket: deskSocket, origins: [`http://${deskOnion}`] },
        }),
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

  describe('under a flood of wrong codes on real circuits', () => {
    const agents: Agent[] = [];
    const hangUp = () => agents.map((agent) => agent.destroy());
    after(hangUp);
    const by = (circuit: string, sockets?: number) => {
      agents.push(socksAgent(tor.socksPort, circuit, tor.onion, sockets));
      return newReporter(() => site, agents.at(-1));
    };
    const code = '9999 9999 9999 9999';
    const [FLOODERS, EACH] = [3, 4];

    it('tells each circuit to wait, and lets another one report and come back', async () => {
      let goOn = true;
      const toldToWait = new Set<number>();
      const flood = Array.from({ length: FLOODERS }, async (_, circuit) => {
        const attacker = by(`flood-${circuit}`, EACH);
        const form = await attacker.get('/en/mailbox');
        const tryOn = async () => {
          while (goOn) {
            const { status } = await attacker.submit(form, '/mailbox', { code });
            if (status === 429) toldToWait.add(circuit);
            expect(status).to.be.oneOf([422, 429, 503]);
          }
        };
        await Promise.all(Array.from({ length: EACH }, tryOn));
      });
      const stopped = Promise.allSettled(flood);
      await until('all told to wait', 120_000, async () => toldToWait.size === FLOODERS);

      const sent = await report(by('honest'), { text: 'through the flood' });
      expect(sent.receipt.status, sent.receipt.text).to.equal(200);
      const back = by('honest-again');
      const mailbox = await back.submit(await back.get('/en/mailbox'), '/mailbox', {
        code: sent.code,
      });
      expect(mailbox.status).to.equal(200);
      goOn = false;
      hangUp();
      await stopped;
    });
  });

  describe('the desk', () => {
    it('is not to be found without the key, and there with it', async () => {
      const open = (user: string) =>
        connectBySocks(tor.socksPort, user, deskOnion).then(
          (socket) => {
            socket.destroy();
            return '';
          },
          (error: Error) => error.message,
        );
      // 0xF4: client authorisation is missing (socks-extensions.txt, proposal 304), or the answer without these extensions.
      expect(await open('a stranger')).to.match(/^SOCKS says (244|1|4)$/);
      await tor.authorise(deskOnion, deskKey);
      await until('the desk with its key', 60_000, async () => (await open('a member')) === '');
      const agent = socksAgent(tor.socksPort, 'a member', deskOnion);
      const page = await newReporter(() => `http://${deskOnion}`, agent).get('/en');
      agent.destroy();
      expect(page.status).to.equal(200);
      expect(page.html).to.include('type="password"');
    });
  });

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
      expect(server.output()).to.match(
        /^(Sluse is ready at its socket\. The desk is at its socket\. Data: \S+\n){2}$/,
      );
    });
  });
});
