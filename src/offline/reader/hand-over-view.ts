import type { CaseFile } from '../../seal/case-bundle.ts';
import type { App } from './app.ts';
import { button, el } from './element.ts';
import { checkbox, textArea } from './fields.ts';
import { liveFingerprints, recipientsIn } from './fingerprints.ts';
import { canStreamToDisk, LARGE, saveStream } from './saving.ts';
import { task } from './task.ts';

/** Seals the case anew to other people. */
export function handOverView({ texts, state, worker }: App, head: CaseFile): HTMLElement {
  if (state.read === null) return el('p', { class: 'box' }, texts.needKey);
  const recipients = textArea(texts.recipients, 5);
  const contact = checkbox(texts.withContact);
  const work = task(texts);
  const bytes = head.messages
    .flatMap(({ parts }) => parts)
    .reduce((sum, part) => sum + part.bytes, 0);
  const seal = button(texts.handOver, () => {
    const wanted = recipientsIn(recipients.control.value);
    if (wanted.length === 0) return work.refuse(texts.badRecipient);
    work.run(async (going) => {
      const name = `case-${head.case}-handed-over.zip`;
      await saveStream(name, bytes, (take) =>
        worker.call('reseal', [wanted, contact.control.checked], { ...going, take }),
      );
      return texts.handOverDone({ name });
    }, bytes);
  });
  return el(
    'div',
    { id: 'hand-over' },
    el('h3', {}, texts.handOverTitle),
    el('p', {}, texts.handOverLead),
    recipients.node,
    liveFingerprints(texts, recipients.control),
    contact.node,
    bytes >= LARGE && !canStreamToDisk() && el('p', { class: 'hint' }, texts.largeFile),
    seal,
    work.node,
  );
}
