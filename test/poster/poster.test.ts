import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { addressLines } from '../../scripts/poster/draw-poster.ts';
import { CATALOGUES } from '../../src/languages/catalogue.ts';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { writeConfig } from '../support/config.ts';
import { ROOT } from '../support/server.ts';

const run = promisify(execFile);
const NAME = 'abcdefgh234567zyxwvutsrqponmlkjihgfedcbaabcdefgh23456723';
const ONION = `http://${NAME}.onion`;
const WEB = 'https://varsling.eksempel.example';

/** The command itself; its answer however it ends. */
async function poster(...args: string[]) {
  const child = run(process.execPath, ['scripts/poster.ts', ...args], { cwd: ROOT });
  return child.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

describe('the poster', function () {
  this.timeout(60_000);
  let work: string;
  let config: string;
  const names = {
    da: 'Rødovre Ægteskabskontor',
    sv: 'Örebro Ånga',
    nb: 'Bærum Åpne Øy',
    en: 'The Harbour – “Øst”',
  };

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-poster-'));
    const channel = { name: names, languages: [...LANGUAGE_CODES], profile: 'dk-internal' };
    config = await writeConfig(work, { channel });
    const made = await poster('--config', config, '--onion', ONION, '--web', WEB, '--out', work);
    expect(made).to.include({ code: 0, stderr: '' });
  });
  after(() => rm(work, { recursive: true }));

  const scanned = async (picture: string) => {
    const { stdout } = await run('zbarimg', ['--quiet', '--raw', '--nodbus', picture]);
    return stdout.trim().split('\n').sort();
  };

  for (const language of LANGUAGE_CODES) {
    it(`leads a camera to both addresses, from the picture and from the paper (${language})`, async () => {
      const file = join(work, `poster-trial-${language}`);
      const addresses = [`${ONION}/${language}`, `${WEB}/${language}`];
      expect(await scanned(`${file}.png`)).to.deep.equal(addresses);
      await run('pdftoppm', ['-r', '100', '-png', '-singlefile', `${file}.pdf`, `${file}-paper`]);
      expect(await scanned(`${file}-paper.png`)).to.deep.equal(addresses);
    });

    it(`says everything in letters that can be read again (${language})`, async () => {
      const { stdout } = await run('pdftotext', [join(work, `poster-trial-${language}.pdf`), '-']);
      const read = stdout.replace(/\s+/g, ' ');
      const { poster: texts } = CATALOGUES[language];
      const { title, lead, onionTitle, webHint, adviceTitle, advice, emergency } = texts;
      const said = [names[language], title, lead, onionTitle, webHint, adviceTitle, ...advice];
      for (const text of [...said, emergency]) expect(read).to.include(text);
      expect(stdout.replace(/\s/g, '')).to.include(`${NAME}.onion/${language}`);
      expect(read).to.match(/\b7 \p{L}+.*\b3 \p{L}+/u);
    });
  }

  it('carries its fonts, is one A4 sheet, and tells nothing about its making', async () => {
    const file = join(work, 'poster-trial-da');
    const { stdout: fonts } = await run('pdffonts', [`${file}.pdf`]);
    const lines = fonts.trim().split('\n').slice(2);
    expect(lines).to.have.length(3);
    for (const line of lines) expect(line).to.match(/ yes yes yes +\d+ +\d+$/);
    const { stdout: info } = await run('pdfinfo', [`${file}.pdf`]);
    expect(info)
      .to.match(/Pages: +1\n/)
      .and.to.match(/\(A4\)/);
    const { stdout } = await run('exiftool', ['-json', '-G', `${file}.pdf`, `${file}.png`]);
    const tags = (JSON.parse(stdout) as object[]).map((found) =>
      Object.keys(found)
        .filter((tag) => /^(PDF|PNG|XMP|EXIF|IPTC):/.test(tag))
        .sort(),
    );
    expect(tags).to.deep.equal([
      ['PDF:Language', 'PDF:Linearized', 'PDF:PDFVersion', 'PDF:PageCount'],
      [
        'PNG:BitDepth',
        'PNG:ColorType',
        'PNG:Compression',
        'PNG:Filter',
        'PNG:ImageHeight',
        'PNG:ImageWidth',
        'PNG:Interlace',
        'PNG:PixelUnits',
        'PNG:PixelsPerUnitX',
        'PNG:PixelsPerUnitY',
      ],
    ]);
  });

  it('is the same to the byte whenever it is made, and can be made for one channel and language', async () => {
    const out = join(work, 'again');
    const chosen = ['--channel', 'trial', '--language', 'sv'];
    const made = await poster(
      ...['--config', config, '--onion', ONION, '--web', WEB, '--out', out, ...chosen],
    );
    expect(made.code).to.equal(0);
    expect((await readdir(out)).sort()).to.deep.equal([
      'poster-trial-sv.pdf',
      'poster-trial-sv.png',
    ]);
    for (const name of await readdir(out)) {
      const first = await readFile(join(work, name));
      expect(first.equals(await readFile(join(out, name))), name).to.equal(true);
    }
  });

  it('says how it is used, and what is wrong', async () => {
    const help = await poster('--help');
    expect(help).to.include({ code: 0, stderr: '' });
    expect(help.stdout).to.match(/^Usage: npm run --silent poster -- --config FILE/);
    const wrong: [string[], RegExp][] = [
      [[], /^--config FILE is missing/],
      [['--config', config], /names no address that others could reach/],
      [
        ['--config', config, '--onion', 'http://short.onion'],
        /http:\/\/short\.onion is no onion address/,
      ],
      [['--config', config, '--web', `${WEB}/da`], /is no web address/],
      [
        ['--config', config, '--web', WEB, '--language', 'fi'],
        /There are: trial \(da, sv, nb, en\)/,
      ],
      [['--config', join(work, 'none.yaml')], /none\.yaml.*it does not exist/],
      [['--config', 'examples/danish-municipality.yaml'], /still the example's/],
      [['--config', config, '--nonsense'], /Unknown option '--nonsense'/],
    ];
    for (const [args, words] of wrong) {
      const { code, stdout, stderr } = await poster(...args);
      expect(code, args.join(' ')).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr).to.match(words).and.to.not.include('    at ');
    }
  });

  it('breaks an onion address into groups, and another one where it has a dot or slash', () => {
    const lines = addressLines(`${ONION}/da`);
    expect(lines).to.deep.equal([
      'abcdefgh 234567zy',
      'xwvutsrq ponmlkji',
      'hgfedcba abcdefgh',
      '23456723.onion/da',
    ]);
    expect(addressLines('https://indberetning.noget-meget-langt.example/da')).to.deep.equal([
      'https://indberetning.',
      'noget-meget-langt.example/da',
    ]);
  });
});
