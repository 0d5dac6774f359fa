import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { PAGE_IDS } from '../../src/languages/page-ids.ts';
import { launchChromium } from '../support/chromium.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** The focused element: what it is, and whether somebody can see that it is focused. */
const FOCUSED = `(() => {
  const e = document.activeElement;
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return {
    what: e === document.body ? 'BODY' : e.id || e.getAttribute('href') || e.textContent.trim() || e.tagName,
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inView: box.bottom > 0 && box.top < innerHeight && box.width > 1,
  };
})()`;

describe('the report form without a mouse', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = await startServer();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await page.goto(`${server.url}/en/report`);
  });
  afterEach(() => page.context().close());

  const press = (key: string) => page.keyboard.press(key);
  const focused = () => page.evaluate<{ what: string; seen: boolean; inView: boolean }>(FOCUSED);
  const tabTo = async (what: string) => {
    for (let presses = 0; presses < 40; presses += 1) {
      await press('Tab');
      if ((await focused()).what === what) return;
    }
    throw new Error(`${what} cannot be reached with Tab`);
  };

  it('is walked through in the order in which it is read, and always shows where one is', async () => {
    const walk: string[] = [];
    for (let presses = 0; presses < 20; presses += 1) {
      await press('Tab');
      const { what, seen, inView } = await focused();
      if (what === 'BODY') break;
      expect(seen, `${what} shows its focus`).to.equal(true);
      expect(inView, `${what} can be seen`).to.equal(true);
      walk.push(what);
    }
    expect(walk).to.deep.equal([
      '#main',
      '/en',
      '/en/report',
      '/en/mailbox',
      'text',
      'Check my text first',
      'category-none',
      'relation-none',
      'identity',
      'contactName',
      'contactEmail',
      'contactPhone',
      'contactOther',
      'Large files? A page with a progress bar',
      'files',
      'originals',
      'Send the report',
      '/en/info/accessibility',
    ]);
  });

  it('leads past the navigation with the first link', async () => {
    await press('Tab');
    expect(await page.locator('.skip').boundingBox())
      .to.have.property('width')
      .above(50);
    await press('Enter');
    await press('Tab');
    expect((await focused()).what).to.equal('text');
  });

  it('is filled in, sent, mended and sent again with keys alone', async () => {
    await tabTo('relation-none');
    await press('ArrowUp');
    await tabTo('identity');
    await press('ArrowDown');
    await tabTo('contactName');
    await page.keyboard.type('Åse');
    await tabTo('originals');
    await press('Space');
    await tabTo('Send the report');
    await press('Enter');
    await page.waitForSelector('[role=alert]');

    // The first link after the navigation leads from the summary to the field that is empty.
    await tabTo('#text');
    await press('Enter');
    await page.keyboard.type('Written with keys alone.');
    expect(await page.locator('#text').inputValue()).to.equal('Written with keys alone.');
    expect(await page.locator('#originals').isChecked()).to.equal(true);
    expect(await page.locator('#identity-named').isChecked()).to.equal(true);
    expect(await page.locator('#relation-partner').isChecked()).to.equal(true);
    await tabTo('Send the report');
    await press('Space');
    await page.waitForURL('**/receipt');

    await tabTo('/en/mailbox');
    await press('Enter');
    await page.waitForURL('**/mailbox');
    await tabTo('Close the mailbox');
    await press('Enter');
    await page.waitForURL('**/closed');
  });
});

describe('the pages before the form without a mouse', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;

  before(async () => {
    server = await startServer();
    browser = await launchChromium();
    page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  const press = (key: string) => page.keyboard.press(key);
  const focused = () => page.evaluate<{ what: string; seen: boolean; inView: boolean }>(FOCUSED);

  it('lead from link to link in the order in which they are read, and show where one is', async () => {
    for (const path of ['', '/check', ...PAGE_IDS.map((id) => `/info/${id}`)]) {
      await page.goto(`${server.url}/en${path}`);
      const links = await page.evaluate<string[]>(
        `[...document.querySelectorAll('a')].map((e) => e.getAttribute('href'))`,
      );
      const walk: string[] = [];
      for (let presses = 0; presses < 40 && walk.length < links.length; presses += 1) {
        await press('Tab');
        const { what, seen, inView } = await focused();
        expect(seen, `${what} on ${path} shows its focus`).to.equal(true);
        expect(inView, `${what} on ${path} can be seen`).to.equal(true);
        if (/^[/#]/.test(what)) walk.push(what);
      }
      expect(walk, path).to.deep.equal(links);
    }
  });

  it('answer the two questions with keys alone, and go on to the form', async () => {
    await page.goto(`${server.url}/en/check`);
    const tabTo = async (what: string) => {
      for (let presses = 0; presses < 40; presses += 1) {
        await press('Tab');
        if ((await focused()).what === what) return;
      }
      throw new Error(`${what} cannot be reached with Tab`);
    };
    await tabTo('relation-none');
    await press('ArrowUp');
    await tabTo('topic-none');
    await press('ArrowUp');
    await tabTo('Show the answer');
    await press('Enter');
    await page.waitForSelector('text=What this means for you');
    await tabTo('Write the report');
    await press('Space');
    await page.waitForSelector('.digits');
    expect(await page.locator('#relation-partner').isChecked()).to.equal(true);
  });
});

describe('the pages without their style', () => {
  let server: TestServer;
  let browser: Browser;

  before(async () => {
    server = await startServer();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** What is read from top to bottom when the style sheet is gone. */
  async function plain(path: string): Promise<string> {
    const page = await browser.newPage();
    await page.goto(server.url + path);
    await page.evaluate('document.querySelector("style").remove()');
    const text = await page.locator('body').innerText();
    await page.close();
    return text;
  }
  const inOrder = (text: string, parts: readonly (string | RegExp)[]) => {
    let from = 0;
    for (const part of parts) {
      const at = text.slice(from).search(part);
      expect(at, `${part} after the ${from} first characters`).to.be.at.least(0);
      from += at + 1;
    }
  };

  it('tell first who this is, then what can be done, then what happens', async () => {
    inOrder(await plain('/en'), [
      'Skip to content',
      'Demo organisation',
      'Mailbox',
      'Report a concern',
      'Start a report',
      'Open your mailbox',
      'Only the people whom',
      'Call 112',
      'Before you write',
      'How to stay anonymous',
      'About this service',
      'What happens to your report',
      'Svenska',
      'Accessibility statement',
    ]);
  });

  it('show the code before the form, and every hint before its field', async () => {
    inOrder(await plain('/en/report'), [
      'Write a report',
      'First: write down your code',
      /\d{4} \d{4} \d{4} \d{4}/,
      'What happened',
      'What is it about',
      'How are you connected',
      'Do you want to say who you are',
      'Fill in the fields below only if you chose yes',
      'No, I report anonymously',
      'Sealed apart',
      'Telephone',
      'Photos, documents',
      'Also send the original files',
      'An original can prove',
      'Send the report',
    ]);
  });
});
