import { fingerprint, recipientKind } from '../../seal/recipients.ts';
import type { Texts } from '../texts.ts';
import { el } from './element.ts';

/** Recipient strings in a text, one a line; comments after #. */
export function recipientsIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Shows the fingerprint of every recipient that is typed or pasted, to compare before anything is sealed to it. */
export function liveFingerprints(texts: Texts, field: HTMLTextAreaElement): HTMLElement {
  const list = el('ul', { class: 'keys', attributes: { 'aria-live': 'polite' } });
  field.addEventListener('input', () => {
    list.replaceChildren(
      ...recipientsIn(field.value).map((recipient) => {
        try {
          recipientKind(recipient);
        } catch {
          return el('li', { class: 'wrong' }, `${recipient.slice(0, 12)}…: ${texts.notRecipient}`);
        }
        return el('li', {}, `${texts.fingerprint}: `, el('code', {}, fingerprint(recipient)));
      }),
    );
  });
  return list;
}
