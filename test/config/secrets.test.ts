import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../src/config/config-error.ts';
import { loadSecrets } from '../../src/config/secrets.ts';

const FILES = ['pepper.key', 'server.key'];

describe("the server's secrets", () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'sluse-secrets-')), 'secrets');
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  const refusal = () =>
    loadSecrets(dir).then(
      () => 'loaded',
      (error) => (error instanceof ConfigError ? error.message : String(error)),
    );

  it('are made at the first start, for their own user alone, under whatever umask', async () => {
    const before = process.umask(0);
    try {
      await loadSecrets(dir);
    } finally {
      process.umask(before);
    }
    expect((await readdir(dir)).sort()).to.deep.equal(FILES);
    expect((await stat(dir)).mode & 0o777).to.equal(0o700);
    for (const name of FILES) {
      const { mode, size } = await stat(join(dir, name));
      expect([mode & 0o777, size]).to.deep.equal([0o600, 32]);
    }
  });

  it('are two different ones, and others on every server', async () => {
    const here = await loadSecrets(dir);
    const there = await loadSecrets(join(dir, '../other'));
    const all = [here.pepper, here.serverKey, there.pepper, there.serverKey];
    expect(new Set(all.map((secret) => Buffer.from(secret).toString('hex'))).size).to.equal(4);
  });

  it('stay the same from start to start', async () => {
    const first = await loadSecrets(dir);
    const second = await loadSecrets(dir);
    expect(Buffer.from(second.pepper).equals(first.pepper)).to.equal(true);
    expect(Buffer.from(second.serverKey).equals(first.serverKey)).to.equal(true);
    expect((await readFile(join(dir, 'pepper.key'))).equals(first.pepper)).to.equal(true);
  });

  for (const name of FILES) {
    for (const mode of [0o640, 0o604, 0o644, 0o610, 0o602]) {
      it(`are refused when others can use them: ${name} ${mode.toString(8)}`, async () => {
        await loadSecrets(dir);
        await chmod(join(dir, name), mode);
        const said = await refusal();
        expect(said)
          .to.include(join(dir, name))
          .and.to.include(`mode ${mode.toString(8)}`);
        expect(said).to.match(/run chmod 600/);
      });
    }

    for (const length of [0, 31, 33]) {
      it(`are refused and not replaced when they are damaged: ${name}, ${length} bytes`, async () => {
        await mkdir(dir);
        await writeFile(join(dir, name), Buffer.alloc(length, 7), { mode: 0o600 });
        const said = await refusal();
        expect(said).to.include(join(dir, name)).and.to.include(`this file has ${length}`);
        expect((await stat(join(dir, name))).size).to.equal(length);
      });
    }
  }
});
