import { once } from 'node:events';
import { mkdir, mkdtemp, readFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tidyUpAfter } from './tidy-up.ts';
import { makeAuthority } from './tor-authority.ts';
import { startTor, type TorProcess } from './tor-process.ts';
import { until } from './until.ts';

/**
 * A private Tor network on the loopback interface: a directory authority, five relays (with fewer than six nodes paths
 * are often not found), one tor with an onion service and one for clients, all of them Debian's. It has no exit, so
 * nothing that goes into it leaves the machine.
 */
export interface TorNetwork {
  /** `….onion` */
  onion: string;
  /** SOCKS5 on 127.0.0.1; another user name is another circuit. */
  socksPort: number;
  /**
   * Breaks all circuits of the client with everything that runs over them; the next request makes a new one.
   * @returns how many there were
   */
  breakCircuits(): Promise<number>;
  /** Gives the client the key to an onion service that is for authorised clients only (control-spec.txt, ONION_CLIENT_AUTH_ADD). */
  authorise(onion: string, privateKey: Uint8Array): Promise<void>;
  /** Ends the service's tor and starts it again on the same name; resolves when it can be reached. */
  restartService(): Promise<void>;
  stop(): Promise<void>;
}

const RELAYS = 5;
const WAIT_MS = 120_000;
/** A virtual port of our own, to see that the onion can be reached before anything listens behind the others. */
const PROBE_PORT = 65_000;

const RELAY = [
  'Address 127.0.0.1',
  'SocksPort 0',
  'ExitRelay 0',
  'ContactInfo test@invalid',
  'AssumeReachable 1',
  'PublishServerDescriptor 1',
  'MaxMemInQueues 256 MB',
  'NumCPUs 1',
  'DirCache 1',
];

/** The first consensus comes about five seconds after the start, then one every ten. */
const AUTHORITY = [
  'AuthoritativeDirectory 1',
  'V3AuthoritativeDirectory 1',
  'TestingV3AuthInitialVotingInterval 5',
  'TestingV3AuthInitialVoteDelay 2',
  'TestingV3AuthInitialDistDelay 2',
  'V3AuthVotingInterval 10',
  'V3AuthVoteDelay 2',
  'V3AuthDistDelay 2',
  'V3AuthNIntervalsValid 6',
  'TestingAuthDirTimeToLearnReachability 0',
  'TestingDirAuthVoteGuard *',
  'TestingDirAuthVoteHSDir *',
  'TestingMinExitFlagThreshold 0',
  'MinUptimeHidServDirectoryV2 0',
];

/** New consensuses are fetched at once instead of at random times hours later. */
const IMPATIENT = [
  'TestingClientConsensusDownloadInitialDelay 0',
  'TestingServerConsensusDownloadInitialDelay 0',
  'TestingClientDownloadInitialDelay 0',
  'TestingServerDownloadInitialDelay 0',
  'ClientBootstrapConsensusAuthorityDownloadInitialDelay 0',
  'ClientBootstrapConsensusFallbackDownloadInitialDelay 0',
  'ClientBootstrapConsensusAuthorityOnlyDownloadInitialDelay 0',
];

