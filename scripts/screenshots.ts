import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LANGUAGE_CODES, type Language } from '../src/languages/language.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { tour } from '../test/support/tour.ts';
import { startTourSite } from '../test/support/tour-site.ts';

/**
 * Writes a picture of every page and state, on a phone and on a desktop, in light and in dark, in every language:
 * `screenshots/<language>/<page>-<window>-<light or dark>.png`. Needs Debian's chromium.
 *
 * Usage: npm run --silent screenshots [-- LANGUAGE …]
 */
const FOLDER = join(import.meta.dirname, '../screenshots');
const WINDOWS = {
  phone: { width: 360, height: 740 },
  desktop: { width: 1100, height: 900 },
};

async function picture(language: Language): Promise<number> {
  const folder = join(FOLDER, language);
  await mkdir(folder, { recursive: true });
  let pictures = 0;
  const site = await startTourSite(language);
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext()).newPage();
    await tour(page, site, async (name) => {
      for (const [window, size] of Object.entries(WINDOWS)) {
        await page.setViewportSize(size);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          const path = join(folder, `${name}-${window}-${colorScheme}.png`);
          await page.screenshot({ path, fullPage: true });
          pictures += 1;
        }
      }
    });
  } finally {
    await browser.close();
    await site.stop();
  }
  return pictures;
}

const wanted = process.argv.slice(2);
for (const language of LANGUAGE_CODES) {
  if (wanted.length > 0 && !wanted.includes(language)) continue;
  console.log(`${language}: ${await picture(language)} pictures in ${join(FOLDER, language)}`);
}
