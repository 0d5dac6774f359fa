import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { circuitAgent } from '../support/circuit.ts';
import { identityOf, writeConfig } from '../support/config.ts';
import { beginUpload, fileHead, formFields } from '../support/raw-upload.ts';
import { newReporter, type Page, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

const SITE = 'http://flooded.onion';
const CIRCUITS = 20;
const EACH = 10;
const FILE = [{ name: 'a.bin', content: Buffer.alloc(3_000_000, 7) }];

/** A real server on its socket, and everything that comes to it named by its circuit as Tor names it. */
describe('under a flood', function () {
  this.timeout(300_000);
  let dir: string;
  let path: string;
  let server: TestServer;
  const agents: Agent[] = [];

  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'sluse-flood-'));
    path = join(dir, 'intake.sock');
    const listener = { socket: path, origins: [SITE], circuitIds: true };
    server = await startServer({
      config: (data) => writeConfig(data, { listener, limits: { codesWaiting: 30 } }),
    });
  });
  after(async () => {
    for (const agent of agents) agent.destroy();
    await server?.stop();
    await rm(dir, { recursive: true });
  });

  function agentOf(circuit: number, sockets?: number): Agent {
    const agent = circuitAgent(circuit, path, sockets);
    agents.push(agent);
    return agent;
  }
  const someone = (circuit: number) => newReporter(() => SITE, agentOf(circuit));

  /** Tries wrong codes on many connections at once until it is told to stop; counts the answers by their status. */
  function floodWithCodes() {
    const answers = new Map<number, number>();
    const agentsOfFlood: Agent[] = [];
    let goOn = true;
    const tryCodes = async (agent: Agent) => {
      const attacker = newReporter(() => SITE, agent);
      const form = await attacker.get('/en/mailbox');
      while (goOn) {
        const code = String(randomInt(10 ** 12)).padStart(16, '9');
        const { status } = await attacker.submit(form, '/mailbox', { code });
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    };
    const attackers = Array.from({ length: CIRCUITS }, (_, circuit) => {
      const agent = agentOf(1000 + circuit, EACH);
      agentsOfFlood.push(agent);
      return Array.from({ length: EACH }, () => tryCodes(agent));
    }).flat();
    const stopped = Promise.allSettled(attackers);
    return {
      answers,
      async stop() {
        goOn = false;
        for (const agent of agentsOfFlood) agent.destroy();
        // Those whose connection was just cut fail.
        await stopped;
      },
    };
  }

  it('of wrong codes on 200 connections an honest reporter reports with a file, logs in and writes', async () => {
    const flood = floodWithCodes();
    const refused = () => (flood.answers.get(503) ?? 0) + (flood.answers.get(429) ?? 0);
    // The flood has filled the line before anybody else comes.
    while (refused() < 100) await new Promise(setImmediate);

    const { code, receipt } = await report(
      someone(1),
      { text: 'in the middle of it', originals: 'yes' },
      FILE,
    );
    expect(receipt.status, receipt.text).to.equal(200);
    const back = someone(2);
    const mailbox = await back.submit(await back.get('/en/mailbox'), '/mailbox', { code });
    expect(mailbox.status, mailbox.text).to.equal(200);
    const after = await back.submit(mailbox, '/message', { text: 'and one more thing' });
    expect(after.text).to.include('Your message has arrived');

    await flood.stop();
    expect(flood.answers.has(200)).to.equal(false);
    expect((await exportAndOpen(server.data, identityOf(server.data))).cases).to.have.length(1);
  });

  it('of wrong codes a circuit is told to wait, in its language, and what else it can do; another one is not', async () => {
    const attacker = someone(3000);
    const form = await attacker.get('/da/mailbox');
    let page: Page;
    let tries = 0;
    do {
      page = await attacker.submit(form, '/mailbox', { code: '9999 9999 9999 9999' });
      tries += 1;
    } while (page.status === 422);
    expect(tries).to.equal(12);
    expect(page.status).to.equal(429);
    expect(page.headers.get('retry-after')).to.match(/^\d+$/);
    expect(page.text).to.include('lukket i et minut').and.to.include('Nyt Tor-kredsløb');

    const other = someone(3001);
    const again = await other.submit(await other.get('/da/mailbox'), '/mailbox', {
      code: '9999 9999 9999 9999',
    });
    expect(again.status).to.equal(422);
  });

  it('of uploads that trickle from many circuits an honest one gets in', async () => {
    const trickles = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => {
        const agent = agentOf(2000 + Math.floor(index / 4));
        const attacker = newReporter(() => SITE, agent);
        const form = await attacker.get('/en/report');
        const upload = beginUpload(SITE, attacker, form, 500_000_000, {}, agent);
        await upload.write(formFields(form, { text: 'trickle' }) + fileHead('a.bin'));
        await upload.write(Buffer.alloc(200_000));
        return upload;
      }),
    );
    const { receipt } = await report(someone(4), { text: 'beside it', originals: 'yes' }, FILE);
    expect(receipt.status, receipt.text).to.equal(200);
    for (const { request } of trickles) request.destroy();
  });

  it('says nothing of circuits in its output', () => {
    expect(server.output()).to.match(/^Sluse is ready at its socket\. Data: \S+\n$/);
  });
});
