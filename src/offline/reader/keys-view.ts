import type { App } from './app.ts';
import { button, el, facts } from './element.ts';
import { choice, fileField, passphraseField, textArea } from './fields.ts';
import { newKeyForm } from './new-key-form.ts';
import { joinSection, splitSection } from './shares-view.ts';
import { task } from './task.ts';

/** Everything about the unit's own keys. */
export function keysView(app: App): HTMLElement[] {
  const { texts } = app;
  return [
    el('h1', { attributes: { tabindex: '-1' } }, texts.nav.keys),
    makeSection(app),
    checkSection(app),
    splitSection(app),
    joinSection(app),
    el('p', { class: 'soft' }, texts.rotation),
  ];
}

function makeSection(app: App): HTMLElement {
  const { texts, worker } = app;
  const kind = choice(
    texts.keyKind,
    [
      ['hybrid', texts.hybrid],
      ['x25519', texts.classic],
    ],
    'hybrid',
  );
  const form = newKeyForm(app, texts.make, (passphrase) =>
    worker.call('makeKey', [kind.value(), passphrase]),
  );
  return el(
    'section',
    { id: 'make' },
    el('h2', {}, texts.makeTitle),
    el('p', {}, texts.makeLead),
    el('p', { class: 'box warn' }, texts.loss),
    kind.node,
    ...form,
  );
}

function checkSection({ texts, worker }: App): HTMLElement {
  const file = fileField(texts.keyFile);
  const pasted = textArea(texts.pasted, 4);
  const passphrase = passphraseField(texts.passphrase);
  const work = task(texts);
  const result = el('div');
  const check = button(texts.check, () => {
    const chosen = file.control.files?.[0];
    const lines = pasted.control.value;
    if (chosen === undefined && lines.trim() === '') return work.refuse(texts.nothingChosen);
    work.run(async () => {
      result.replaceChildren();
      const content = chosen
        ? new Uint8Array(await chosen.arrayBuffer())
        : new TextEncoder().encode(lines);
      const keys = await worker.call('checkKey', [content, passphrase.control.value]);
      result.replaceChildren(
        facts(
          keys.flatMap(({ fingerprint, recipient }): [string, string][] => [
            [texts.fingerprint, fingerprint],
            [texts.recipient, recipient],
          ]),
        ),
      );
      return texts.checkDone;
    });
  });
  return el(
    'section',
    { id: 'check' },
    el('h2', {}, texts.checkTitle),
    el('p', {}, texts.checkLead),
    file.node,
    pasted.node,
    passphrase.node,
    check,
    work.node,
    result,
  );
}
