import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { CATALOGUES } from '../../src/languages/catalogue.ts';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { launchChromium } from '../support/chromium.ts';
import { type Firefox, launchFirefox } from '../support/firefox.ts';
import { startTourSite, type TourSite } from '../support/tour-site.ts';

/** What both browsers are asked to do here. */
interface Reader {
  goto(url: string): Promise<void>;
  follow(css: string): Promise<void>;
  click(css: string): Promise<void>;
  fill(css: string, text: string): Promise<void>;
  text(css?: string): Promise<string>;
  count(css: string): Promise<number>;
  address(): Promise<string>;
}

function chromiumReader(page: Page): Reader {
  return {
    goto: async (url) => void (await page.goto(url)),
    follow: async (css) => {
      const loaded = page.waitForEvent('load');
      await page.locator(css).first().click();
      await loaded;
    },
    click: (css) => page.locator(css).first().click(),
    fill: (css, text) => page.locator(css).fill(text),
    text: (css = 'body') => page.locator(css).first().innerText(),
    count: (css) => page.locator(css).count(),
    address: async () => page.url(),
  };
}

/** From the front page by way of the advice and the two questions to a report that is in. */
async function readAndReport(
  reader: Reader,
  site: TourSite,
  language: (typeof LANGUAGE_CODES)[number],
) {
  const { pages, selfCheck, intake, connection } = CATALOGUES[language];
  const base = `/nordby/${language}`;
  await reader.goto(site.url + base);
  expect(await reader.text('h1')).to.equal(intake.home.title);
  expect(await reader.text('aside'))
    .to.include(connection.web)
    .and.to.include('.onion');
  expect(await reader.text()).to.not.include(connection.scripts);

  await reader.follow(`a[href="${base}/info/anonymity"]`);
  expect(await reader.text('h1')).to.equal(pages.titles.anonymity);
  expect(await reader.text('main')).to.include('Tor Browser');
  await reader.follow(`a[href="${base}/info/process"]`);
  expect(await reader.text('main')).to.match(/7 da[a-z]+.*3 m[a-zå]+/s);

  await reader.follow(`a[href="${base}/check"]`);
  await reader.click('#relation-supplier');
  await reader.click('[name=topic][value="here-people"]');
  await reader.follow('form[action$="/check"] button');
  expect(await reader.text('h1')).to.equal(selfCheck.answerTitle);
  expect(await reader.text('main'))
    .to.include(selfCheck.covered.dk)
    .and.to.include(selfCheck.belongs);
  expect(await reader.address()).to.match(/\/check$/);

  await reader.follow('form[action$="/begin"] button');
  expect(await reader.text('.digits')).to.match(/^\d{4} \d{4} \d{4} \d{4}$/);
  expect(await reader.count('#relation-supplier:checked')).to.equal(1);
  expect(await reader.count('#category-people:checked')).to.equal(1);
  await reader.fill('#text', 'qz ord');
  await reader.follow('form button:not([formaction])');
  expect(await reader.text('h1')).to.equal(intake.receipt.title);
}

describe('the way from the front page to a report', function () {
  this.timeout(180_000);
  let site: TourSite;
  let chromium: Browser;
  let firefox: Firefox;

  before(async () => {
    site = await startTourSite('da');
    [chromium, firefox] = await Promise.all([launchChromium(), launchFirefox()]);
  });
  after(async () => {
    await firefox?.close();
    await chromium?.close();
    await site?.stop();
  });

  for (const language of LANGUAGE_CODES) {
    it(`is walked in ${language} in Firefox with the settings of Tor Browser at Safest`, async () => {
      await readAndReport(await firefox.newPage(), site, language);
    });

    it(`is walked in ${language} in Chromium without scripts`, async () => {
      const page = await (await chromium.newContext({ javaScriptEnabled: false })).newPage();
      await readAndReport(chromiumReader(page), site, language);
    });
  }
});
