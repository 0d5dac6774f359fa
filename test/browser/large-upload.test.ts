import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { exportAndOpen } from '../support/unit.ts';
import { until } from '../support/until.ts';
import { layWire, type Wire } from '../support/wire.ts';

const LARGE = 50_000_000;
/** Enough to be held in the middle. */
const SMALLER = 12_000_000;
const STEP_MS = 60_000;

/** Silence, as a recorder writes it: RIFF, one format, one run of samples. */
function sound(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(bytes - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(48_000, 24);
  file.writeUInt32LE(96_000, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(bytes - 44, 40);
  return file;
}

/** What a person does and sees, in either browser, without scripts. */
interface Window {
  open(url: string): Promise<void>;
  write(text: string): Promise<void>;
  toLarge(): Promise<void>;
  choose(path: string): Promise<void>;
  send(): Promise<void>;
  /** The words in the frame of the bar, or of the answer. */
  words(frame: 'bar' | 'answer'): Promise<string>;
  toReceipt(): Promise<string>;
}

async function chromiumWindow(browser: Browser): Promise<Window> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const frames = { bar: page.frameLocator('iframe.bar'), answer: page.frameLocator('.answer') };
  return {
    open: async (url) => void (await page.goto(url)),
    write: (text) => page.locator('#text').fill(text),
    toLarge: () => page.locator('[formaction$="/large"]').click(),
    choose: (path) => page.locator('#files').setInputFiles(path),
    send: () => page.locator('form button:not([formaction])').click(),
    words: async (frame) => (await frames[frame].locator('body').textContent()) ?? '',
    async toReceipt() {
      await frames.answer.locator('a').click();
      await page.waitForURL(/receipt$/);
      return (await page.locator('main').textContent()) ?? '';
    },
  };
}

async function firefoxWindow(firefox: Firefox): Promise<Window> {
  const page = await firefox.newPage();
  const frame = async (name: 'bar' | 'answer') => {
    const found = (await page.frames())[name === 'bar' ? 0 : 1];
    if (found === undefined) throw new Error(`no frame for the ${name}`);
    return found;
  };
  return {
    open: (url) => page.goto(url),
    write: (text) => page.fill('#text', text),
    toLarge: () => page.follow('[formaction$="/large"]'),
    choose: (path) => page.setFiles('#files', [path]),
    send: () => page.click('form button:not([formaction])'),
    // A frame that is just loading anew has nothing to say.
    words: async (name) => (await frame(name)).text().catch(() => ''),
    async toReceipt() {
      const loaded = page.nextLoad();
      await (await frame('answer')).click('a');
      await loaded;
      return page.text('main');
    },
  };
}

describe('a large upload without scripts', function () {
  this.timeout(240_000);
  let server: TestServer;
  let wire: Wire;
  let work: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-large-'));
    for (const bytes of [LARGE, SMALLER]) await writeFile(join(work, `${bytes}.wav`), sound(bytes));
    server = await startServer();
    wire = await layWire(() => server.url);
  });
  after(async () => {
    await wire?.stop();
    await server?.stop();
    await rm(work, { recursive: true });
  });

  const browsers: Record<string, () => Promise<{ window: Window; close(): Promise<void> }>> = {
    Chromium: async () => {
      const browser = await launchChromium();
      return { window: await chromiumWindow(browser), close: () => browser.close() };
    },
    'Firefox at Safest': async () => {
      const firefox = await launchFirefox();
      return { window: await firefoxWindow(firefox), close: () => firefox.close() };
    },
  };

  /** Writes a report, goes to the page with the bar, and sends, so that a part of it is under way. */
  async function begin(window: Window, bytes: number) {
    await window.open(`${wire.url}/en/report`);
    await window.write('The sound says it all. qz-large');
    await window.toLarge();
    await window.choose(join(work, `${bytes}.wav`));
    wire.holdForms(0.32 * bytes);
    await window.send();
  }

  /** What the bar shows, once it is what it should be. */
  const shows = (window: Window, frame: 'bar' | 'answer', words: RegExp) =>
    until(`${words} in the frame of the ${frame}`, STEP_MS, async () =>
      words.exec(await window.words(frame)),
    );

  async function receiptOf(window: Window) {
    await shows(window, 'answer', /Your report has arrived/);
    const receipt = await window.toReceipt();
    expect(receipt).to.match(/Your code\s+\d{4} \d{4} \d{4} \d{4}/);
    expect(receipt).to.include('File 1').and.to.include('Cleaned and sent.');
  }

  for (const [name, launch] of Object.entries(browsers)) {
    describe(`in ${name}`, () => {
      let window: Window;
      let close: () => Promise<void>;
      before(async () => {
        ({ window, close } = await launch());
      });
      after(() => close?.());

      it('shows how far it is, and leads to the receipt', async () => {
        await begin(window, LARGE);
        await shows(window, 'bar', /\b30 % of 50 MB/);
        wire.holdForms(0.72 * LARGE);
        await shows(window, 'bar', /\b70 % of 50 MB/);
        wire.holdForms(Number.POSITIVE_INFINITY);
        await shows(window, 'bar', /Done/);
        await receiptOf(window);
      });

      it('arrives when the bar breaks in the middle', async () => {
        const before = wire.posts();
        await begin(window, SMALLER);
        await shows(window, 'bar', /\b30 % of 12 MB/);
        wire.breakOff('/large/bar');
        const asked = wire.exchanges.length;
        await until('the bar to ask in vain', STEP_MS, async () => wire.exchanges.length > asked);
        wire.holdForms(Number.POSITIVE_INFINITY);
        await receiptOf(window);
        wire.breakOff(null);
        // The page with the bar, and the upload: nothing was sent twice.
        expect(wire.posts() - before).to.equal(2);
      });
    });
  }

  describe('afterwards', () => {
    it('has brought every report once', async () => {
      const { cases } = await exportAndOpen(server.data, server.identityFile);
      expect(cases).to.have.length(2 * Object.keys(browsers).length);
      expect(server.output()).to.not.match(/failed/);
    });
  });
});
