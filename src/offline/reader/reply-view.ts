import { isLanguage, LANGUAGES } from '../../languages/language.ts';
import type { CaseFile } from '../../seal/case-bundle.ts';
import type { ReplyKind } from '../../seal/reply-bundle.ts';
import { TEMPLATES } from '../texts.ts';
import type { App } from './app.ts';
import { button, el } from './element.ts';
import { choice, fileField, textArea } from './fields.ts';
import { save, saveStream } from './saving.ts';
import { task } from './task.ts';

/** In the order in which a case needs them. */
const ORDER: readonly ReplyKind[] = [
  'acknowledgement',
  'scope-decision',
  'question',
  'feedback',
  'minutes',
  'consent-request',
  'message',
];

/** Writes to the reporter of a case. Needs no key. */
export function replyView(app: App, head: CaseFile): HTMLElement {
  const { texts, state, worker } = app;
  if (head.replyRecipient === null) return el('p', { class: 'box warn' }, texts.noReporter);
  const { draft } = state;
  const language = isLanguage(head.language) ? head.language : 'en';
  const work = task(texts);
  const copy = el('div');

  const text = textArea(texts.text, 14, texts.templateHint({ language: LANGUAGES[language] }));
  text.control.lang = language;
  text.control.spellcheck = true;
  text.control.value = draft.text;
  text.control.addEventListener('input', () => {
    draft.text = text.control.value;
  });
  const scope = choice(
    texts.scope,
    [
      ['in', texts.inScope],
      ['out', texts.outOfScope],
    ],
    draft.inScope ? 'in' : 'out',
    (value) => {
      draft.inScope = value === 'in';
    },
  );
  scope.node.hidden = draft.kind !== 'scope-decision';
  const kind = choice(
    texts.kind,
    ORDER.map((known) => [known, texts.kinds[known]]),
    draft.kind,
    (value) => {
      draft.kind = value;
      scope.node.hidden = value !== 'scope-decision';
    },
  );
  const putTemplate = button(
    texts.template,
    () => {
      const template = TEMPLATES[language];
      const chosen =
        draft.kind === 'scope-decision'
          ? template[draft.inScope ? 'inScope' : 'outOfScope']
          : template[draft.kind];
      const before = text.control.value.trim();
      text.control.value = before === '' ? chosen : `${before}\n\n${chosen}`;
      draft.text = text.control.value;
      text.control.focus();
    },
    { second: true },
  );
  const files = fileField(texts.attach, true, texts.attachHint);
  const seal = button(texts.sealReply, () => {
    if (draft.text.trim() === '') return work.refuse(texts.emptyReply);
    if (/\[[^\]\n]+\]/.test(draft.text)) return work.refuse(texts.brackets);
    const attached = [...(files.control.files ?? [])];
    const bytes = attached.reduce((sum, { size }) => sum + size, 0);
    work.run(async (going) => {
      const name = `reply-${head.case}-${draft.kind}.zip`;
      const reply = {
        kind: draft.kind,
        ...(draft.kind === 'scope-decision' ? { inScope: draft.inScope } : {}),
        text: draft.text.trimEnd(),
        files: attached,
        day: new Date().toISOString().slice(0, 10),
      };
      await saveStream(name, bytes, (take) => worker.call('reply', [reply], { ...going, take }));
      // Nobody can open it again, so what was sealed is offered once more in the clear.
      const saveCopy = () => save(`${reply.text}\n`, name.replace(/zip$/, 'txt'));
      copy.replaceChildren(button(texts.ownCopy, saveCopy, { second: true }));
      return texts.replyDone({ name });
    }, bytes);
  });
  return el(
    'div',
    { id: 'reply' },
    el('h3', {}, texts.replyTitle),
    el('p', {}, texts.replyLead),
    kind.node,
    scope.node,
    putTemplate,
    text.node,
    files.node,
    seal,
    work.node,
    copy,
  );
}
