import type { App } from './app.ts';
import { button, el } from './element.ts';
import { madeKeyView } from './made-key-view.ts';
import { newPassphrase } from './new-passphrase.ts';
import { task } from './task.ts';

type MadeKey = Parameters<typeof madeKeyView>[1];

/** A passphrase for a key, the button that makes it, and the key when it is there. */
export function newKeyForm(
  { texts }: App,
  label: string,
  make: (passphrase: string) => Promise<MadeKey>,
): HTMLElement[] {
  const passphrase = newPassphrase(texts);
  const work = task(texts);
  const result = el('div');
  const start = button(label, () => {
    work.run(async () => {
      const wrong = await passphrase.wrong();
      if (wrong !== null) {
        work.refuse(wrong);
        return undefined;
      }
      const key = await make(passphrase.value());
      passphrase.clear();
      const view = await madeKeyView(texts, key);
      result.replaceChildren(view);
      view.focus();
      return texts.done;
    });
  });
  return [passphrase.node, start, work.node, result];
}
