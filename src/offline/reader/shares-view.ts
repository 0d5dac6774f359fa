import type { App } from './app.ts';
import { button, el } from './element.ts';
import { fileField, numberField, passphraseField, textArea } from './fields.ts';
import { newKeyForm } from './new-key-form.ts';
import { save } from './saving.ts';
import { task } from './task.ts';

/** A key in parts, for several people to keep. */
export function splitSection({ texts, worker }: App): HTMLElement {
  const file = fileField(texts.keyFile);
  const passphrase = passphraseField(texts.passphrase);
  const parts = numberField(texts.parts, 3);
  const needed = numberField(texts.needed, 2);
  const work = task(texts);
  const result = el('div');
  const split = button(texts.split, () => {
    const all = Number(parts.control.value);
    const some = Number(needed.control.value);
    const chosen = file.control.files?.[0];
    if (chosen === undefined) return work.refuse(texts.nothingChosen);
    if (!(some >= 2 && some <= all && all <= 20)) return work.refuse(texts.badNumbers);
    work.run(async () => {
      result.replaceChildren();
      const content = new Uint8Array(await chosen.arrayBuffer());
      const made = await worker.call('split', [content, passphrase.control.value, all, some]);
      result.replaceChildren(
        ...made.map((part, index) => {
          const number = String(index + 1);
          const label = texts.partLabel({ number, of: String(all), needed: String(some) });
          return el(
            'div',
            { class: 'card' },
            el('h3', {}, label),
            el('p', { class: 'lines part' }, part),
            button(
              texts.savePart({ number }),
              () => save(`${label}\n${part}\n`, `part-${number}.txt`),
              {
                second: true,
              },
            ),
          );
        }),
      );
      return texts.done;
    });
  });
  return el(
    'section',
    { id: 'split' },
    el('h2', {}, texts.splitTitle),
    el('p', {}, texts.splitLead),
    file.node,
    passphrase.node,
    el('div', { class: 'two' }, parts.node, needed.node),
    split,
    work.node,
    result,
  );
}

export function joinSection(app: App): HTMLElement {
  const { texts, worker } = app;
  const lines = textArea(texts.joinParts, 4);
  const form = newKeyForm(app, texts.join, async (passphrase) => {
    const key = await worker.call('join', [lines.control.value, passphrase]);
    lines.control.value = '';
    return key;
  });
  return el(
    'section',
    { id: 'join' },
    el('h2', {}, texts.joinTitle),
    el('p', {}, texts.joinLead),
    lines.node,
    ...form,
  );
}
