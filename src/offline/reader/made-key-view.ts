import type { Texts } from '../texts.ts';
import type { MadeKey } from './calls.ts';
import { button, el, facts } from './element.ts';
import { textArea } from './fields.ts';
import { paperCopy, printAlone } from './paper.ts';
import { save } from './saving.ts';

/** A key that was just made or joined: what to save, print and hand over. */
export async function madeKeyView(texts: Texts, key: MadeKey): Promise<HTMLElement> {
  const paper = await paperCopy(texts, key);
  const recipient = textArea(texts.recipient, 3);
  recipient.control.readOnly = true;
  recipient.control.value = key.recipient;
  const name = `sluse-${key.fingerprint.slice(0, 4)}`;
  return el(
    'section',
    { class: 'card made', attributes: { tabindex: '-1' } },
    el('h3', {}, texts.made),
    facts([[texts.fingerprint, key.fingerprint]]),
    recipient.node,
    el('p', {}, texts.toSysadmin),
    el(
      'div',
      { class: 'row buttons' },
      button(texts.saveKey, () => save(key.file, `${name}.key`)),
      button(texts.print, () => printAlone(paper), { second: true }),
      button(texts.saveRecipient, () => save(`${key.recipient}\n`, `${name}.pub`), {
        second: true,
      }),
    ),
    el('p', { class: 'box bad' }, texts.loss),
    paper,
  );
}
