import { readFile } from 'node:fs/promises';
import { sweep } from '../../src/cases/sweep.ts';
import { configSchema } from '../../src/config/schema.ts';
import { openStore } from '../../src/store/store.ts';

/** A process that sweeps a data folder on a given day, to be killed in the middle: DATA CHANNEL.json DAY. */
const [data = '', channelFile = '', day = ''] = process.argv.slice(2);
const channel: unknown = JSON.parse(await readFile(channelFile, 'utf8'));
const { channels } = configSchema.parse({
  data,
  listen: { intake: { port: 0 } },
  channels: [channel],
});
const store = await openStore(data);
await store.reconcile();
process.stdout.write('ready\n');
await sweep({ store, channels, clock: () => new Date(`${day}T12:00:00Z`) });
await store.close();
