import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { overflows, violations } from '../support/axe.ts';
import { launchChromium } from '../support/chromium.ts';
import { tour } from '../support/tour.ts';
import { startTourSite, type TourSite } from '../support/tour-site.ts';

/** Pages of the tour; it must not become shorter unnoticed. */
const STOPS = 42;

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
        bad.push(...(await violations(page)).map((text) => `${name}: ${text}`));
        wide.push(...(await overflows(page)).map((text) => `${name} ${text}`));
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
