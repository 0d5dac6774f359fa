import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { launchChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { tour } from '../support/tour.ts';
import { startTourSite, type TourSite } from '../support/tour-site.ts';
import { layWire, type Wire } from '../support/wire.ts';

/** What fits into the first round trip of a TCP connection, and so comes over Tor in one go (design § 8). */
const MOST = 14_000;

/** What a browser asked the server for, beside the pages that were opened. */
function watch(page: Page, wire: Wire) {
  let navigations = 0;
  let before = wire.exchanges.length;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) navigations += 1;
  });
  return {
    /** Since the last call: the bytes of the last page, and how many requests were not for a page. */
    take() {
      const since = wire.exchanges.slice(before);
      const surplus = since.length - navigations;
      before = wire.exchanges.length;
      navigations = 0;
      // The bar of a large upload stands in a frame, for which the browser asks by itself, again and again.
      const shown = new URL(page.url()).pathname;
      const pages = since.filter(({ path }) => !path.includes('/bar?') || shown.endsWith('/bar'));
      return { bytes: pages.at(-1)?.bytes ?? 0, surplus };
    },
  };
}

for (const language of LANGUAGE_CODES) {
  describe(`every page in ${language}`, function () {
    this.timeout(120_000);
    let site: TourSite;
    let wire: Wire;
    let browser: Browser;

    before(async () => {
      site = await startTourSite(language);
      wire = await layWire(() => site.url);
      browser = await launchChromium();
    });
    after(async () => {
      await browser?.close();
      await wire?.stop();
      await site?.stop();
    });

    it(`is one request, and comes in at most ${MOST} bytes with its headers`, async () => {
      const page = await (await browser.newContext()).newPage();
      const watched = watch(page, wire);
      await tour(page, { ...site, url: wire.url }, async (name) => {
        const { bytes, surplus } = watched.take();
        expect(surplus, `${name}: requests beside the page`).to.equal(0);
        expect(bytes, name).to.be.within(1000, MOST);
      });
    });
  });
}

describe('the demonstration', () => {
  let server: TestServer;
  let wire: Wire;
  let browser: Browser;

  before(async () => {
    server = await startServer();
    wire = await layWire(() => server.url);
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await wire?.stop();
    await server?.stop();
  });

  for (const language of LANGUAGE_CODES) {
    it(`is as light in ${language}`, async () => {
      const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
      const watched = watch(page, wire);
      for (const path of ['', '/report', '/mailbox', '/mailbox/closed', '/no-such-page']) {
        await page.goto(`${wire.url}/${language}${path}`);
        const { bytes, surplus } = watched.take();
        expect(surplus, path).to.equal(0);
        expect(bytes, path).to.be.within(1000, MOST);
      }
    });
  }
});
