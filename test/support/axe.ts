import axe from 'axe-core';
import { expect } from 'chai';
import type { Page } from 'playwright-core';

/** WCAG 2.2 up to AA, and what axe's makers know beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A phone, and a desktop window of 1280 × 1024 at 400 % (WCAG 1.4.10). */
const WIDTHS = [
  { width: 360, height: 740 },
  { width: 320, height: 256 },
];

/** What axe has against a page, in light and dark colours, in a form that says where. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const all: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await page.evaluate(
      `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then(({ violations, passes }) =>
      ({ checked: passes.length, bad: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)) }))`,
    );
    const { checked, bad } = found as { checked: number; bad: string[] };
    expect(checked, 'rules that axe could apply').to.be.above(10);
    all.push(...bad.map((text) => `${colorScheme}: ${text}`));
  }
  return all;
}

/** What does not fit into a narrow window, in a form that says where. */
export async function overflows(page: Page): Promise<string[]> {
  const wide: string[] = [];
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    const beyond = await page.evaluate<string[]>(
      `[...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.outerHTML.slice(0, 80))`,
    );
    const scroll = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (scroll > size.width || beyond.length > 0)
      wide.push(`at ${size.width}: ${scroll} px, ${beyond.join(' ')}`);
  }
  return wide;
}
