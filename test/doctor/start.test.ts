import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import type { Finding } from '../../src/doctor/finding.ts';
import { writeConfig } from '../support/config.ts';
import { ROOT } from '../support/server.ts';

const run = promisify(execFile);
const READY = /Sluse is ready at its socket/;

interface Ended {
  said: string;
  code: number | null;
}

/** The doctor and the real start of the real server, on one configuration that is safe until a test breaks it. */
describe('a real service', () => {
  let folder: string;
  let file: string;
  let socket: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluse-doctor-'));
    await mkdir(join(folder, 'run'));
    await mkdir(join(folder, 'data'), { mode: 0o700 });
    socket = join(folder, 'run/http.sock');
    file = await writeConfig(folder, { listener: { socket, origins: ['http://a.onion'] } });
    await change((config) => {
      config['data'] = join(folder, 'data');
    });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function change(how: (config: Record<string, unknown>) => void): Promise<void> {
    const config = parse(await readFile(file, 'utf8'));
    how(config);
    await writeFile(file, stringify(config));
  }

  async function doctor(core = '0'): Promise<{ findings: Finding[]; code: number }> {
    const command = ['scripts/doctor.ts', '--config', file, '--json'];
    const args = [`--core=${core}`, process.execPath, ...command];
    const { stdout, code = 0 } = await run('prlimit', args, { cwd: ROOT }).catch((ended) => ended);
    return { findings: JSON.parse(stdout), code };
  }
  const unsafe = (findings: readonly Finding[]) =>
    findings.filter(({ state }) => state === 'unsafe').map(({ subject }) => subject);

  /** Starts the server and stops it once it is ready; one that refuses ends by itself. */
  async function start(core = '0'): Promise<Ended> {
    const args = [`--core=${core}`, process.execPath, 'src/main.ts', '--config', file];
    const child = spawn('prlimit', args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
        if (READY.test(said)) child.kill('SIGTERM');
      });
    }
    const [code] = await once(child, 'close');
    return { said, code };
  }

  it('starts when nothing is unsafe, and has nothing unsafe to tell', async () => {
    const { said, code } = await start();
    expect(said).to.match(READY);
    expect(code).to.equal(0);
    const { findings, code: verdict } = await doctor();
    expect(unsafe(findings)).to.deep.equal([]);
    expect(verdict).to.equal(1);
    const about = findings.map(({ subject }) => subject);
    expect(about).to.include.members([
      'configuration',
      'key of trial',
      'secrets',
      'data folder',
      'swap',
      'core dumps',
      'spool',
      'free space',
      'clock',
      'journal',
      'walls around files',
      'deadlines',
      'register',
    ]);
    for (const { state, mend } of findings) {
      expect(mend !== undefined).to.equal(['warning', 'unsafe'].includes(state));
    }
  });

  it('does not start where a crash would write its memory down, unless somebody answers for it', async () => {
    const { findings, code: verdict } = await doctor('unlimited');
    expect(unsafe(findings)).to.deep.equal(['core dumps']);
    expect(verdict).to.equal(2);
    const refused = await start('unlimited');
    expect(refused.code).to.equal(1);
    const finding = findings.find(({ subject }) => subject === 'core dumps');
    expect(refused.said).to.include(`core dumps: ${finding?.says}. Mend: ${finding?.mend}.`);
    expect(refused.said).to.not.match(/^ +at |node:/m);

    await change((config) => {
      config['accept'] = ['core-dumps'];
    });
    const accepted = await start('unlimited');
    expect(accepted.said).to.match(READY).and.to.include('accepted in the configuration');
    expect(unsafe((await doctor('unlimited')).findings)).to.deep.equal([]);
  });

  it('does not start where everybody can exchange its socket or its keys', async () => {
    await chmod(join(folder, 'run'), 0o777);
    await chmod(file, 0o666);
    const { findings } = await doctor();
    const expected = ['configuration', 'entrance of the intake'];
    expect(unsafe(findings)).to.deep.equal(expected);
    const { said, code } = await start();
    for (const subject of expected) expect(said).to.include(`unsafe   ${subject}: `);
    expect(code).to.equal(1);
    await stat(socket).then(
      () => expect.fail('it listens'),
      (error) => expect(error.code).to.equal('ENOENT'),
    );
  });

  it('does not start with a desk on a port beside it', async () => {
    await change((config) => {
      (config['listen'] as Record<string, unknown>)['desk'] = { port: 0 };
    });
    expect((await start()).said).to.include('unsafe   entrance of the desk: it is port 0');
  });

  it('is told what is wrong with a broken configuration, without a stack', async () => {
    await writeFile(file, 'data: [');
    const { findings, code } = await doctor();
    expect(unsafe(findings)).to.deep.equal(['configuration']);
    expect(code).to.equal(2);
  });

  it('is told when its register was changed', async () => {
    await start();
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(join(folder, 'data/sluse.db'));
    database.exec('delete from ledger_head');
    const { changes } = database.prepare("update ledger set actor = 'somebody'").run();
    database.close();
    expect(changes).to.be.above(0);
    expect(unsafe((await doctor()).findings)).to.deep.equal(['register']);
  });
});
