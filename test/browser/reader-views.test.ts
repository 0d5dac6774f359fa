import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { LANGUAGE_CODES } from '../../src/languages/language.ts';
import { newIdentity } from '../../src/offline/identities.ts';
import { madeCase } from '../offline/made-case.ts';
import { madePdf } from '../support/made-pdf.ts';
import {
  builtReader,
  expectText,
  type ReaderWindow,
  readerInChromium,
} from '../support/reader-window.ts';
import { command } from '../support/unit.ts';

/** WCAG 2.2 up to AA, and what axe's makers know beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

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

interface AXNode {
  ignored: boolean;
  role?: { value: string };
  name?: { value: string };
  properties?: { name: string; value: { value: unknown } }[];
}

/** Roles that a screen reader announces by name, or not at all. */
const NAMED = new Set(
  'button,textbox,searchbox,checkbox,radio,combobox,spinbutton,link,img,navigation,radiogroup,progressbar,search'.split(
    ',',
  ),
);

/** What Chromium tells a screen reader: what has no name, no place or jumps from one level to another. */
async function unheard(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as {
    nodes: AXNode[];
  };
  await session.detach();
  const heard = nodes.filter(({ ignored }) => !ignored);
  const role = ({ role: known }: AXNode) => known?.value ?? '';
  const nameless = heard
    .filter((node) => NAMED.has(role(node)) && !node.name?.value.trim())
    .map((node) => `a ${role(node)} without a name`);
  const levels = heard
    .filter((node) => role(node) === 'heading')
    .map((node) => Number(node.properties?.find(({ name }) => name === 'level')?.value.value));
  const jumps = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  const count = (wanted: string) => heard.filter((node) => role(node) === wanted).length;
  return [
    ...nameless,
    ...jumps.map((level) => `a heading of level ${level} out of order`),
    ...(count('main') === 1 ? [] : [`${count('main')} main parts`]),
    // Progress and errors must be said where they come up, without the focus going there.
    ...(count('status') > 0 && count('alert') > 0 ? [] : ['nothing that is said by itself']),
  ];
}

