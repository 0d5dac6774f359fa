import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { handOver } from '../../src/cases/hand-over.ts';
import { configSchema } from '../../src/config/schema.ts';
import { CASE_FILE, caseFileSchema } from '../../src/seal/case-bundle.ts';
import { openSealedZip } from '../../src/seal/sealed-zip.ts';
import { openStore } from '../../src/store/store.ts';

/** A process that hands every case over for which a bundle lies there, to be killed in the middle: DATA BUNDLES CHANNELS.json. */
const [data = '', bundles = '', channelsFile = ''] = process.argv.slice(2);
const { channels } = configSchema.parse({
  data,
  listen: { intake: { port: 0 } },
  channels: JSON.parse(await readFile(channelsFile, 'utf8')),
});
const [, to] = channels;
if (to === undefined) throw new Error('two channels are needed');
const store = await openStore(data);
const pepper = new Uint8Array(32).fill(7);
const clock = () => new Date('2026-01-02T12:00:00Z');
for (const name of (await readdir(bundles)).sort()) {
  const id = name.replace('.zip', '');
  if ((await store.caseById(id))?.channel === to.id) continue;
  const zip = await openSealedZip(join(bundles, name), CASE_FILE, caseFileSchema);
  process.stdout.write('begun\n');
  await handOver({ store, channels, clock, pepper }, id, { to, reason: 'screening-done' }, zip);
  process.stdout.write('done\n');
  zip.close();
}
await store.close();
