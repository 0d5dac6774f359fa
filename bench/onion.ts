import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type Agent, createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { writeConfig } from '../test/support/config.ts';
import { startServer } from '../test/support/server.ts';
import { socksAgent } from '../test/support/socks.ts';
import { startTorNetwork } from '../test/support/tor-network.ts';
import { figure, median, timed } from './figures.ts';

const RUNS = 30;
const PAGES = ['/en', '/en/report', '/en/mailbox'];

/**
 * Pages of the real service beside a static page of one byte, both behind onion services of the same tor on a private network,
 * asked for in turn. The network is on this machine: the public one takes one to five seconds for either.
 */
export async function benchOnion(): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'sluse-bench-onion-'));
  const socket = join(work, 'intake.sock');
  const plainSocket = join(work, 'plain.sock');
  const plain = createServer((_request, response) => response.end('.')).listen(plainSocket);
  await once(plain, 'listening');
  const tor = await startTorNetwork({
    service: [
      `HiddenServicePort 80 unix:${socket}`,
      `HiddenServicePort 81 unix:${plainSocket}`,
      'HiddenServicePoWDefensesEnabled 1',
    ],
  });
  const site = `http://${tor.onion}`;
  const server = await startServer({
    config: (data) => writeConfig(data, { listener: { socket, origins: [site] } }),
  });
  try {
    // The same user name, so the same circuit.
    const ours = socksAgent(tor.socksPort, 'bench', tor.onion, 1);
    const theirs = socksAgent(tor.socksPort, 'bench', tor.onion, 1, 81);
    for (const path of PAGES) {
      const times = { ours: [] as number[], theirs: [] as number[] };
      let bytes = 0;
      for (let run = 0; run < RUNS; run += 1) {
        times.ours.push(
          await timed(async () => {
            bytes = await fetchBy(ours, `${site}${path}`);
          }),
        );
        times.theirs.push(await timed(() => fetchBy(theirs, `${site}:81/`)));
      }
      figure(
        `onion ${path} (${bytes} bytes)`,
        `${median(times.ours).toFixed(0)} ms`,
        `one byte on the same circuit ${median(times.theirs).toFixed(0)} ms (medians of ${RUNS}, in turn)`,
      );
    }
    ours.destroy();
    theirs.destroy();
  } finally {
    await server.stop();
    await tor.stop();
    plain.closeAllConnections();
    plain.close();
    await rm(work, { recursive: true });
  }
}

async function fetchBy(agent: Agent, url: string): Promise<number> {
  const sent = request(url, { agent }).end();
  const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  return (await buffer(response)).length;
}
