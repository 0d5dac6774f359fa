import { madePassphrase, SHORTEST_PASSPHRASE } from '../made-passphrase.ts';
import type { Texts } from '../texts.ts';
import { button, el } from './element.ts';
import { passphraseField } from './fields.ts';

/** Two fields for a new passphrase, and a button that makes a strong one and shows it. */
export function newPassphrase(texts: Texts) {
  const first = passphraseField(texts.newPassphrase, texts.passphraseHint);
  const second = passphraseField(texts.samePassphrase);
  const shown = el('div', { attributes: { role: 'status' } });
  const suggest = button(
    texts.suggest,
    () => {
      const made = madePassphrase();
      first.control.value = made;
      second.control.value = made;
      shown.replaceChildren(
        el('p', { class: 'digits made-passphrase' }, made),
        el('p', {}, texts.suggested),
      );
    },
    { second: true },
  );
  return {
    node: el('div', { class: 'new-passphrase' }, first.node, second.node, suggest, shown),
    /** What is wrong with it, or null. */
    wrong(): string | null {
      if (first.control.value.length < SHORTEST_PASSPHRASE) return texts.tooShort;
      return first.control.value === second.control.value ? null : texts.notSame;
    },
    value: () => first.control.value,
    clear() {
      first.control.value = '';
      second.control.value = '';
    },
  };
}
