import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { writeConfig } from '../support/config.ts';
import { dirtyPhoto } from '../support/dirty-photo.ts';
import { newReporter, report } from '../support/reporter.ts';
import { startServer } from '../support/server.ts';

const SITE = 'http://traced.onion';
const DESK = 'http://desk.onion';

function agentTo(path: string): Agent {
  const agent = new Agent({ keepAlive: true });
  agent.createConnection = () => connect(path);
  return agent;
}

/** What a process and those it starts ask the kernel for, as strace sees it. */
describe('the service on its sockets, watched by strace', function () {
  this.timeout(300_000);

  it('opens no socket but unix ones while it takes a report with a photo and shows mailbox and desk', async () => {
    const work = await mkdtemp(join(tmpdir(), 'sluse-strace-'));
    const trace = join(work, 'trace');
    const [intake, desk] = [join(work, 'intake.sock'), join(work, 'desk.sock')];
    const server = await startServer({
      config: (data) =>
        writeConfig(data, {
          listener: { socket: intake, origins: [SITE] },
          desk: { socket: desk, origins: [DESK] },
        }),
      under: () => [
        ...['strace', '-D', '-f', '-qq', '-o', trace],
        ...['-e', 'trace=socket,socketpair,connect,bind'],
      ],
    });
    const agents = [agentTo(intake), agentTo(desk)] as const;
    try {
      const photo = { name: 'photo.jpg', content: new Uint8Array(await dirtyPhoto()) };
      const someone = newReporter(() => SITE, agents[0]);
      const { code, receipt } = await report(someone, { text: 'traced' }, [photo]);
      expect(receipt.text).to.include('Cleaned and sent');
      const again = newReporter(() => SITE, agents[0]);
      const mailbox = await again.submit(await again.get('/en/mailbox'), '/mailbox', { code });
      expect(mailbox.status).to.equal(200);
      const page = await new Promise<string>((resolve, reject) => {
        request(`${DESK}/en`, { agent: agents[1] }, (response) => resolve(text(response)))
          .on('error', reject)
          .end();
      });
      expect(page).to.include('type="password"');
    } finally {
      for (const agent of agents) agent.destroy();
      await server.stop();
    }

    const lines = (await readFile(trace, 'utf8')).split('\n').filter(Boolean);
    const families = new Map<string, Set<string>>();
    for (const line of lines) {
      const [, pid = '', family = ''] = /^(\d+) +socket(?:pair)?\((\w+)/.exec(line) ?? [];
      if (pid) families.set(family, (families.get(family) ?? new Set()).add(pid));
    }
    // bubblewrap asks the kernel by netlink to switch on the loopback device of the empty network that it makes for
    // each worker (bubblewrap, network.c); the server itself never does.
    expect([...families.keys()].filter((family) => family !== 'AF_NETLINK')).to.deep.equal([
      'AF_UNIX',
    ]);
    // Nothing else runs before the server itself.
    const first = /^(\d+) +socket(?:pair)?\(AF_UNIX/.exec(lines[0] ?? '')?.[1] ?? '';
    expect(families.get('AF_UNIX')?.has(first)).to.equal(true);
    expect(families.get('AF_NETLINK')?.has(first) ?? false).to.equal(false);
    const targets = lines.flatMap(
      (line) => /(?:connect|bind)\(\d+, \{sa_family=(\w+)/.exec(line)?.[1] ?? [],
    );
    expect(new Set(targets.filter((family) => family !== 'AF_NETLINK'))).to.deep.equal(
      new Set(['AF_UNIX']),
    );
    await rm(work, { recursive: true });
  });
});
