import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { identityOf, writeConfig } from '../support/config.ts';
import { newReporter, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { command, exportAndOpen, filesBelow } from '../support/unit.ts';

const run = promisify(execFile);

/** A disaster from beginning to end: the real server, the commands of the sysadmin's page, and a disk that is gone. */
describe('after a disaster', function () {
  this.timeout(300_000);
  let work: string;
  let server: TestServer;
  let config: string;
  let out: string;
  let secrets: string;
  const someone = () => newReporter(() => server.url);

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-drill-'));
    out = join(work, 'backups');
    secrets = join(work, 'secrets');
    server = await startServer({
      config: async (data) => {
        await mkdir(join(data, 'store'));
        // The configuration and the unit's identity lie beside the data that will be lost.
        config = await writeConfig(data, { dataFolder: join(data, 'store') });
        return config;
      },
    });
  });
  after(async () => {
    await server?.stop();
    await rm(work, { recursive: true });
  });

  const data = () => join(server.data, 'store');
  const backup = (...args: string[]) => command('backup', '--config', config, ...args);
  const restore = (...args: string[]) => command('restore', '--config', config, ...args);

  async function mailbox(code: string) {
    const reporter = someone();
    return {
      reporter,
      page: await reporter.submit(await reporter.get('/en/mailbox'), '/mailbox', { code }),
    };
  }
  async function destroy(code: string): Promise<void> {
    const { reporter } = await mailbox(code);
    const page = await reporter.get('/en/mailbox/destroy');
    const done = await reporter.submit(page, '/destroy', {});
    expect(done.status).to.equal(200);
  }
  const opened = async () => {
    const { cases } = await exportAndOpen(data(), identityOf(server.data));
    return (
      await Promise.all(cases.map((folder) => readFile(join(folder, 'case.txt'), 'utf8')))
    ).join('\n');
  };
  const killed = async () => {
    const gone = once(server.process, 'exit');
    server.process.kill('SIGKILL');
    await gone;
  };

  const codes: Record<string, string> = {};
  async function send(words: string): Promise<void> {
    const files = [{ name: 'a.bin', content: Buffer.from(`file of ${words}`) }];
    const { code, receipt } = await report(someone(), { text: words, originals: 'yes' }, files);
    expect(receipt.status, receipt.text).to.equal(200);
    codes[words] = code;
  }

  it('there are backups, made while reports came in, and the secrets apart', async () => {
    for (const words of ['kept words', 'code destroyed early', 'code destroyed late'])
      await send(words);
    let loading = true;
    const load = (async () => {
      for (let count = 0; loading; count += 1) await send(`under load ${count}`);
    })();
    await backup('--out', out);
    await backup('--secrets', secrets);
    const { stdout } = await backup('--out', out);
    loading = false;
    await load;
    expect(stdout).to.match(/^Backup \S+: \d+ sealed files, \d+ of them new\./);
    const [first, second] = (await readdir(join(out, 'snapshots'))).sort();
    expect([first, second]).to.not.include(undefined);
  });

  it('the backups hold ciphertext only, as sha256sum sees it whole, and no secret', async () => {
    for (const name of await readdir(join(out, 'snapshots'))) {
      const list = join('snapshots', name, 'files.sha256');
      const { stdout } = await run('sha256sum', ['--check', '--strict', list], { cwd: out });
      expect(stdout.trim().split('\n').length).to.be.greaterThan(10);
    }
    const pepper = await readFile(join(secrets, 'pepper.key'));
    const key = await readFile(join(secrets, 'server.key'));
    for (const { path, bytes } of await filesBelow(out)) {
      for (const mark of ['kept words', 'destroyed early', 'under load', pepper, key]) {
        expect(bytes.includes(mark), path).to.equal(false);
      }
      expect(path).to.not.match(/\.part$|-wal$|-shm$/);
    }
  });

  it('brings everything back, but nothing that was deleted, and says what it cannot know', async () => {
    await destroy(codes['code destroyed early'] as string);
    await backup('--out', out);
    // Nobody but the old disk knows of this one.
    await destroy(codes['code destroyed late'] as string);
    await send('after the last backup');
    await killed();
    const lost = join(work, 'lost');
    await rename(data(), lost);

    const first = (await readdir(join(out, 'snapshots'))).sort()[0] as string;
    const { stdout } = await restore('--from', out, '--secrets', secrets, '--name', first);
    expect(stdout).to.match(
      /Deleted again: 0 cases, 1 sealed files; 1 codes and 0 members shut out/,
    );
    expect(stdout).to.match(/What was deleted after .* is not known/);
    expect(stdout).to.include('The register is whole');

    await server.restart();
    expect((await mailbox(codes['kept words'] as string)).page.text).to.include('Your mailbox');
    for (const words of ['code destroyed early', 'after the last backup']) {
      expect((await mailbox(codes[words] as string)).page.status, words).to.equal(422);
    }
    // The disk was lost with what it alone knew.
    expect((await mailbox(codes['code destroyed late'] as string)).page.status).to.equal(200);
    const text = await opened();
    expect(text).to.include('kept words').and.to.include('code destroyed early');
    expect(text).to.not.include('after the last backup');
    expect(server.output()).to.not.match(/ALARM|failed/);

    await killed();
    await rm(data(), { recursive: true });
    const again = await restore('--from', out, '--secrets', secrets, '--data-before', lost);
    expect(again.stdout)
      .to.match(/2 codes|1 codes/)
      .and.to.include('What was deleted until now is known');
    await server.restart();
    expect((await mailbox(codes['code destroyed late'] as string)).page.status).to.equal(422);
    expect((await mailbox(codes['kept words'] as string)).page.status).to.equal(200);
    await send('life goes on');
    expect(await opened()).to.include('life goes on');
  });

  it('is not made worse: a restore into a folder in use is refused', async () => {
    const error = await restore('--from', out).then(
      () => '',
      ({ stderr }: { stderr: string }) => stderr,
    );
    expect(error).to.match(
      /^The data folder \S+ is not empty .*: stop the service and move the folder away/,
    );
    expect((await mailbox(codes['kept words'] as string)).page.status).to.equal(200);
  });
});
