import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../src/config/config-error.ts';
import { isExposed, loadSecrets, secretsPlace } from '../../src/config/secrets.ts';

const FILES = ['pepper.key', 'server.key'];

describe("the server's secrets", () => {
  let dir: string;
  beforeEach(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'sluse-secrets-')), 'secrets');
  });
  afterEach(() => rm(join(dir, '..'), { recursive: true }));

  const place = () => ({ folder: dir, make: true });
  const refusal = () =>
    loadSecrets(place()).then(
      () => 'loaded',
      (error) => (error instanceof ConfigError ? error.message : String(error)),
    );

  it('are made at the first start, for their own user alone, under whatever umask', async () => {
    const before = process.umask(0);
    try {
      await loadSecrets(place());
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
    const here = await loadSecrets(place());
    const there = await loadSecrets({ folder: join(dir, '../other'), make: true });
    const all = [here.pepper, here.serverKey, there.pepper, there.serverKey];
    expect(new Set(all.map((secret) => Buffer.from(secret).toString('hex'))).size).to.equal(4);
  });

  it('stay the same from start to start', async () => {
    const first = await loadSecrets(place());
    const second = await loadSecrets(place());
    expect(Buffer.from(second.pepper).equals(first.pepper)).to.equal(true);
    expect(Buffer.from(second.serverKey).equals(first.serverKey)).to.equal(true);
    expect((await readFile(join(dir, 'pepper.key'))).equals(first.pepper)).to.equal(true);
  });

  for (const name of FILES) {
    for (const mode of [0o640, 0o604, 0o644, 0o610, 0o602]) {
      it(`are refused when others can use them: ${name} ${mode.toString(8)}`, async () => {
        await loadSecrets(place());
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

  it('are looked for in the data folder, in a folder of their own, or where systemd hands them in', () => {
    const environment = { CREDENTIALS_DIRECTORY: '/run/credentials/sluse.service' };
    const at = (secrets?: string) => secretsPlace({ secrets, data: '/data' }, environment);
    expect(at()).to.deep.equal({ folder: '/data/secrets', make: true });
    expect(at('/etc/keys')).to.deep.equal({ folder: '/etc/keys', make: true });
    const folder = '/run/credentials/sluse.service';
    expect(at('credentials')).to.deep.equal({ folder, make: false });
    expect(() => secretsPlace({ secrets: 'credentials', data: '/data' }, {}))
      .to.throw(ConfigError)
      .with.property('message')
      .that.matches(/none were handed in/);
  });

  it('are never made anew where they should have been handed in', async () => {
    await mkdir(dir);
    const error = await loadSecrets({ folder: dir, make: false }).catch((caught) => caught);
    expect(error).to.be.instanceOf(ConfigError);
    expect(error.message).to.match(/pepper\.key cannot be used: it was not handed in/);
    expect(await readdir(dir)).to.deep.equal([]);
  });

  it("may have the mask of systemd's access list, and nothing wider", () => {
    const exposed = (mode: number, uid: number, gid: number) => isExposed({ mode, uid, gid }, true);
    expect(exposed(0o100440, 0, 0)).to.equal(false);
    expect(exposed(0o100400, 998, 998)).to.equal(false);
    expect(isExposed({ mode: 0o100440, uid: 0, gid: 0 }, false)).to.equal(true);
    for (const [mode, uid, gid] of [
      [0o440, 998, 998],
      [0o440, 0, 998],
      [0o440, 998, 0],
      [0o444, 0, 0],
      [0o460, 0, 0],
    ] as const) {
      expect(exposed(mode, uid, gid), `${mode.toString(8)} ${uid}:${gid}`).to.equal(true);
    }
  });
});
