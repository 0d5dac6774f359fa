import { expect } from 'chai';
import { identityOf, memoryOf, writeConfig } from '../support/config.ts';
import { beginUpload, END, fileHead, formFields } from '../support/raw-upload.ts';
import { newReporter, report } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';

const MB = 1_000_000;
const SIZE = 300 * MB;

describe('an upload of 300 MB', () => {
  let server: TestServer;

  before(async () => {
    server = await startServer({ config: (data) => writeConfig(data) });
  });
  after(() => server.stop());

  it('leaves the server process within 60 MB of what it had before', async () => {
    const pid = server.process.pid as number;
    // What the first reports cost (code, buffers, the key derivation) is not the upload's.
    const warm = [{ name: 'a.bin', content: Buffer.alloc(4 * MB, 7) }];
    for (const text of ['first', 'second'])
      await report(
        newReporter(() => server.url),
        { text },
        warm,
      );
    const { most } = await memoryOf(pid);

    const reporter = newReporter(() => server.url);
    const form = await reporter.get('/en/report');
    const head = formFields(form, { text: 'large', originals: 'yes' }) + fileHead('large.bin');
    const upload = beginUpload(
      server.url,
      reporter,
      form,
      Buffer.byteLength(head) + SIZE + END.length,
    );
    await upload.write(head);
    const piece = Buffer.alloc(MB, 7);
    for (let sent = 0; sent < SIZE; sent += MB) await upload.write(piece);
    upload.request.end(END);
    const { status } = await upload.answer;
    expect(status).to.equal(303);
    // Some twenty are usual; how much lies about for a while is the collector's choice, and more on a busy machine.
    expect((await memoryOf(pid)).most - most).to.be.below(60 * MB);

    const { cases } = await exportAndOpen(server.data, identityOf(server.data));
    expect(cases).to.have.length(3);
  });
});
