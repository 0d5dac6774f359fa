import { execFile } from 'node:child_process';
import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parse } from 'yaml';
import { ROOT } from '../support/server.ts';

const run = promisify(execFile);
const read = (path: string) => readFile(join(ROOT, path), 'utf8');

describe("the sysadmin's page", () => {
  let page: string;
  before(async () => {
    page = await read('docs/sysadmin.md');
  });

  it('names commands that there are', async () => {
    const { scripts } = JSON.parse(await read('package.json'));
    const wrapper = await read('system/sluse');
    const known = [...wrapper.matchAll(/^ {2}([a-z| -]+)\) user=/gm)].flatMap(
      ([, names]) => names?.split(' | ') ?? [],
    );
    const named = (pattern: RegExp) => [...page.matchAll(pattern)].map(([, name]) => name ?? '');
    for (const name of named(/npm run --silent ([a-z-]+)/g)) expect(scripts).to.have.property(name);
    const short = named(/(?:^|`)sluse ([a-z-]+)/gm);
    expect(short).to.include.members(['doctor', 'desk-key', 'member', 'ledger', 'export']);
    for (const name of new Set([...short, ...known])) {
      expect(known, name).to.include(name);
      await access(join(ROOT, `scripts/${name}.ts`));
    }
  });

  it('leads to pages, headings and files that there are', async () => {
    const headings = [...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
      text
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, target = ''] of page.matchAll(/\]\(([^)]+)\)/g)) {
      const [file, heading] = target.split('#');
      if (file) await access(join(ROOT, 'docs', file));
      else expect(headings, target).to.include(heading);
    }
  });

  it('names every unit and every wall that is not plain from its name', async () => {
    for (const name of await readdir(join(ROOT, 'system'))) {
      if (/\.(service|timer)$/.test(name)) expect(page).to.include(name.replace('.timer', ''));
    }
    for (const wall of ['PrivateNetwork', 'LoadCredential', 'MemorySwapMax', 'SystemCallFilter']) {
      expect(page).to.include(wall);
      expect(await read('system/sluse-.service.d/walls.conf')).to.include(`${wall}=`);
    }
  });
});

describe('what the installer places', () => {
  it('is a configuration with sockets where Tor looks for them and units may write', async () => {
    const { listen, secrets } = parse(await read('system/sluse.yaml'));
    const torrc = await read('system/torrc');
    const folders = await read('system/tmpfiles.conf');
    expect(secrets).to.equal('credentials');
    for (const { socket } of [listen.intake, listen.desk]) {
      expect(torrc).to.include(`HiddenServicePort 80 unix:${socket}\n`);
      expect(folders).to.include(socket.replace('/http.sock', ''));
    }
    expect(listen.intake.circuitIds).to.equal(
      /^HiddenServiceExportCircuitID haproxy$/m.test(torrc),
    );
  });

  it('can be read by bash, with a usage that names every option', async () => {
    for (const name of ['scripts/install', 'scripts/uninstall', 'system/sluse']) {
      await run('bash', ['-n', join(ROOT, name)]);
      const text = await read(name);
      const options = [...text.matchAll(/^ {4}(--[a-z-]+)\) \w+=yes/gm)].map(
        ([, one]) => one ?? '',
      );
      for (const option of options) {
        const { stdout } = await run('bash', [join(ROOT, name), '--help']);
        expect(stdout, name).to.include(option);
      }
    }
  });
});
