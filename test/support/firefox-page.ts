import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Bidi } from './bidi.ts';

/** Keys that have no character of their own (WebDriver § 17.4.2). */
export const KEYS = { tab: '\uE004', enter: '\uE007', space: ' ' } as const;

type Value = string | number | boolean | null;
interface Node {
  sharedId: string;
}

/** A tab, used as a person would: seen text, real clicks and keys. Selectors are CSS. */
export interface FirefoxPage {
  goto(url: string): Promise<void>;
  /** One page back, as the button does it. */
  back(): Promise<void>;
  /** Shows this tab, so that it takes clicks. */
  activate(): Promise<void>;
  /** What is to be read at the first match, or on the whole page. */
  text(css?: string): Promise<string>;
  /** What stands in a form field. */
  value(css: string): Promise<string>;
  title(): Promise<string>;
  /** The address, or Firefox's own `about:neterror?…` where it shows an error page of its own. */
  address(): Promise<string>;
  count(css: string): Promise<number>;
  click(css: string): Promise<void>;
  /** Clicks and waits for the page that follows. @throws Error when Firefox shows none */
  follow(css: string): Promise<void>;
  fill(css: string, text: string): Promise<void>;
  press(keys: string): Promise<void>;
  setFiles(css: string, paths: readonly string[]): Promise<void>;
  /** Resolves at the next load; call it before what causes it. */
  nextLoad(): Promise<void>;
  /** The frames on the page, in their order. */
  frames(): Promise<FirefoxPage[]>;
  screenshot(file: string): Promise<void>;
}

/** Longer than any page takes over a slow circuit; only a broken test waits for it. */
const LOAD_MS = 120_000;

export function firefoxPage(bidi: Bidi, context: string): FirefoxPage {
  async function find(css: string): Promise<Node[]> {
    const locator = { type: 'css', value: css };
    const { nodes } = await bidi.send<{ nodes: Node[] }>('browsingContext.locateNodes', {
      context,
      locator,
    });
    return nodes;
  }

  async function first(css: string): Promise<Node> {
    const [node] = await find(css);
    if (node === undefined) throw new Error(`no element matches ${css}`);
    return node;
  }

  /**
   * The sandbox belongs to the browser and not to the page, so this works where scripts are off. Timers, promises and
   * requestAnimationFrame never fire in it.
   */
  async function run(declaration: string, args: (Value | Node)[]): Promise<Value> {
    const answer = await bidi.send<{
      type: string;
      result: { value?: Value };
      exceptionDetails?: { text: string };
    }>('script.callFunction', {
      target: { context, sandbox: 'test' },
      functionDeclaration: declaration,
      awaitPromise: false,
      arguments: args.map((arg) =>
        arg !== null && typeof arg === 'object' ? arg : { type: typeof arg, value: arg },
      ),
    });
    if (answer.type === 'exception') throw new Error(answer.exceptionDetails?.text);
    return answer.result.value ?? null;
  }

  const perform = (actions: object[]) =>
    bidi.send<unknown>('input.performActions', { context, actions });

  const pointer = (actions: object[]) =>
    perform([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);

  const now = () => run('() => document.timeline.currentTime', []);

  /**
   * Brings the element under the mouse and keeps it there for a frame: with the first frame after typing Firefox
   * scrolls to the caret. A page that rests makes no frames, so the waiting ends by itself.
   */
  async function pointAt(node: Node): Promise<void> {
    const origin = { type: 'element', element: node };
    for (let turn = 0; turn < 50; turn += 1) {
      await run('(e) => e.scrollIntoView({ block: "center", behavior: "instant" })', [node]);
      const frame = await now();
      for (let look = 0; look < 50 && (await now()) === frame; look += 1);
      try {
        await pointer([{ type: 'pointerMove', x: 0, y: 0, origin }]);
      } catch (error) {
        if (!String(error).includes('out of bounds')) throw error;
      }
      if (await run('(e) => e.matches(":hover")', [node])) return;
    }
    throw new Error('the page does not come to rest under the mouse');
  }

  function nextLoad(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const here = (react: (url: string) => void) => (event: { context: string; url: string }) => {
      if (event.context === context) react(event.url);
    };
    const timer = setTimeout(() => reject(new Error('no page was loaded')), LOAD_MS);
    const ends = [
      bidi.on(
        'browsingContext.load',
        here(() => resolve()),
      ),
      bidi.on(
        'browsingContext.navigationFailed',
        here((url) => reject(new Error(`Firefox shows no page at ${url}`))),
      ),
    ];
    return promise.finally(() => {
      clearTimeout(timer);
      for (const end of ends) end();
    });
  }

  const page: FirefoxPage = {
    async goto(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async back() {
      await bidi.send('browsingContext.traverseHistory', { context, delta: -1 });
    },
    async activate() {
      await bidi.send('browsingContext.activate', { context });
    },
    text: async (css = 'body') => String(await run('(e) => e.innerText', [await first(css)])),
    value: async (css) => String(await run('(e) => e.value', [await first(css)])),
    title: async () => String(await run('() => document.title', [])),
    address: async () => String(await run('() => document.documentURI', [])),
    count: async (css) => (await find(css)).length,
    async click(css) {
      await pointAt(await first(css));
      await pointer([
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]);
    },
    async follow(css) {
      const loaded = nextLoad();
      // A click that fails is what the test should hear of, not the load that never comes.
      loaded.catch(() => undefined);
      await page.click(css);
      await loaded;
    },
    async fill(css, text) {
      await page.click(css);
      await page.press(text);
    },
    async press(keys) {
      const actions = [...keys].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]);
      await perform([{ type: 'key', id: 'keyboard', actions }]);
    },
    async setFiles(css, paths) {
      const { sharedId } = await first(css);
      const files = paths.map((path) => resolve(path));
      await bidi.send('input.setFiles', { context, element: { sharedId }, files });
    },
    nextLoad,
    async frames() {
      const { contexts } = await bidi.send<{
        contexts: { children: { context: string }[] | null }[];
      }>('browsingContext.getTree', { root: context });
      return (contexts[0]?.children ?? []).map((child) => firefoxPage(bidi, child.context));
    },
    async screenshot(file) {
      const { data } = await bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
        context,
        origin: 'document',
      });
      await writeFile(file, Buffer.from(data, 'base64'));
    },
  };
  return page;
}
