import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { ROOT, startServer, type TestServer } from '../support/server.ts';
import { SAMPLE } from './sample.ts';

interface Ended {
  code: number | null;
  /** What it said on the error output. */
  said: string;
}

/** Starts the server, which must end by itself. */
async function failedStart(args: readonly string[], program = process.execPath): Promise<Ended> {
  const start = program === 'npm' ? ['start', '--silent', '--'] : ['src/main.ts'];
  const child = spawn(program, [...start, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 50_000,
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

/** A folder that is not memory: on some machines the one for temporary files is. */
async function onDisk(): Promise<string> {
  const TMPFS_MAGIC = 0x01021994;
  for (const folder of [tmpdir(), ROOT, homedir()]) {
    if ((await statfs(folder)).type !== TMPFS_MAGIC) return folder;
  }
  throw new Error('this machine has no disk to try with');
}

describe('a start that cannot be', () => {
  let dir: string;
  let running: TestServer;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-start-'));
    running = await startServer();
  });
  after(async () => {
    await running.stop();
    await rm(dir, { recursive: true });
  });

  /** One sentence, exit code 1, and nothing that only a programmer understands. */
  async function expectRefused(args: readonly string[], sentence: RegExp, program?: string) {
    const { code, said } = await failedStart(args, program);
    expect(said).to.match(sentence);
    expect(said).not.to.match(/^ +at |node:|file:\/\//m);
    expect(code).to.equal(1);
  }

  it('says it for an unknown option, with those there are, also through npm', () =>
    expectRefused(
      ['--prot', '80'],
      /^Unknown option '--prot'\.\n\nUsage: npm start -- .*--data .*--port .*--config /s,
      'npm',
    ));

  for (const { args, sentence } of [
    { args: ['--port'], sentence: /^Option '--port <value>' argument missing\.\n/ },
    { args: ['--port', '80a'], sentence: /^--port takes a number from 0 to 65535\.\n$/ },
    { args: ['extra'], sentence: /^Unexpected argument 'extra'\.\n/ },
    {
      args: ['--config', '/nonexistent.yaml'],
      sentence: /^The configuration \/nonexistent\.yaml cannot be used: it does not exist\.\n$/,
    },
    {
      args: ['--config', '/'],
      sentence: /^The configuration \/ cannot be used: it is a folder\.\n$/,
    },
  ]) {
    it(`says it for the command line: ${args.join(' ')}`, () => expectRefused(args, sentence));
  }

  it('says it for a broken configuration', async () => {
    const file = join(dir, 'broken.yaml');
    await writeFile(file, SAMPLE.replace('languages: [da, en]', 'languages: [da, de]'));
    await expectRefused(
      ['--config', file],
      /^The configuration .*broken\.yaml cannot be used: line 10, channels\.town\.languages\[2\]: must be one of da, sv, nb, en\.\n$/,
    );
  });

  it('says it for a port beside a socket', async () => {
    const file = join(dir, 'socket.yaml');
    const socket = 'socket: /run/sluse.sock\n    origins: [http://a.onion]';
    await writeFile(file, SAMPLE.replace('port: 8080', socket));
    await expectRefused(
      ['--config', file, '--port', '80'],
      /^--port does not go with a configuration that listens on a socket\.\n$/,
    );
  });

  it('says it for a spool that is on a disk, and leaves that folder as it was', async () => {
    const disk = await mkdtemp(join(await onDisk(), 'sluse-spool-'));
    try {
      await writeFile(join(disk, 'precious'), 'kept');
      const file = join(dir, 'spool.yaml');
      await writeFile(file, `${SAMPLE.replace('8080', '0')}spool: ${disk}\n`);
      await expectRefused(
        ['--config', file],
        /^The spool \S+\/sluse-\d+-[0-9a-f]{12} cannot be used: it is not in memory \(tmpfs\), .*\.\n$/,
      );
      expect(await readFile(join(disk, 'precious'), 'utf8')).to.equal('kept');
    } finally {
      await rm(disk, { recursive: true });
    }
  });

  it('says it for a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    try {
      await expectRefused(
        ['--data', join(dir, 'taken'), '--port', String(port)],
        new RegExp(
          `^Port ${port} is already in use by another program: stop it, or choose another one with --port\\.\n$`,
        ),
      );
    } finally {
      other.close();
    }
  });

  it('says it for a data folder that another server uses, which goes on undisturbed', async () => {
    await expectRefused(
      ['--data', running.data, '--port', '0'],
      /^The data folder .* cannot be used: another Sluse is running on it: stop that one, or choose another folder with --data\.\n$/,
    );
    expect((await fetch(`${running.url}/en`)).status).to.equal(200);
  });

  for (const path of ['/proc/sluse', '/dev/null/sluse', '/dev/null']) {
    it(`says it for a data folder that cannot be: ${path}`, () =>
      expectRefused(
        ['--data', path, '--port', '0'],
        /^The data folder \S+ cannot be used: .*\.\n$/,
      ));
  }

  it('says it for a database that is none, and leaves it as it is', async () => {
    const data = join(dir, 'none');
    await mkdir(data);
    await writeFile(join(data, 'sluse.db'), 'this is not a database, but a letter to my aunt');
    await expectRefused(
      ['--data', data, '--port', '0'],
      /^The database in the data folder is damaged, or is none of Sluse \(SQLITE_NOTADB\): restore its backup\.\n$/,
    );
  });

  it('says it for a data folder of a newer version', async () => {
    const data = join(dir, 'newer');
    await mkdir(data);
    const database = new Database(join(data, 'sluse.db'));
    database.pragma('user_version = 9999');
    database.close();
    await expectRefused(
      ['--data', data, '--port', '0'],
      /^The data folder cannot be used: the database has schema 9999, this version of Sluse knows up to \d+\.\n$/,
    );
  });

  it('says it for secrets that others can read', async () => {
    const data = join(dir, 'open');
    await mkdir(join(data, 'secrets'), { recursive: true });
    await writeFile(join(data, 'secrets/pepper.key'), Buffer.alloc(32), { mode: 0o644 });
    await expectRefused(
      ['--data', data, '--port', '0'],
      /^The secret .*pepper\.key cannot be used: others on this machine can read this secret \(mode 644\)/,
    );
  });
});
