import axe from 'axe-core';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { launchChromium } from '../support/chromium.ts';
import { tour } from '../support/tour.ts';
import { startTourSite, type TourSite } from '../support/tour-site.ts';

/** WCAG 2.2 up to AA, and what axe's makers know beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Pages of the tour; it must not become shorter unnoticed. */
const STOPS = 42;

/** A phone, and a desktop window of 1280 × 1024 at 400 % (WCAG 1.4.10). */
const WIDTHS = [
  { width: 360, height: 740 },
  { width: 320, height: 256 },
];

/** What axe has against a page, in a form that says where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations, passes }) =>
      ({ checked: passes.length, bad: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)) }))`,
  );
  const { checked, bad } = found as { checked: number; bad: string[] };
  expect(checked, 'rules that axe could apply').to.be.above(10);
  return bad;
}

for (const language of LANGUAGE_CODES) {
  describe(`the pages in ${language}`, function () {
    this.timeout(180_000);
    let site: TourSite;
    let browser: Browser;
    const seen: { name: string; title: string; h1: number; lang: string }[] = [];
    const bad: string[] = [];
    const wide: string[] = [];
    const broken: string[] = [];

    before(async () => {
      site = await startTourSite(language);
      browser = await launchChromium();
      const page = await (await browser.newContext()).newPage();
      await tour(page, site, async (name) => {
        // Each page is looked at in every language, and in two of them by dark.
        const dark = (seen.length + LANGUAGE_CODES.indexOf(language)) % 2 === 1;
        await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
        bad.push(...(await violations(page)).map((text) => `${name}: ${text}`));
        for (const size of WIDTHS) {
          await page.setViewportSize(size);
          const overflow = await page.evaluate<string[]>(
            `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.outerHTML.slice(0, 80))`,
          );
          const scroll = await page.evaluate<number>('document.documentElement.scrollWidth');
          if (scroll > size.width || overflow.length > 0)
            wide.push(`${name} at ${size.width}: ${scroll} px, ${overflow.join(' ')}`);
        }
        // A paragraph inside a paragraph ends the outer one, and its own end makes an empty one.
        if ((await page.locator('p:empty').count()) > 0) broken.push(name);
        const h1 = await page.locator('h1').count();
        const lang = (await page.locator('html').getAttribute('lang')) ?? '';
        seen.push({ name, title: await page.title(), h1, lang });
      });
    });
    after(async () => {
      await browser?.close();
      await site?.stop();
    });

    it('have nothing that axe objects to', () => {
      expect(seen).to.have.length(STOPS);
      expect(bad).to.deep.equal([]);
    });

    it('need no sideways scrolling on a phone and at 400 % zoom', () => {
      expect(seen).to.have.length(STOPS);
      expect(wide).to.deep.equal([]);
    });

    it('nest their elements as HTML allows', () => {
      expect(broken).to.deep.equal([]);
    });

    it('have one heading of the first level, their language, and a title without a code', () => {
      for (const { name, title, h1, lang } of seen) {
        expect(h1, name).to.equal(1);
        expect(lang, name).to.equal(language);
        expect(title, name).to.match(/^[^\d]{10,80}$/);
      }
      expect(new Set(seen.map(({ title }) => title)).size).to.be.above(8);
    });
  });
}

describe('the accessibility check', () => {
  it('notices a field without a label, and grey text', async () => {
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.setContent(
        '<!doctype html><html lang="en"><title>A title</title><main><h1>Heading</h1><input><p style="color:#999">grey</p></main>',
      );
      const found = (await violations(page)).join();
      expect(found).to.include('label: ').and.to.include('color-contrast: ');
    } finally {
      await browser.close();
    }
  });
});
