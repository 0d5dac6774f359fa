import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { expect } from 'chai';
import { pngChunk } from '../sanitise/images/png-craft.ts';
import { writeConfig } from '../support/config.ts';
import { newReporter } from '../support/reporter.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { layWire } from '../support/wire.ts';

/** A PNG of 64 × 40 of as good as so many bytes: stored pixels, and empty chunks of twelve bytes. */
function logoOf(bytes: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(64, 0);
  header.writeUInt32BE(40, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const frame = [Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IHDR', header)];
  const pixels = deflateSync(Buffer.alloc(40 * 65));
  const parts = [...frame, pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))];
  const plain = Buffer.concat(parts);
  const empty = pngChunk('IDAT', Buffer.alloc(0));
  const count = Math.floor((bytes - plain.length) / empty.length);
  return Buffer.concat([
    ...parts.slice(0, 3),
    ...Array(Math.max(0, count)).fill(empty),
    ...parts.slice(3),
  ]);
}

describe("an organisation's brand", () => {
  let work: string;
  let server: TestServer | null = null;
  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-brand-'));
  });
  afterEach(async () => {
    await server?.stop();
    server = null;
  });
  after(() => rm(work, { recursive: true }));

  const start = async (logo: Buffer) => {
    await writeFile(join(work, 'logo.png'), logo);
    const brand = {
      colour: '#0a5c36',
      logo: { file: join(work, 'logo.png'), alt: { en: 'Trial <town>', da: 'Prøveby' } },
    };
    return startServer({ config: (data) => writeConfig(data, { channel: { brand } }) });
  };

  it('colours every page within the policy, and shows the logo with its words', async () => {
    server = await start(logoOf(1000));
    const reporter = newReporter(() => server?.url ?? '');
    for (const path of ['/en', '/en/report', '/en/mailbox', '/en/no-such-page']) {
      const { html, headers } = await reporter.get(path);
      const css = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
      expect(css).to.match(/:root\{--brand:#0a5c36;--bar:#0a5c36\}@media/);
      const hash = createHash('sha256').update(css).digest('base64');
      expect(headers.get('content-security-policy'), path).to.include(`'sha256-${hash}'`);
      expect(html).to.match(
        /<img src="data:image\/png;base64,[^"]+" width="64" height="40" alt="Trial &lt;town&gt;">/,
      );
    }
    expect((await reporter.get('/da')).html).to.include('alt="Prøveby"');
  });

  it('is refused at the start when a page would get too heavy, and fits with as many bytes as that says', async () => {
    const heavy = logoOf(5900);
    const refused = await start(heavy).then(
      () => null,
      (error: Error) => error.message,
    );
    const told =
      /brand\.logo: with it (\/\S+) takes \d+ bytes, and 14000 come over Tor in one go\. The picture has (\d+) bytes and may have (\d+)\./.exec(
        refused ?? '',
      );
    expect(Number(told?.[2]), String(refused)).to.equal(heavy.length);
    server = await start(logoOf(Number(told?.[3])));
    const wire = await layWire(() => server?.url ?? '');
    try {
      const reporter = newReporter(() => wire.url);
      await reporter.get(String(told?.[1]));
      expect(wire.exchanges.at(-1)?.bytes).to.be.within(13_900, 14_000);
    } finally {
      await wire.stop();
    }
  });
});
