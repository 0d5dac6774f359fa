import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { writeConfig } from '../support/config.ts';
import { startServer, type TestServer } from '../support/server.ts';

const ONION = `http://${'abcdefghij234567'.repeat(4).slice(0, 56)}.onion`;
const WEB = 'https://report.nordby.example';
const ONION_LINE = 'You are on our onion address';
const WEB_LINE = 'your network can see that you are on this site';
const SCRIPTS_LINE = 'Your browser runs JavaScript';

/** A page as it is asked for under the name of one of our addresses, as Tor or a web front passes it on. */
function pageAt(url: string, path: string, host: string) {
  return new Promise<{ status: number; html: string; onionLocation: string | undefined }>(
    (found, failed) => {
      const sent = httpRequest(new URL(path, url), { headers: { host } }, async (response) => {
        const html = Buffer.concat(await response.toArray()).toString();
        const onionLocation = response.headers['onion-location'] as string | undefined;
        found({ status: response.statusCode ?? 0, html, onionLocation });
      });
      sent.once('error', failed);
      sent.end();
    },
  );
}

describe('what a page says about the way its visitor came', () => {
  let server: TestServer;
  let browser: Browser;
  const onion = new URL(ONION).host;
  const web = new URL(WEB).host;

  before(async () => {
    server = await startServer({
      config: (data) => writeConfig(data, { listener: { port: 0, origins: [WEB, ONION] } }),
    });
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('tells the onion address from all others, on every page', async () => {
    for (const path of [
      '/',
      '/en',
      '/en/info/scope',
      '/en/check',
      '/en/report',
      '/en/mailbox',
      '/en/none',
    ]) {
      const over = await pageAt(server.url, path, onion);
      expect(over.html, path).to.include(ONION_LINE).and.to.not.include(WEB_LINE);
      for (const host of [web, 'unknown.example', `${onion}.gateway.example`]) {
        const { html } = await pageAt(server.url, path, host);
        expect(html, host).to.include(WEB_LINE).and.to.not.include(ONION_LINE);
        expect(html, host).to.include(`<code>${ONION}</code>`);
      }
    }
  });

  it('tells Tor Browser of the onion address on the ordinary web only, and never from a form or a mailbox', async () => {
    expect((await pageAt(server.url, '/en?from=poster', web)).onionLocation).to.equal(
      `${ONION}/en`,
    );
    for (const path of ['/', '/en/info/anonymity', '/en/check'])
      expect((await pageAt(server.url, path, web)).onionLocation).to.equal(ONION + path);
    for (const [path, host] of [
      ['/en', onion],
      ['/en', 'unknown.example'],
      ['/en/report', web],
      ['/en/mailbox', web],
      ['/en/mailbox/file/1/1', web],
      ['/en/receipt', web],
      ['/en/no-such-page', web],
    ] as const) {
      const { onionLocation } = await pageAt(server.url, path, host);
      expect(onionLocation, `${path} at ${host}`).to.equal(undefined);
    }
  });

  it('claims nothing about an onion address where there is none', async () => {
    const plain = await startServer({ config: (data) => writeConfig(data) });
    try {
      const { html, onionLocation } = await pageAt(plain.url, '/en', 'localhost');
      expect(html).to.include(WEB_LINE).and.to.not.include('.onion');
      expect(onionLocation).to.equal(undefined);
    } finally {
      await plain.stop();
    }
  });

  for (const javaScriptEnabled of [true, false]) {
    const state = javaScriptEnabled ? 'on' : 'off';
    it(`${javaScriptEnabled ? 'gives' : 'does not give'} advice on JavaScript where it is ${state}, within the policy`, async () => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      await page.goto(`${server.url}/en`);
      expect(await page.locator('.js').isVisible()).to.equal(javaScriptEnabled);
      expect((await page.locator('body').innerText()).includes(SCRIPTS_LINE)).to.equal(
        javaScriptEnabled,
      );
      expect(await page.locator('code').isVisible()).to.equal(true);
      expect(said).to.deep.equal([]);
      await context.close();
    });
  }

  it('gives no advice on JavaScript to a reader without styles', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/en`);
    await page.evaluate('document.querySelectorAll("style").forEach((style) => style.remove())');
    expect(await page.locator('body').innerText()).to.not.include(SCRIPTS_LINE);
    await page.close();
  });

  it('would be told of a style that the policy does not name', async () => {
    // The same page without the second hash: what the test above looks for does appear.
    const { html } = await pageAt(server.url, '/en', 'localhost');
    const spoiled = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.setHeader('content-security-policy', "default-src 'none'");
      response.end(html);
    });
    await new Promise<void>((open) => spoiled.listen(0, '127.0.0.1', open));
    const page = await browser.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(`http://127.0.0.1:${(spoiled.address() as AddressInfo).port}/`);
    expect(said.join()).to.include('Content Security Policy');
    await page.close();
    spoiled.closeAllConnections();
    spoiled.close();
  });
});