describe('every view of the reader', function () {
  this.timeout(180_000);
  let work: string;
  let reader: ReaderWindow;
  let page: Page;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-views-'));
    const { file, secret, recipient } = await newIdentity('hybrid');
    await writeFile(join(work, 'unit.key'), file);
    await writeFile(join(work, 'secret.txt'), secret);
    const messages = [
      {
        text: 'One story.',
        files: [{ content: madePdf(['One page']), ending: 'pdf', type: 'application/pdf' }],
        name: 'Inger Marie',
      },
      { text: 'More of it.', files: [] },
    ];
    const bundle = await madeCase([recipient], messages, recipient);
    // The last part of the second message, so that there is something to complain of.
    const at = bundle.lastIndexOf('age-encryption.org/v1') + 5000;
    bundle[at] = 255 - (bundle[at] as number);
    await writeFile(join(work, 'case.zip'), bundle);
    reader = await readerInChromium((await builtReader(work)).path);
    page = reader.page as Page;
  });
  after(async () => {
    await reader?.close();
    await rm(work, { recursive: true });
  });

  /** Goes through all views; gives what was wrong in each. */
  async function tour(look: (view: string) => Promise<void>): Promise<void> {
    await look('nothing open');
    await reader.click('#unlock button[type=submit]');
    await look('nothing chosen');
    await reader.setFiles('#unlock input[type=file]', [join(work, 'unit.key')]);
    await reader.click('#unlock button[type=submit]');
    await reader.text('.keys');
    await reader.setFiles('#bundle input[type=file]', [join(work, 'case.zip')]);
    await reader.text('#problems');
    await reader.click('.contact button');
    await reader.text('.contact .facts');
    const focused = 'document.activeElement.contains(document.querySelector(".contact .facts"))';
    expect(await page.evaluate(focused), 'focus on what was opened').to.equal(true);
    expect(await page.evaluate('document.activeElement === document.body')).to.equal(false);
    await reader.click('.files > li > .buttons button');
    await expectText(reader, '.pdf [role=status]', /1/);
    await look('read');
    for (const tab of ['reply', 'handOver', 'archive']) {
      await reader.click(`#tab-${tab}`);
      await look(tab);
    }
    await reader.click('header li:nth-child(2) button');
    await look('keys');
    await reader.setFiles('#split input[type=file]', [join(work, 'unit.key')]);
    await reader.click('#split > button');
    await reader.text('#split .card');
    await reader.click('#make .second');
    await reader.click('#make > button');
    await reader.text('.made');
    await look('a key made and one split');
    await reader.click('header li:nth-child(1) button');
    await reader.click('#unlock .card button');
  }

  for (const [index, language] of LANGUAGE_CODES.entries()) {
    it(`passes axe and fits a phone, in ${language}`, async () => {
      await page.selectOption('#language', language);
      const bad: string[] = [];
      let views = 0;
      await tour(async (view) => {
        views += 1;
        await page.emulateMedia({ colorScheme: (views + index) % 2 === 0 ? 'dark' : 'light' });
        const wrong = [...(await violations(page)), ...(await unheard(page))];
        bad.push(...wrong.map((text) => `${view}: ${text}`));
        await page.setViewportSize({ width: 320, height: 700 });
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > 320) bad.push(`${view}: ${width} px wide`);
        await page.setViewportSize({ width: 1100, height: 800 });
        expect(await page.evaluate<string>('document.documentElement.lang')).to.equal(language);
      });
      expect(views).to.equal(8);
      expect(bad).to.deep.equal([]);
    });
  }

  it('opens with a second key what the command line sealed to it, and joins what it split', async () => {
    const passphrase = 'two keys on one ring';
    await writeFile(join(work, 'passphrase.txt'), passphrase);
    const locked = ['--passphrase-file', join(work, 'passphrase.txt')];
    const key = join(work, 'second.key');
    const { stdout } = await command('unit', 'keygen', '--out', key, ...locked);
    await writeFile(join(work, 'second.pub'), stdout);
    const { file, recipient } = await newIdentity('hybrid');
    await writeFile(join(work, 'older.key'), file);
    const older = [{ text: 'From the older time.', files: [Buffer.from('abc')] }];
    await writeFile(join(work, 'older.zip'), await madeCase([recipient], older));
    const newer = join(work, 'newer.zip');
    const keys = ['--identity', join(work, 'older.key'), '--to', join(work, 'second.pub')];
    await command('unit', 'reseal', ...keys, '--out', newer, join(work, 'older.zip'));

    await reader.setFiles('#unlock input[type=file]', [join(work, 'older.key')]);
    await reader.click('#unlock button[type=submit]');
    await reader.text('.keys');
    await reader.setFiles('#bundle input[type=file]', [newer]);
    await expectText(reader, '#problems', /message\.txt: It is not sealed to a key/);
    await reader.click('#unlock summary');
    await reader.setFiles('#unlock input[type=file]', [key]);
    await reader.fill('#unlock input[type=password]', passphrase);
    await reader.click('#unlock button[type=submit]');
    await expectText(reader, '#message-1 .text', /From the older time/);
    expect(await reader.count('#unlock .keys li')).to.equal(2);
    expect(await reader.count('#problems')).to.equal(0);
    await reader.setFiles('#bundle input[type=file]', [join(work, 'older.zip')]);
    await expectText(reader, '#message-1 .text', /From the older time/);
    await reader.click('#unlock .card button');

    const parts = ['--parts', '3', '--needed', '2', '--out', join(work, 'part')];
    await command('unit', 'split', '--identity', key, ...parts, ...locked);
    const texts = ['part-1.txt', 'part-2.txt'].map((name) => readFile(join(work, name), 'utf8'));
    await reader.click('header li:nth-child(2) button');
    await reader.fill('#join textarea', (await Promise.all(texts)).join(''));
    await reader.click('#join .second');
    await reader.click('#join > button');
    expect(await reader.value('#join .made textarea')).to.equal(stdout.trim());
    await reader.click('header li:nth-child(1) button');
  });

  it('takes a case file that is dropped, and stays when one falls beside', async () => {
    const content = (await readFile(join(work, 'case.zip'))).toString('base64');
    const drop = (css: string) =>
      page.evaluate(`(() => {
        const bytes = Uint8Array.from(atob('${content}'), (letter) => letter.charCodeAt(0));
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([bytes], 'dropped.zip'));
        const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true });
        return !document.querySelector('${css}').dispatchEvent(event);
      })()`);
    expect(await drop('footer'), 'kept from replacing the page').to.equal(true);
    expect(await reader.count('#case')).to.equal(0);
    await drop('.drop');
    await expectText(reader, '#case h2', /5f0c1a2b3c4d5e6f/);
    await expectText(reader, '#bundle dd', /dropped\.zip/);
    await expectText(reader, '#case .box', /Unlock a key to read the case/);
    await page.reload();
  });

  it('is operated by keyboard alone, from the key to the text', async () => {
    await page.evaluate('document.activeElement.blur()');
    /** Goes on with Tab until `css` has the focus, as everything must be reached. */
    const tabTo = async (css: string) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(css)})`))
          return;
      }
      expect.fail(`Tab never comes to ${css}`);
    };
    const choose = async (css: string, file: string) => {
      await tabTo(css);
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.keyboard.press('Space'),
      ]);
      await chooser.setFiles(join(work, file));
    };
    await choose('#unlock input[type=file]', 'unit.key');
    await tabTo('#unlock button[type=submit]');
    await page.keyboard.press('Enter');
    await reader.text('.keys');
    expect(await page.evaluate<string>('document.activeElement.closest("section").id')).to.equal(
      'bundle',
    );
    await choose('#bundle input[type=file]', 'case.zip');
    await reader.text('#message-1');
    expect(await page.evaluate<string>('document.activeElement.tagName')).to.equal('H2');
    expect(await page.evaluate<string>('document.activeElement.closest("section").id')).to.equal(
      'case',
    );
    await tabTo('#tab-reply');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.id')).to.equal('tab-reply');
    await tabTo('#reply textarea');
    await page.keyboard.type('By keyboard.');
    expect(await reader.value('#reply textarea')).to.equal('By keyboard.');
  });
});
