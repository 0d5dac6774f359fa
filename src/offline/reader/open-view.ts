import type { App } from './app.ts';
import { caseView } from './case-view.ts';
import { button, el, facts } from './element.ts';
import { fileField, passphraseField } from './fields.ts';
import { task } from './task.ts';

/** A key and a case file: with both, the case. */
export function openView(app: App): HTMLElement[] {
  const { texts, state } = app;
  return [
    el('h1', { attributes: { tabindex: '-1' } }, texts.nav.open),
    unlockSection(app),
    bundleSection(app),
    ...(state.head === null ? [] : [caseView(app, state.head)]),
  ];
}

function unlockSection(app: App): HTMLElement {
  const { texts, state, worker } = app;
  const file = fileField(state.keys.length === 0 ? texts.keyFile : texts.addKey);
  const passphrase = passphraseField(texts.passphrase);
  const work = task(texts);
  const unlock = () => {
    const chosen = file.control.files?.[0];
    if (chosen === undefined) return work.refuse(texts.nothingChosen);
    work.run(async () => {
      const content = new Uint8Array(await chosen.arrayBuffer());
      state.keys = await worker.call('unlock', [content, passphrase.control.value]);
      if (state.head !== null) state.read = await worker.call('readCase', []);
      app.redraw(state.head === null ? '#bundle h2' : '#case h2');
      return undefined;
    });
  };
  const form = el(
    'form',
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          unlock();
        },
      },
    },
    file.node,
    passphrase.node,
    el('button', { attributes: { type: 'submit' } }, texts.unlock),
  );
  const unlocked = el(
    'div',
    { class: 'card' },
    el('h3', {}, texts.unlocked),
    el(
      'ul',
      { class: 'keys' },
      ...state.keys.map(({ fingerprint }) =>
        el('li', {}, `${texts.fingerprint}: `, el('code', {}, fingerprint)),
      ),
    ),
    button(texts.lock, () => app.forget(), { second: true }),
  );
  return el(
    'section',
    { id: 'unlock' },
    el('h2', { attributes: { tabindex: '-1' } }, texts.unlockTitle),
    ...(state.keys.length === 0
      ? [el('p', {}, texts.unlockLead), form, el('p', { class: 'soft' }, texts.noKeyYet)]
      : [unlocked, el('details', {}, el('summary', {}, texts.addKey), form)]),
    work.node,
  );
}

function bundleSection(app: App): HTMLElement {
  const { texts, state, worker } = app;
  const input = fileField(texts.bundleFile);
  const work = task(texts);
  const open = (file: File | undefined) => {
    if (file === undefined) return;
    work.run(async () => {
      state.head = null;
      state.read = null;
      state.head = await worker.call('openBundle', [file]);
      state.file = file;
      state.tab = 'read';
      state.draft = { text: '', kind: 'acknowledgement', inScope: true };
      if (state.keys.length > 0) state.read = await worker.call('readCase', []);
      app.redraw('#case h2');
      return undefined;
    });
  };
  input.control.addEventListener('change', () => open(input.control.files?.[0]));
  const zone = el(
    'div',
    {
      class: 'drop',
      on: {
        dragover: (event) => {
          event.preventDefault();
          zone.classList.add('over');
        },
        dragleave: () => zone.classList.remove('over'),
        drop: (event) => {
          event.preventDefault();
          zone.classList.remove('over');
          open(event.dataTransfer?.files[0]);
        },
      },
    },
    el('p', {}, texts.bundleLead),
    input.node,
  );
  return el(
    'section',
    { id: 'bundle' },
    el('h2', { attributes: { tabindex: '-1' } }, texts.bundleTitle),
    ...(state.head === null
      ? [zone]
      : [
          facts([[texts.bundleFile, state.file?.name]]),
          el('details', {}, el('summary', {}, texts.otherBundle), zone),
        ]),
    work.node,
  );
}
