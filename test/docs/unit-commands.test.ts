import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { stringify } from 'yaml';
import { newReporter, report } from '../support/reporter.ts';
import { ROOT, startServer, type TestServer } from '../support/server.ts';
import { commandsOf, type Ran, typeCommand } from './terminal.ts';

const PASSPHRASE = 'three herrings in a blue bucket';
const UNIT = 'npm run --silent unit --';
const STORY = 'The invoices for the new roof were paid twice. Ask in the archive.';

/** docs/unit.md, followed word by word by somebody at a terminal. */
describe('the commands in docs/unit.md', function () {
  // The steps build on each other: the first that fails says why.
  this.bail(true);

  let folder: string;
  let commands: string[];
  const servers: TestServer[] = [];

  before(async () => {
    commands = commandsOf(await readFile(join(ROOT, 'docs/unit.md'), 'utf8'));
    folder = await mkdtemp(join(tmpdir(), 'sluse-docs-'));
    for (const name of ['package.json', 'node_modules', 'scripts', 'src']) {
      await symlink(join(ROOT, name), join(folder, name));
    }
  });
  after(async () => {
    for (const server of servers) await server.stop();
    await rm(folder, { recursive: true });
  });

  /** Takes the page's next command, which must begin as expected. */
  async function next(
    begins: string,
    options: { replace?: Record<string, string>; answers?: Parameters<typeof typeCommand>[2] } = {},
  ): Promise<Ran> {
    const shown = commands.shift() ?? '';
    expect(shown.startsWith(begins), `“${shown}” begins with “${begins}”`).to.equal(true);
    const command = Object.entries(options.replace ?? {}).reduce((text, [from, to]) => {
      expect(text).to.include(from);
      return text.replaceAll(from, to);
    }, shown);
    const ran = await typeCommand(command, folder, options.answers);
    expect(ran.code, `${command}\n${ran.screen}`).to.equal(0);
    return ran;
  }

  const file = (name: string) => readFile(join(folder, name), 'utf8');

  /** A server of one channel, sealed to the recipient in a file, with one report. */
  async function serve(recipientFile: string, options: { named: boolean }): Promise<TestServer> {
    const key = (await file(recipientFile)).trim();
    const server = await startServer({
      config: async (data) => {
        const config = {
          data,
          listen: { intake: { port: 0 } },
          channels: [
            {
              id: 'trial',
              name: { en: 'Trial' },
              languages: ['en'],
              recipients: [{ name: 'Unit', key }],
            },
          ],
        };
        await writeFile(join(data, 'sluse.yaml'), stringify(config));
        return join(data, 'sluse.yaml');
      },
    });
    servers.push(server);
    const noise = { type: 'gaussian', mean: 120, sigma: 40 } as const;
    const create = { width: 200, height: 150, channels: 3, background: '#888', noise } as const;
    const photo = await sharp({ create }).jpeg().toBuffer();
    const { receipt } = await report(
      newReporter(() => server.url),
      {
        text: STORY,
        ...(options.named ? { identity: 'named', contactName: 'Inger Marie' } : {}),
      },
      [{ name: 'roof.jpg', content: new Uint8Array(photo), type: 'image/jpeg' }],
    );
    expect(receipt.status, receipt.text).to.equal(200);
    return server;
  }

  const passphrase = { question: /passphrase[^\n]*: /i, answer: PASSPHRASE };
  const newPassphrase = [passphrase, { question: /same again: /, answer: PASSPHRASE }];
  let fingerprint = '';

  it('build the reader, the same as its checksum says', async () => {
    const { screen } = await next('npm run --silent build-reader', {
      replace: { 'build-reader': 'build-reader -- --out reader.html' },
    });
    const [printed, computed] = screen.split('\n').map((line) => line.split(' ')[0]);
    expect(printed)
      .to.match(/^[0-9a-f]{64}$/)
      .and.to.equal(computed);
  });

  it('make a key, protected by a passphrase, and try its backup', async () => {
    const { screen } = await next('npm run --silent unit -- keygen', { answers: newPassphrase });
    expect(await file('unit.pub')).to.match(/^age1pq1[a-z0-9]{1900,}\n$/);
    expect(await file('unit.key')).to.match(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    fingerprint = /^ {2}([0-9a-f]{4}( [0-9a-f]{4}){7})$/m.exec(screen)?.[1] ?? 'no fingerprint';

    const { screen: checked } = await next('cp unit.key backup.key', { answers: [passphrase] });
    expect(checked).to.include(`backup.key opens. Fingerprint: ${fingerprint}`);
    expect(checked).to.include((await file('unit.pub')).trim());
  });

  it('split a key and join its parts to the same key', async () => {
    const split = 'npm run --silent unit -- split';
    const { screen } = await next(split, { answers: [passphrase] });
    expect(screen).to.include('part-3.txt');
    const { screen: joined } = await next('npm run --silent unit -- join', {
      answers: newPassphrase,
    });
    expect(joined)
      .to.include(fingerprint)
      .and.to.include((await file('unit.pub')).trim());
  });

  it('show the same fingerprint as every Linux computes', async () => {
    const { screen: ours } = await next('npm run --silent unit -- fingerprint');
    expect(ours).to.include(`${fingerprint}  post-quantum hybrid`);
    const { screen } = await next('printf %s "$(cat unit.pub)"');
    expect(screen.trim()).to.equal(fingerprint.replaceAll(' ', ''));
  });

  it('get the cases and open them, contact data only when asked for', async () => {
    const { data } = await serve('unit.pub', { named: true });
    await next('npm run --silent export', { replace: { '/var/lib/sluse': data } });
    expect(await readdir(join(folder, 'bundles'))).to.have.length(1);

    const opening = 'npm run --silent unit -- open';
    await next(`${opening} --identity`, { answers: [passphrase] });
    const { screen } = await next('cat opened/case-*/case.txt');
    expect(screen).to.include(STORY).and.to.include('attachment-1.jpg');
    expect(screen).not.to.include('Inger Marie');
    expect(screen).not.to.include('NOT OPENED');

    await next(`${opening} --contact`, { answers: [passphrase] });
    const [folderOfCase = ''] = await readdir(join(folder, 'opened'));
    expect(await file(`opened/${folderOfCase}/case.txt`)).to.include('Inger Marie');

    const { screen: verified } = await next('npm run --silent unit -- verify', {
      answers: [passphrase],
    });
    expect(verified).to.match(/1 messages?, 1 files?: whole/);
  });

  it('answer the reporter from a template, through a server that cannot read it', async () => {
    const [server] = servers as [TestServer];
    await next('npm run --silent unit -- template');
    const begun = await file('answer.txt');
    expect(begun).to.match(/need to know more[\s\S]*\[[^\]]+\]/);
    const reply = 'npm run --silent unit -- reply';
    const { code, screen: refused } = await typeCommand(commands[0] ?? '', folder);
    expect(code, refused).to.equal(1);
    expect(refused).to.match(/answer\.txt still has \[.*\] in it/);
    await writeFile(join(folder, 'answer.txt'), begun.replace(/\[[^\]]+\]/g, 'Which roof?'));
    await next(reply);
    const { screen } = await next('npm run --silent import', {
      replace: { '/var/lib/sluse': server.data, 'sluse.yaml': join(server.data, 'sluse.yaml') },
    });
    expect(screen).to.match(/question brought into the mailbox of case [0-9a-f]{16}/);
  });

  it('hand the case over to others, who open it', async () => {
    await typeCommand(`${UNIT} keygen --no-passphrase --out next.key > next.pub`, folder);
    await next('npm run --silent unit -- reseal', { answers: [passphrase] });
    const open = `${UNIT} open --contact --identity next.key --out theirs handed-over.zip`;
    const { code, screen } = await typeCommand(`${open} && cat theirs/*/case.txt`, folder);
    expect(code, screen).to.equal(0);
    expect(screen).to.include(STORY).and.to.include('left out when the case was handed over');
    expect(screen).not.to.include('Inger Marie');
  });

  it('make copies for the archive, whole and masked', async () => {
    await next('npm run --silent unit -- archive', { answers: [passphrase] });
    await writeFile(join(folder, 'names.txt'), 'the new roof\n');
    const { screen } = await next('npm run --silent unit -- archive --mask', {
      answers: [passphrase],
    });
    expect(screen).to.include('1 passages left out');
    const { screen: page } = await typeCommand(
      'unzip -p copy.zip case.html && unzip -l masked.zip',
      folder,
    );
    expect(page).to.include(STORY).and.not.to.include('Inger Marie');
    expect(page).not.to.match(/masked\.zip[\s\S]*attachment-1/);
  });

  it("open a case of a classic channel with Debian's age alone", async () => {
    await next('age-keygen -o classic.key');
    const { data } = await serve('classic.pub', { named: false });
    const { code, screen } = await typeCommand(
      `npm run --silent export -- --data ${data} --out classic`,
      folder,
    );
    expect(code, screen).to.equal(0);
    const [bundle = ''] = await readdir(join(folder, 'classic'));
    await rename(join(folder, 'classic', bundle), join(folder, 'classic-bundle.zip'));

    const { screen: opened } = await next('unzip -q classic-bundle.zip -d case');
    expect(opened).to.include(STORY);
    const manifest = JSON.parse(opened.slice(opened.indexOf('{'), opened.lastIndexOf('}') + 1));
    const photo = manifest.parts.find(({ part }: { part: string }) => part === 'attachment-1');
    expect(photo).to.include({ type: 'image/jpeg', cleaned: true });

    const { screen: sum } = await next('age -d -i classic.key case/messages', {
      replace: { 12345: String(photo.bytes) },
    });
    expect(sum).to.equal(`${photo.sha256}  photo.jpg\n`);
    expect(await sharp(join(folder, 'photo.jpg')).metadata()).to.include({ width: 200 });
  });

  it('lock a key and hand a part over with age alone, as our tools do', async () => {
    await next('age -p -a -o locked-by-age.key', {
      answers: [
        { question: /passphrase[^\n]*: /i, answer: PASSPHRASE },
        { question: /confirm passphrase[^\n]*: /i, answer: PASSPHRASE },
      ],
    });
    const { screen } = await typeCommand(`${UNIT} check locked-by-age.key`, folder, [passphrase]);
    expect(screen).to.include((await file('classic.pub')).trim());

    await typeCommand(
      'age-keygen -o next-classic.key; age-keygen -y next-classic.key > next-classic.pub',
      folder,
    );
    await next('age -d -i classic.key case/messages');
    const opened = await typeCommand('age -d -i next-classic.key message.txt.age', folder);
    expect(opened.screen).to.include(STORY);
    expect(commands, 'commands of the page that no step took').to.deep.equal([]);
  });

  it('make a classic key with a passphrase that plain age opens too', async () => {
    const { screen } = await typeCommand(
      'npm run --silent unit -- keygen --x25519 --out locked.key > locked.pub',
      folder,
      [passphrase, { question: /same again: /, answer: PASSPHRASE }],
    );
    expect(screen).to.match(/The private key is in locked\.key/);
    await mkdir(join(folder, 'locked'));
    const { code, screen: opened } = await typeCommand(
      'echo "to the unit" | age -R locked.pub -o locked/note.age && age -d -i locked.key locked/note.age',
      folder,
      [passphrase],
    );
    expect(code, opened).to.equal(0);
    expect(opened).to.include('to the unit');
  });
});
