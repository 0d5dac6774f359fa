import { once } from 'node:events';
import { mkdir, readdir, rename, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { launchFirefox } from './firefox.ts';
import { command } from './unit.ts';

/** The reader as a member of a unit has it before them: a file from a stick, in a browser without a network. */
export interface ReaderWindow {
  fill(css: string, text: string): Promise<void>;
  click(css: string): Promise<void>;
  setFiles(css: string, paths: readonly string[]): Promise<void>;
  /** What is to be read there, as soon as it is there. */
  text(css: string): Promise<string>;
  /** What stands in a field. */
  value(css: string): Promise<string>;
  count(css: string): Promise<number>;
  /** Clicks, and gives the path of the file that was saved. */
  saved(css: string): Promise<string>;
  screenshot(file: string): Promise<void>;
  /** Everything that the browser asked of a network, and everything that the page complained of. */
  complaints(): string[];
  /** Chromium only, to look at more than a person sees. */
  page: Page | null;
  close(): Promise<void>;
}

/** Builds the reader into a folder and gives its path. */
export async function builtReader(folder: string): Promise<{ path: string; sha256: string }> {
  const path = join(folder, 'reader.html');
  const { stdout } = await command('build-reader', '--out', path);
  return { path, sha256: stdout.trim() };
}

export async function readerInChromium(path: string): Promise<ReaderWindow> {
  const browser = await launchChromium();
  const context = await browser.newContext({ acceptDownloads: true, locale: 'en-GB' });
  await context.setOffline(true);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (!/^(file|blob):/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  await page.goto(pathToFileURL(path).href);
  const at = (css: string) => page.locator(css).first();
  return {
    fill: (css, text) => at(css).fill(text),
    click: (css) => at(css).click(),
    setFiles: (css, paths) => at(css).setInputFiles([...paths]),
    text: (css) => at(css).innerText(),
    value: (css) => at(css).inputValue(),
    count: (css) => page.locator(css).count(),
    async saved(css) {
      const [download] = await Promise.all([page.waitForEvent('download'), at(css).click()]);
      const into = join(path, '..', `chromium-${download.suggestedFilename()}`);
      await download.saveAs(into);
      return into;
    },
    async screenshot(file) {
      await page.screenshot({ path: file, fullPage: true });
    },
    complaints: () => complaints,
    page,
    close: () => browser.close(),
  };
}

/** Names under which the reader saves. */
const OURS = /^(sluse|attachment|original|reply|case|part)-.*\.[a-z]+$/;

/** Longer than anything here takes on a busy machine; only a broken test waits for it. */
const PATIENCE = 60_000;

export async function readerInFirefox(path: string): Promise<ReaderWindow> {
  const complaints: string[] = [];
  // The only way out of this Firefox; it leads nowhere, and tells who knocks.
  const way = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (data) => {
        complaints.push(`asked for ${data.subarray(5, -2).toString('latin1')}`);
        socket.destroy();
      });
    });
    socket.on('error', () => socket.destroy());
  });
  way.listen(0, '127.0.0.1');
  await once(way, 'listening');
  const downloads = join(path, '..', 'firefox-downloads');
  await mkdir(downloads, { recursive: true });
  const firefox = await launchFirefox({
    preferences: {
      'intl.accept_languages': 'en-GB',
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.always_ask_before_handling_new_types': false,
      'browser.download.alwaysOpenPanel': false,
    },
    socksPort: (way.address() as AddressInfo).port,
  });
  const page = await firefox.newPage();
  await page.goto(pathToFileURL(path).href);

  /** Looks until something is there; each look takes the browser some milliseconds. */
  async function until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (Date.now() > end) throw new Error(`${what} did not come: ${await page.text()}`);
    }
  }
  const there = (css: string) => until(css, async () => ((await page.count(css)) > 0 ? css : null));
  const names = () => readdir(downloads);
  return {
    fill: async (css, text) => page.fill(await there(css), text),
    click: async (css) => page.click(await there(css)),
    setFiles: async (css, paths) => page.setFiles(await there(css), paths),
    text: async (css) => page.text(await there(css)),
    value: async (css) => page.value(await there(css)),
    count: (css) => page.count(css),
    async saved(css) {
      const before = await names();
      await page.click(await there(css));
      const name = await until('a saved file', async () => {
        // Firefox puts an empty file in the place and writes another beside it, under a name of its own.
        const after = (await names()).filter((file) => !before.includes(file));
        const [only = ''] = after;
        if (after.length !== 1 || !OURS.test(only)) return null;
        return (await stat(join(downloads, only))).size > 0 ? only : null;
      });
      const into = join(path, '..', `firefox-${name}`);
      await rename(join(downloads, name), into);
      return into;
    },
    screenshot: (file) => page.screenshot(file),
    complaints: () => complaints,
    page: null,
    async close() {
      await firefox.close();
      way.close();
    },
  };
}

/** Waits until the text at `css` matches. */
export async function expectText(
  reader: ReaderWindow,
  css: string,
  wanted: RegExp,
): Promise<string> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const text = await reader.text(css);
    if (wanted.test(text)) return text;
    if (Date.now() > end) expect(text, css).to.match(wanted);
  }
}
