import { isLanguage, LANGUAGES, type Language } from '../../languages/language.ts';
import { preferredLanguage, textsOf } from '../texts.ts';
import type { App, State } from './app.ts';
import { connect } from './connect.ts';
import { button, el } from './element.ts';
import { keysView } from './keys-view.ts';
import { openView } from './open-view.ts';
import { pdfEngine } from './pdf-engine.ts';

/** Both are put in when the page is built. */
declare const WORKER_SOURCE: string;
declare const PDF_WORKER_SOURCE: string;
declare const VERSION: string;

/** Named once: the builder puts the whole source wherever the name stands. */
const workerSource = WORKER_SOURCE;

const emptyState = (language: Language): State => ({
  language,
  view: 'open',
  tab: 'read',
  keys: [],
  file: null,
  head: null,
  read: null,
  draft: { text: '', kind: 'acknowledgement', inScope: true },
});

// It stands behind this script, so that the page is there before it has been read; drawing takes it out of the page.
let renderer: HTMLElement | null = null;
addEventListener('DOMContentLoaded', () => {
  renderer = document.getElementById('pdf-renderer');
  renderer?.remove();
});

const language = preferredLanguage(navigator.languages);
const app: App = {
  state: emptyState(language),
  texts: textsOf(language),
  worker: connect(workerSource),
  pdf: pdfEngine(PDF_WORKER_SOURCE, () => renderer?.textContent ?? ''),
  redraw(focus = 'h1') {
    app.pdf.end();
    document.documentElement.lang = app.state.language;
    document.title = `${app.texts.title}, Sluse`;
    document.body.replaceChildren(header(), main(), footer());
    document.querySelector<HTMLElement>(focus)?.focus();
  },
  forget() {
    // The worker's memory held the keys; it goes as a whole.
    app.worker.end();
    app.worker = connect(workerSource);
    app.state = emptyState(app.state.language);
    app.redraw();
  },
};

function header(): HTMLElement {
  const { texts, state } = app;
  const views = (['open', 'keys'] as const).map((view) => {
    const pick = button(texts.nav[view], () => {
      state.view = view;
      app.redraw();
    });
    if (state.view === view) pick.setAttribute('aria-current', 'page');
    return el('li', {}, pick);
  });
  return el(
    'header',
    {},
    el(
      'div',
      { class: 'in' },
      el('p', { class: 'brand' }, texts.title),
      el('nav', { attributes: { 'aria-label': texts.title } }, el('ul', {}, ...views)),
      languagePicker(),
    ),
  );
}

function languagePicker(): HTMLElement {
  const { texts, state } = app;
  const select = el('select', {
    id: 'language',
    attributes: { 'aria-label': texts.languageLabel },
  });
  for (const [code, name] of Object.entries(LANGUAGES)) {
    select.append(
      el(
        'option',
        { attributes: { value: code, lang: code, selected: code === state.language } },
        name,
      ),
    );
  }
  select.addEventListener('change', () => {
    if (!isLanguage(select.value)) return;
    state.language = select.value;
    app.texts = textsOf(select.value);
    app.redraw('#language');
  });
  return select;
}

function main(): HTMLElement {
  return el('main', {}, ...(app.state.view === 'open' ? openView(app) : keysView(app)));
}

function footer(): HTMLElement {
  return el(
    'footer',
    {},
    el('div', { class: 'in' }, el('p', { class: 'soft' }, `${app.texts.offline} Sluse ${VERSION}`)),
  );
}

// A file that is dropped beside the field would replace this page, and what was typed would be gone.
for (const type of ['dragover', 'drop'] as const) {
  window.addEventListener(type, (event) => event.preventDefault());
}
app.redraw();
