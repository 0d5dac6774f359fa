import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  generateHybridIdentity,
  generateX25519Identity,
  identityToRecipient,
} from 'age-encryption';
import { expect } from 'chai';
import { parse } from 'yaml';
import { fingerprint } from '../../src/seal/recipients.ts';
import { ROOT } from '../support/server.ts';
import { command } from '../support/unit.ts';
import { SAMPLE } from './sample.ts';

const newKey = async () => identityToRecipient(await generateHybridIdentity());

describe('the key ceremony', () => {
  let dir: string;
  let file: string;
  let key: string;
  before(async () => {
    key = await newKey();
  });
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-ceremony-'));
    file = join(dir, 'sluse.yaml');
    await writeFile(file, SAMPLE);
  });
  afterEach(() => rm(dir, { recursive: true }));

  const ceremony = (...args: string[]) => command('recipient', ...args, '--config', file);
  const text = () => readFile(file, 'utf8');
  async function refusal(...args: string[]): Promise<string> {
    const before = await text();
    const said = await ceremony(...args).then(
      () => '',
      ({ stderr }: { stderr: string }) => stderr,
    );
    expect(await text()).to.equal(before);
    expect(await readdir(dir)).to.deep.equal(['sluse.yaml']);
    return said;
  }
  const own = (parse(SAMPLE) as { channels: { recipients: { key: string }[] }[] }).channels[0]
    ?.recipients[0]?.key as string;

  it('adds a key after its fingerprint was read back, and touches no other line, owner or mode', async () => {
    const kept = `# kept by hand\n${SAMPLE.replace('    relations:', '    # who they are\n    relations:')}`;
    await writeFile(file, kept);
    await chmod(file, 0o640);
    const typed = fingerprint(key).toUpperCase();
    const { stdout } = await ceremony(
      'add',
      '--name',
      'Reserve: "boks"',
      '--key',
      key,
      '--fingerprint',
      typed,
    );
    expect(stdout).to.include(fingerprint(key)).and.to.include('do not open with it');
    const lines = (await text()).split('\n');
    const added = lines.filter((line) => !kept.split('\n').includes(line));
    expect(added).to.have.length(2);
    expect(lines.filter((line) => !added.includes(line)).join('\n')).to.equal(kept);
    expect((await stat(file)).mode & 0o777).to.equal(0o640);
    expect((await ceremony('list')).stdout).to.include(
      `${fingerprint(key)}  Reserve: "boks" (post-quantum hybrid)`,
    );
  });

  it('rotates a key, taken from a file, and removes one', async () => {
    const keyFile = join(dir, 'unit.pub');
    await writeFile(keyFile, `# a comment\n${key}\n`);
    const { stdout } = await ceremony(
      'rotate',
      '--name',
      'Unit',
      '--key',
      keyFile,
      '--fingerprint',
      fingerprint(key),
    );
    await rm(keyFile);
    expect(stdout).to.include('open with the old key only');
    expect(await text()).to.equal(SAMPLE.replace(own, key));

    const second = await newKey();
    await ceremony(
      'add',
      '--name',
      'Second',
      '--key',
      second,
      '--fingerprint',
      fingerprint(second),
    );
    const before = await text();
    await ceremony('remove', '--name', 'Unit', '--fingerprint', fingerprint(key));
    const listed = (await ceremony('list')).stdout;
    expect(listed).to.include('Second');
    expect(listed).to.not.include('Unit');
    expect(before.split('\n').length - (await text()).split('\n').length).to.equal(2);
  });

  it('refuses a fingerprint that is not the key’s, and shows no other', async () => {
    const said = await refusal(
      'add',
      '--name',
      'X',
      '--key',
      key,
      '--fingerprint',
      fingerprint(own),
    );
    expect(said).to.include('nothing was changed').and.to.not.include(fingerprint(key));
  });

  it('asks on a terminal only', async () =>
    expect(await refusal('add', '--name', 'X', '--key', key)).to.include('use --fingerprint'));

  it('refuses to remove the last key, or one that is not there', async () => {
    expect(await refusal('remove', '--name', 'Unit', '--fingerprint', fingerprint(own))).to.include(
      'This is the only key',
    );
    expect(await refusal('remove', '--name', 'Nobody', '--fingerprint', 'x')).to.include(
      'There are: Unit',
    );
  });

  it('refuses the same key twice, and kinds that cannot be mixed', async () => {
    expect(
      await refusal('add', '--name', 'X', '--key', own, '--fingerprint', fingerprint(own)),
    ).to.include('listed twice');
    const classic = await identityToRecipient(await generateX25519Identity());
    expect(
      await refusal('add', '--name', 'X', '--key', classic, '--fingerprint', fingerprint(classic)),
    ).to.include('cannot be mixed');
  });

  it('refuses a private key and one with a lost character, and repeats neither', async () => {
    const secret = await generateHybridIdentity();
    for (const wrong of [secret, key.slice(0, -1)]) {
      const said = await refusal('add', '--name', 'X', '--key', wrong, '--fingerprint', 'x');
      expect(said)
        .to.match(/The key is|cannot be used/)
        .and.to.not.include(wrong.slice(20));
    }
  });

  it('changes a key that is written once for several channels in all of them', async () => {
    const example = await readFile(join(ROOT, 'examples/swedish-municipality.yaml'), 'utf8');
    await writeFile(file, example);
    const { stdout } = await ceremony(
      ...['rotate', '--channel', 'bostader', '--name', 'Advokatbyrån', '--key', key],
      ...['--fingerprint', fingerprint(key)],
    );
    expect(stdout.match(/is now sealed to:/g)?.length).to.be.greaterThan(1);
    const changed = (await text())
      .split('\n')
      .filter((line) => !example.split('\n').includes(line));
    expect(changed).to.have.length(1);
    expect(
      await refusal('add', '--name', 'X', '--key', await newKey(), '--fingerprint', 'x'),
    ).to.include('--channel');
  });
});
