import { isGuessable } from '../../passphrase/guessable.ts';
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
    async wrong(): Promise<string | null> {
      const { value } = first.control;
      if (value.length < SHORTEST_PASSPHRASE) return texts.tooShort;
      if (value !== second.control.value) return texts.notSame;
      return (await isGuessable(value)) ? texts.guessable : null;
    },
    value: () => first.control.value,
    clear() {
      first.control.value = '';
      second.control.value = '';
    },
  };
}
