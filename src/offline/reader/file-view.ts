import { formatNumber, formatSize } from '../../languages/format.ts';
import type { ManifestEntry } from '../open-part.ts';
import type { OpenedMessage } from '../opened-case.ts';
import type { App } from './app.ts';
import { button, el, facts } from './element.ts';
import { canStreamToDisk, collect, LARGE, saveStream } from './saving.ts';
import { type Shower, showerOf } from './showing.ts';
import { task } from './task.ts';

/** One file of a message: what was done to it, and ways to see or save it. */
export function fileView(app: App, { number }: OpenedMessage, entry: ManifestEntry): HTMLElement {
  const { texts, state, worker } = app;
  const work = task(texts);
  const place = el('div', { class: 'shown' });
  const show = entry.bytes < LARGE ? showerOf(entry.type, entry.cleaned === true) : null;
  const saveIt = button(
    texts.save,
    () =>
      work.run(async (going) => {
        await saveStream(entry.name, entry.bytes, (take) =>
          worker.call('readFile', [number, entry.part], { ...going, take }),
        );
        return texts.done;
      }, entry.bytes),
    { second: true, label: texts.saveFile({ name: entry.name }) },
  );
  const removed = (entry.removed ?? []).map(
    ({ kind, count }) =>
      `${texts.removedKinds[kind] ?? kind} (${formatNumber(state.language, count)})`,
  );
  return el(
    'li',
    entry.cleaned ? {} : { class: 'unclean' },
    el('strong', {}, entry.name),
    el(
      'p',
      {},
      entry.cleaned
        ? `${texts.cleaned} ${removed.length > 0 ? texts.removed({ what: removed.join(', ') }) : texts.nothingRemoved}`
        : `${texts.unchanged} ${entry.reason ? (texts.reasons[entry.reason] ?? entry.reason) : ''}`,
    ),
    facts([
      [texts.size, formatSize(state.language, entry.bytes)],
      [texts.checksum, entry.sha256],
    ]),
    entry.bytes >= LARGE && !canStreamToDisk() && el('p', { class: 'hint' }, texts.largeFile),
    el(
      'div',
      { class: 'row buttons' },
      show && showButton(app, number, entry, show, place, work),
      saveIt,
    ),
    work.node,
    place,
  );
}

function showButton(
  app: App,
  number: number,
  entry: ManifestEntry,
  shower: Shower,
  place: HTMLElement,
  work: ReturnType<typeof task>,
): HTMLButtonElement {
  const { texts, worker } = app;
  let close: (() => void) | undefined;
  const say = (shown: boolean) => {
    const { name } = entry;
    toggle.textContent = shown ? texts.hide : texts.show;
    toggle.setAttribute('aria-label', shown ? texts.hideFile({ name }) : texts.showFile({ name }));
    toggle.setAttribute('aria-expanded', String(shown));
  };
  const toggle = button(
    texts.show,
    () => {
      if (place.hasChildNodes()) {
        close?.();
        place.replaceChildren();
        say(false);
        return;
      }
      work.run(async (going) => {
        const { blob } = await collect(entry.type, (take) =>
          worker.call('readFile', [number, entry.part], { ...going, take }),
        );
        const shown = await shower(app, blob, entry.name);
        close = shown.close;
        place.replaceChildren(...shown.nodes);
        say(true);
        return texts.done;
      }, entry.bytes);
    },
    { label: texts.showFile({ name: entry.name }) },
  );
  say(false);
  return toggle;
}
