import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { newReporter, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

const bytes = (length: number) => Buffer.alloc(length, 1);

/** At one chosen moment; test/torture kills at random ones. */
describe('a server that is killed', () => {
  let server: TestServer;
  const sealedFiles = async () =>
    (await readdir(join(server.data, 'sealed'), { recursive: true })).filter((name) =>
      /\.(age|part)$/.test(name),
    ).length;

  before(async () => {
    server = await startServer();
    await report(
      newReporter(() => server.url),
      { text: 'before' },
    );
  });
  after(() => server.stop());

  async function kill(): Promise<void> {
    const gone = once(server.process, 'exit');
    server.process.kill('SIGKILL');
    await gone;
    await server.restart();
  }

  it('while files are cleaned and sealed shows no half a case and leaves no file', async () => {
    const before = await sealedFiles();
    const attached = Array.from({ length: 20 }, (_, index) => ({
      name: `${index}.bin`,
      content: bytes(3_000_000),
    }));
    const reporter = newReporter(() => server.url);
    const form = await reporter.get('/en/report');
    const sending = reporter
      .submit(form, '/report', { text: 'sealing', originals: 'yes' }, attached)
      .catch(() => null);
    // Sealing has begun when the first staged file is there; most of sixty megabytes are still to come.
    while ((await sealedFiles()) <= before) await setImmediate();
    await kill();
    await sending;
    const { cases } = await exportAndOpen(server.data, server.identityFile);
    expect(cases).to.have.length(1);
    expect(await sealedFiles()).to.equal(before);
  });
});
