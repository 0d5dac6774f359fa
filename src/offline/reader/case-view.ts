import { formatDay, formatNumber } from '../../languages/format.ts';
import { isLanguage, LANGUAGES } from '../../languages/language.ts';
import type { CaseFile } from '../../seal/case-bundle.ts';
import { isFile, type ManifestEntry } from '../open-part.ts';
import type { Problem } from '../opened-case.ts';
import type { Texts } from '../texts.ts';
import type { App, Tab } from './app.ts';
import { archiveView } from './archive-view.ts';
import { button, el, facts } from './element.ts';
import { handOverView } from './hand-over-view.ts';
import { messageView } from './message-view.ts';
import { replyView } from './reply-view.ts';
import { task } from './task.ts';

const TABS: Record<Tab, (app: App, head: CaseFile) => HTMLElement> = {
  read: readView,
  reply: replyView,
  handOver: handOverView,
  archive: archiveView,
};

/** One case: what it is, and what can be done with it. */
export function caseView(app: App, head: CaseFile): HTMLElement {
  const { texts, state } = app;
  const names = Object.keys(TABS) as Tab[];
  const tabs = names.map((tab) => {
    const chosen = tab === state.tab;
    const pick = button(
      texts.tabs[tab],
      () => {
        state.tab = tab;
        app.redraw(`#tab-${tab}`);
      },
      { second: !chosen },
    );
    pick.id = `tab-${tab}`;
    if (chosen) pick.setAttribute('aria-current', 'true');
    return pick;
  });
  return el(
    'section',
    { id: 'case' },
    el('h2', { attributes: { tabindex: '-1' } }, texts.caseTitle({ id: head.case })),
    facts([
      [texts.channel, head.channel],
      [texts.received, formatDay(state.language, head.received)],
      [
        texts.reporterLanguage,
        isLanguage(head.language) ? LANGUAGES[head.language] : head.language,
      ],
    ]),
    el('nav', { class: 'row buttons', attributes: { 'aria-label': texts.tabsLabel } }, ...tabs),
    TABS[state.tab](app, head),
  );
}

function readView(app: App): HTMLElement {
  const { texts, state } = app;
  if (state.read === null) return el('p', { class: 'box' }, texts.needKey);
  const { messages, problems } = state.read;
  const files = messages.flatMap(({ manifest }) =>
    (manifest?.parts ?? []).filter(({ part }) => isFile(part)),
  );
  return el(
    'div',
    {},
    problems.length > 0 &&
      el(
        'section',
        { class: 'box bad', id: 'problems' },
        el('h3', {}, texts.problemsTitle),
        problemList(texts, problems),
      ),
    ...messages.map((message) => messageView(app, message)),
    files.length > 0 && verifyPart(app, files),
  );
}

function verifyPart({ texts, state, worker }: App, files: readonly ManifestEntry[]): HTMLElement {
  const work = task(texts);
  const place = el('div');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const verify = button(
    texts.verify,
    () =>
      work.run(async (going) => {
        place.replaceChildren();
        const { files: checked, problems } = await worker.call('verifyFiles', [], going);
        if (problems.length === 0) {
          return texts.verifyDone({ files: formatNumber(state.language, checked) });
        }
        place.replaceChildren(problemList(texts, problems));
        work.refuse(texts.verifyBad);
        return undefined;
      }, bytes),
    { second: true },
  );
  return el(
    'div',
    { id: 'verify' },
    el('p', { class: 'hint' }, texts.verifyHint),
    verify,
    work.node,
    place,
  );
}

function problemList(texts: Texts, problems: readonly Problem[]): HTMLElement {
  return el(
    'ul',
    {},
    ...problems.map(({ part, kind }) =>
      el('li', {}, el('code', {}, part), ': ', texts.problems[kind]),
    ),
  );
}
