import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { PAGE_IDS } from '../../src/languages/page-ids.ts';
import { dirtyPhoto } from './dirty-photo.ts';
import type { TourSite } from './tour-site.ts';

/** What somebody attaches: two that can be cleaned, one that cannot, and one that is empty. */
export async function tourFiles() {
  return [
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await dirtyPhoto() },
    {
      name: 'scan.png',
      mimeType: 'image/png',
      buffer: await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
        .png()
        .toBuffer(),
    },
    { name: 'unknown.bin', mimeType: '', buffer: Buffer.from('\0\x01 no format begins so') },
    { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
  ];
}

/**
 * Walks through every page and every state that a reporter can meet, in the language of the site, and calls `stop` at
 * each.
 */
export async function tour(
  page: Page,
  site: TourSite,
  stop: (name: string) => Promise<void>,
): Promise<void> {
  const base = `${site.url}/nordby/${site.language}`;
  const open = (path: string) => page.goto(base + path);
  /** Presses the button of the form that goes to `action`. */
  const press = async (action: string, button = 'button:not([formaction])') => {
    const loaded = page.waitForEvent('load');
    await page.locator(`form[action*="${action}"] ${button}`).first().click();
    await loaded;
  };
  const login = async (code: string) => {
    await page.context().clearCookies();
    await open('/mailbox');
    await page.locator('#code').fill(code);
    await press('/mailbox');
  };
  const [photo, scan, unknown, empty] = await tourFiles();
  if (!photo || !scan || !unknown || !empty) throw new Error('four files');

  await page.goto(site.url);
  await stop('organisations');
  await open('');
  await stop('home');
  for (const id of PAGE_IDS) {
    await open(`/info/${id}`);
    await stop(`info-${id}`);
  }
  await open('/check');
  await stop('self-check');
  await page.locator('[name=relation]').first().check();
  await page.locator('[name=topic]').nth(3).check();
  await press('/check');
  await stop('self-check-answer');
  await open('/no-such-page');
  await stop('not-found');
  await page.goto(`${site.url}/no-such-organisation`);
  await stop('not-found-anywhere');
  await open('/mailbox/message');
  await stop('wrong-method');

  await open('/report');
  const code = (await page.locator('.digits').textContent()) ?? '';
  await stop('report');
  await page.locator('#identity-named').check();
  await page.locator('#contactName').fill('Åse Ødegård');
  await page.locator('#category').evaluate((input) => input.setAttribute('value', 'no-such'));
  await page.locator('#category').check();
  await press('/report');
  await stop('report-errors');
  await page.locator('#text').fill(site.tellingText);
  await press('/report', '[formaction*="/check"]');
  await stop('report-checked');
  await press('/report', '[formaction$="/large"]');
  await stop('large');
  const bar = (await page.locator('iframe.bar').getAttribute('src')) ?? '';
  await press('/large/send', '[formaction$="/back"]');
  const token = page.locator('[name=_csrf]');
  await page.locator('#text').fill('Det foregår hver nat. '.repeat(10));
  await page.locator('#category').check();
  await token.evaluate((input) => input.setAttribute('value', 'wrong'));
  await press('/report');
  await stop('report-refused');
  await page.locator('#files').setInputFiles([photo, scan, unknown, empty]);
  await press('/report');
  await stop('receipt-held');
  await press('/held', '[value=drop]');
  await stop('receipt-dropped');
  await page.goto(site.url + bar);
  await stop('large-bar');
  await open('/report/large/arrived');
  await stop('large-arrived');

  await open('/mailbox');
  await stop('mailbox-first');
  await site.bringReplies();
  await page.locator('#text').fill('En ting mere.');
  await page.locator('#files').setInputFiles([scan, unknown]);
  await press('/message');
  await stop('mailbox-conversation');
  for (const list of ['replies', 'sent', 'events']) {
    await open(`/mailbox/${list}`);
    await stop(`mailbox-${list}`);
    if (list !== 'replies') continue;
    await page.locator('main li a').nth(2).click();
    await page.waitForURL('**/reply/*');
    await stop('mailbox-reply');
  }
  await open('/mailbox');
  await press('/message');
  await stop('mailbox-errors');
  await page.locator('#text').fill(site.tellingText);
  await press('/message', '[formaction]');
  await stop('mailbox-checked');
  await open('/mailbox');
  await page.locator('#text').fill('Det, som jeg skrev, mens postboksen lukkede.');
  await page.context().clearCookies();
  await press('/message');
  await stop('login-draft');
  await page.locator('#code').fill('1234');
  await press('/mailbox');
  await stop('login-unreadable');
  await page.locator('#code').fill('1234 5678 1234 5678');
  await press('/mailbox');
  await stop('login-unknown');
  await page.locator('#code').fill(code);
  await press('/mailbox');
  await stop('mailbox-draft');
  await press('/close');
  await stop('login-closed');
  await open('/mailbox');
  await stop('login');

  await open('/report');
  await page.locator('#text').fill('Kun ord.');
  await page.locator('#identity-named').check();
  await press('/report');
  await stop('receipt-words');

  await login(await site.addOldReport());
  await stop('mailbox-late');
  await open('/mailbox/destroy');
  await stop('destroy');
  await press('/destroy');
  await stop('destroyed');
}
