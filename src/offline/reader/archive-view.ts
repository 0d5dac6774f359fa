import { formatNumber } from '../../languages/format.ts';
import type { CaseFile } from '../../seal/case-bundle.ts';
import type { App } from './app.ts';
import { button, el } from './element.ts';
import { checkbox, textArea } from './fields.ts';
import { askTarget, save } from './saving.ts';
import { task } from './task.ts';

/** A readable copy for a records system, whole or masked. */
export function archiveView({ texts, state, worker }: App, head: CaseFile): HTMLElement {
  if (state.read === null) return el('p', { class: 'box' }, texts.needKey);
  const contact = checkbox(texts.archiveContact);
  const files = checkbox(texts.archiveFiles, true);
  const originals = checkbox(texts.archiveOriginals);
  const masks = textArea(texts.masks, 5, texts.masksHint);
  const work = task(texts);
  const bytes = head.messages
    .flatMap(({ parts }) => parts)
    .reduce((sum, part) => sum + part.bytes, 0);
  const make = button(texts.archive, () =>
    work.run(async (progress) => {
      const choice = {
        contact: contact.control.checked,
        files: files.control.checked,
        originals: originals.control.checked,
        masks: masks.control.value.split('\n').filter((line) => line.trim() !== ''),
      };
      const masked = choice.masks.length > 0 ? '-masked' : '';
      const name = `case-${head.case}-archive${masked}.zip`;
      const target = await askTarget(name, bytes);
      const { blob, passagesLeftOut } = await worker.call('archive', [choice, target], progress);
      if (target === null) save(blob, name);
      return texts.archiveDone({ name, count: formatNumber(state.language, passagesLeftOut) });
    }, bytes),
  );
  return el(
    'div',
    { id: 'archive' },
    el('h3', {}, texts.archiveTitle),
    el('p', {}, texts.archiveLead),
    contact.node,
    files.node,
    originals.node,
    masks.node,
    make,
    work.node,
  );
}
