import { formatNumber } from '../../languages/format.ts';
import type { CaseFile } from '../../seal/case-bundle.ts';
import type { App } from './app.ts';
import { button, el } from './element.ts';
import { checkbox, textArea } from './fields.ts';
import { canStreamToDisk, LARGE, saveStream } from './saving.ts';
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
    work.run(async (going) => {
      const choice = {
        contact: contact.control.checked,
        files: files.control.checked,
        originals: originals.control.checked,
        language: state.language,
        masks: masks.control.value.split('\n').filter((line) => line.trim() !== ''),
      };
      const masked = choice.masks.length > 0 ? '-masked' : '';
      const name = `case-${head.case}-archive${masked}.zip`;
      const { passagesLeftOut } = await saveStream(name, bytes, (take) =>
        worker.call('archive', [choice], { ...going, take }),
      );
      return texts.archiveDone({ name, count: formatNumber(state.language, passagesLeftOut) });
      // Every file is read twice: first to see that it opens.
    }, 2 * bytes),
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
    bytes >= LARGE && !canStreamToDisk() && el('p', { class: 'hint' }, texts.largeFile),
    make,
    work.node,
  );
}