/** `service`: lines for the onion service, such as `HiddenServicePort 80 unix:/path`. */
export async function startTorNetwork(options: {
  service: readonly string[];
}): Promise<TorNetwork> {
  const base = await mkdtemp(join(tmpdir(), 'sluse-tor-'));
  const tidyUp = tidyUpAfter(base);
  const running = new Set<TorProcess>();
  const start = async (name: string, lines: readonly string[]) => {
    const tor = await startTor(name, join(base, name), lines, tidyUp);
    running.add(tor);
    return tor;
  };
  const probe = createServer((socket) => socket.on('error', () => undefined).end());
  const stop = async () => {
    probe.close();
    await Promise.all([...running].map((tor) => tor.stop()));
    await tidyUp.now();
  };

  try {
    const [socksPort = 0, orPort = 0, dirPort = 0, ...relayPorts] = await freePorts(RELAYS + 3);
    const authority = await makeAuthority('authority', join(base, 'authority'), orPort, dirPort);
    const common = [authority, ...IMPATIENT];
    const relay = (name: string, port: number) => [
      `Nickname ${name}`,
      `ORPort 127.0.0.1:${port}`,
      ...RELAY,
      ...common,
    ];
    const nodes = await Promise.all([
      start('authority', [
        ...relay('authority', orPort),
        `DirPort 127.0.0.1:${dirPort}`,
        ...AUTHORITY,
      ]),
      ...relayPorts.map((port, index) => start(`relay${index}`, relay(`relay${index}`, port))),
    ]);
    await Promise.all(nodes.map((node) => knowsEverybody(node, nodes.length)));

    const serviceDir = join(base, 'onion');
    await mkdir(serviceDir, { mode: 0o700 });
    const probeSocket = join(base, 'probe');
    probe.listen(probeSocket);
    await once(probe, 'listening');
    const serviceLines = [
      'SocksPort 0',
      `HiddenServiceDir ${serviceDir}`,
      `HiddenServicePort ${PROBE_PORT} unix:${probeSocket}`,
      ...options.service,
      ...common,
    ];
    const startService = async () => {
      const tor = await start('service', serviceLines);
      const done = published(tor);
      // It is waited for below, unless something else fails before.
      done.catch(() => undefined);
      return { tor, published: done };
    };
    const client = await start('client', [`SocksPort 127.0.0.1:${socksPort}`, ...common]);
    let service = await startService();
    const onion = (await readFile(join(serviceDir, 'hostname'), 'utf8')).trim();
    const reachable = async () => {
      await Promise.all([client.bootstrapped(), service.tor.bootstrapped(), service.published]);
      await until('a stream to the onion service', WAIT_MS, () => canConnect(socksPort, onion));
    };
    await reachable();

    return {
      onion,
      socksPort,
      async breakCircuits() {
        await client.control.send('SIGNAL NEWNYM');
        const circuits = await client.control.getInfo('circuit-status');
        const ids = [...circuits.matchAll(/^(\d+) BUILT /gm)].map(([, id]) => id);
        await Promise.all(ids.map((id) => client.control.send(`CLOSECIRCUIT ${id}`)));
        return ids.length;
      },
      async authorise(address, privateKey) {
        const key = Buffer.from(privateKey).toString('base64');
        const name = address.replace(/\.onion$/, '');
        await client.control.send(`ONION_CLIENT_AUTH_ADD ${name} x25519:${key}`);
      },
      async restartService() {
        await service.tor.stop();
        running.delete(service.tor);
        service = await startService();
        await service.published;
        // The client remembers where the service was before, and that it failed there.
        await client.control.send('SIGNAL NEWNYM');
        await reachable();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A client that asks a relay for a descriptor which the relay has not fetched itself tries again only ten seconds later,
 * so nobody starts before every node knows every other.
 */
async function knowsEverybody({ name, control }: TorProcess, nodes: number): Promise<void> {
  await until(`${name} to know every node`, WAIT_MS, async () => {
    const consensus = await control.getInfo('ns/all').catch(() => '');
    if ((consensus.match(/^s .*\bHSDir\b.*\bRunning\b/gm) ?? []).length < nodes) return false;
    const descriptors = await control.getInfo('md/all').catch(() => '');
    return (descriptors.match(/^onion-key/gm) ?? []).length >= nodes;
  });
}

/** Resolves when the service has told the network where it is to be found; who asks before learns of nothing. */
async function published({ name, control }: TorProcess): Promise<void> {
  let uploads = 0;
  control.onEvent((event) => {
    if (event.startsWith('HS_DESC UPLOADED')) uploads += 1;
  });
  await control.send('SETEVENTS HS_DESC');
  await until(`${name} to publish its descriptor`, WAIT_MS, async () => uploads > 0);
}

/** Asks a SOCKS5 port for a stream to the probe behind the onion service. */
function canConnect(socksPort: number, onion: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(socksPort, '127.0.0.1');
    const end = (reached: boolean) => {
      socket.destroy();
      resolve(reached);
    };
    socket.setTimeout(20_000, () => end(false));
    socket.on('error', () => end(false)).on('close', () => resolve(false));
    const host = Buffer.from(onion);
    socket.write(Buffer.from([5, 1, 0]));
    socket.once('data', () => {
      const port = [PROBE_PORT >> 8, PROBE_PORT & 255];
      socket.write(Buffer.from([5, 1, 0, 3, host.length, ...host, ...port]));
      socket.once('data', (answer) => end(answer[1] === 0));
    });
  });
}

/** Free ports of the loopback interface, all held until the last one is known. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
