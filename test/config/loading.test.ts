import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROFILES } from '../../src/cases/profiles.ts';
import { makeDataFolder } from '../../src/config/data-folder.ts';
import { loadConfig } from '../../src/config/load.ts';
import { configSchema } from '../../src/config/schema.ts';
import { SAMPLE } from './sample.ts';

describe('loading a configuration', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-config-'));
  });
  after(() => rm(dir, { recursive: true }));

  async function load(content: string) {
    const file = join(dir, 'sluse.yaml');
    await writeFile(file, content);
    return loadConfig(file);
  }

  it('fills in what is left out', async () => {
    const { limits, channels, spool } = await load(SAMPLE);
    expect(limits).to.include({
      files: 20,
      reportBytes: 500_000_000,
      spoolBytes: 1_000_000_000,
      heldMinutes: 30,
    });
    expect(channels[0]).to.include({ profile: 'eu', timeZone: 'Europe/Copenhagen' });
    expect(spool).to.equal(undefined);
  });

  it('fills in one limit and leaves the others', async () => {
    const { limits } = await load(`${SAMPLE}limits:\n  files: 3\n`);
    expect(limits).to.include({ files: 3, reportBytes: 500_000_000 });
  });

  it('counts a relative data folder from the file, not from where it was started', async () => {
    expect((await load(SAMPLE)).data).to.equal(join(dir, 'data'));
    expect((await load(SAMPLE.replace('./data', '/srv/sluse'))).data).to.equal('/srv/sluse');
  });

  it('makes nothing on the disk', async () => {
    await load(SAMPLE);
    const there = await stat(join(dir, 'data')).catch((error) => error.code);
    expect(there).to.equal('ENOENT');
  });

  it('takes a socket with its origins', async () => {
    const socket =
      'socket: /run/sluse/intake.sock\n    origins: [http://abc.onion, https://w.example]';
    const { listen } = await load(SAMPLE.replace('port: 8080', socket));
    expect(listen.intake).to.deep.equal({
      socket: '/run/sluse/intake.sock',
      origins: ['http://abc.onion', 'https://w.example'],
      circuitIds: false,
    });
  });

  it('takes circuit ids from a socket only', async () => {
    const socket = 'socket: /s\n    origins: [http://abc.onion]\n    circuitIds: true';
    const { listen } = await load(SAMPLE.replace('port: 8080', socket));
    expect(listen.intake).to.include({ circuitIds: true });
    const port = await load(SAMPLE.replace('port: 8080', 'port: 8080\n    circuitIds: true')).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(port).to.include('listen.intake.circuitIds: goes with a `socket` only');
  });

  it('takes every profile that the rules know, and no other one', () => {
    const profile = configSchema.shape.channels.element.shape.profile.def.innerType;
    expect([...profile.options].sort()).to.deep.equal(Object.keys(PROFILES).sort());
  });
});

describe('the data folder', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-data-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  const refusal = (path: string) =>
    makeDataFolder(path).then(
      () => 'made',
      (error: Error) => error.message,
    );

  it('is made for its own user alone, with the folders above it', async () => {
    const path = join(dir, 'deep/er');
    expect(await refusal(path)).to.equal('made');
    expect(await refusal(path)).to.equal('made');
    for (const folder of [path, join(dir, 'deep')]) {
      expect((await stat(folder)).mode & 0o777).to.equal(0o700);
    }
  });

  it('is refused where there is a file', async () => {
    await writeFile(join(dir, 'file'), '');
    for (const path of [join(dir, 'file'), join(dir, 'file/data')]) {
      expect(await refusal(path)).to.equal(
        `The data folder ${path} cannot be used: it, or a part of its path, is a file. Choose another one.`,
      );
    }
  });

  it('is refused where no folder can be made, and the search for one ends', async () => {
    for (const path of ['/proc/sluse', '/proc/sluse/deep/er']) {
      expect(await refusal(path)).to.match(/cannot be used: no folder can be made there/);
    }
  });
});
