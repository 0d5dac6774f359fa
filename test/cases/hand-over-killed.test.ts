import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReadableStream } from 'node:stream/web';
import { setImmediate } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { caseBundle } from '../../src/cases/bundle.ts';
import { openBundle } from '../../src/offline/bundle-reader.ts';
import { nodeTools } from '../../src/offline/node-tools.ts';
import { reseal } from '../../src/offline/reseal.ts';
import { open } from '../../src/seal/age-file.ts';
import { type CaseWorld, caseWorld } from '../support/case-tools.ts';
import { ROOT } from '../support/server.ts';
import { filesBelow } from '../support/unit.ts';

const CASES = 10;

describe('a hand-over that is killed', () => {
  let world: CaseWorld;
  const identity: Record<string, string> = {};
  const texts = new Map<string, string>();
  let bundles: string;
  let channelsFile: string;

  before(async () => {
    identity['trial'] = await generateX25519Identity();
    identity['law'] = await generateX25519Identity();
    const channels = await Promise.all(
      ['trial', 'law'].map(async (id) => ({
        id,
        name: { en: id },
        languages: ['en'],
        timeZone: 'UTC',
        recipients: [{ name: id, key: await identityToRecipient(identity[id] as string) }],
      })),
    );
    world = await caseWorld(channels[0], undefined, [channels[1] as object]);
    bundles = join(world.data, 'bundles');
    await mkdir(bundles);
    channelsFile = join(world.data, 'channels.json');
    await writeFile(channelsFile, JSON.stringify(channels));
    for (let made = 0; made < CASES; made += 1) {
      const text = `Words of case ${made}.`;
      const { caseId } = await world.report(text);
      texts.set(caseId, text);
      const row = await world.tools.store.caseById(caseId);
      if (row === null) throw new Error('no case');
      const old = join(world.data, `${caseId}-old.zip`);
      await writeFile(old, await buffer(await caseBundle(world.tools.store, row)));
      const source = await openBundle(old);
      const reading = { tools: nodeTools, source, identities: [identity['trial']] };
      const keys = [await identityToRecipient(identity['law'] as string)];
      const sealed = reseal(reading as Parameters<typeof reseal>[0], keys, true);
      const anew = await buffer(Readable.fromWeb(sealed as ReadableStream));
      await writeFile(join(bundles, `${caseId}.zip`), anew);
      source.close();
    }
  });
  after(() => world.close());

  /** Every case is whole, wherever it is, and opened by the keys of that place and by no others. */
  async function handedOver(): Promise<number> {
    const { store } = world.tools;
    let count = 0;
    for (const row of await store.allCases()) {
      const messages = (await store.messages(row.id)).filter(({ audience }) => audience === 'unit');
      for (const { name, ...part } of messages.flatMap(({ parts }) => parts)) {
        const own = { identities: [identity[row.channel] as string] };
        const content = await buffer(Readable.from(open(own, store.readPart({ name, ...part }))));
        if (name === 'message.txt')
          expect(content.toString('utf8').trimEnd()).to.equal(texts.get(row.id));
      }
      const moved = (await store.history(row.id)).some(({ kind }) => kind === 'handed-over');
      expect(moved).to.equal(row.channel === 'law');
      if (moved) count += 1;
    }
    return count;
  }

  it('leaves every case whole with the one unit or the other, at whatever point it died', async () => {
    let killed = 0;
    while ((await handedOver()) < CASES) {
      const args = ['test/support/hand-over-process.ts', world.data, bundles, channelsFile];
      const child = spawn(process.execPath, args, {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      let begun = 0;
      child.stdout.on('data', (lines: Buffer) => {
        begun += lines.toString().split('begun').length - 1;
      });
      const sealed = async () =>
        (await readdir(join(world.data, 'sealed'), { recursive: true })).length;
      const before = await sealed();
      // In its second case, with some of the new parts beside the old ones: none, one, two …
      const wanted = before + (killed % 5);
      while (child.exitCode === null && begun < 2) await setImmediate();
      while (child.exitCode === null && begun < 3 && (await sealed()) < wanted)
        await setImmediate();
      child.kill('SIGKILL');
      await ended;
      killed += 1;
      const { missingFiles } = await world.tools.store.reconcile();
      expect(missingFiles).to.equal(0);
    }
    expect(killed).to.be.above(2);
    const files = (await filesBelow(join(world.data, 'sealed'))).length;
    await world.tools.store.reconcile();
    expect(await filesBelow(join(world.data, 'sealed'))).to.have.length(files);
  });
});
