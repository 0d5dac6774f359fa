import { formatDay } from '../../languages/format.ts';
import type { OpenedMessage } from '../opened-case.ts';
import type { App } from './app.ts';
import { button, el, facts } from './element.ts';
import { fileView } from './file-view.ts';
import { task } from './task.ts';

/** One message of a case: the text first, then what was chosen, then files. */
export function messageView(app: App, message: OpenedMessage): HTMLElement {
  const { texts, state } = app;
  const { fields, manifest, text, number, kind, day } = message;
  const kinds: Record<string, string> = texts.messageKinds;
  const files = manifest?.parts.filter(({ part }) => /^(attachment|original)-/.test(part)) ?? [];
  const missing = manifest?.notSent ?? [];
  return el(
    'article',
    { class: 'message', id: `message-${number}` },
    el(
      'h3',
      {},
      `${number}. ${kinds[kind] ?? texts.messageKinds.other}, ${formatDay(state.language, day)}`,
    ),
    text !== null && !message.checked && el('p', { class: 'box bad' }, texts.unchecked),
    text
      ? el('p', { class: 'words text' }, text.trimEnd())
      : el('p', { class: 'soft' }, texts.noText),
    facts([
      [texts.identity.label, fields?.identity ? texts.identity[fields.identity] : null],
      [texts.relation, fields?.relationLabel ?? fields?.relation],
      [texts.category, fields?.categoryLabel ?? fields?.category],
      [texts.aboutLabel, fields?.about ? texts.about[fields.about] : null],
      [texts.answers, fields?.answers],
    ]),
    message.hasContact && contactPart(app, message),
    files.length > 0 && el('h4', {}, texts.files),
    files.length > 0 &&
      el('ul', { class: 'files' }, ...files.map((file) => fileView(app, message, file))),
    missing.length > 0 &&
      el(
        'ul',
        {},
        ...missing.map(({ attachment, reason }) =>
          el(
            'li',
            {},
            texts.notSent({ number: String(attachment), why: texts.reasons[reason] ?? reason }),
          ),
        ),
      ),
  );
}

/** Closed until somebody decides to open it, and closed again when the case is drawn anew. */
function contactPart({ texts, worker }: App, { number }: OpenedMessage): HTMLElement {
  const work = task(texts);
  const place = el('div', { attributes: { tabindex: '-1' } });
  const open = button(
    texts.openContact,
    () =>
      work.run(async () => {
        const { contact, problems } = await worker.call('readContact', [number]);
        const [problem] = problems.filter(({ part }) => part.endsWith('/contact.json'));
        if (problem !== undefined) throw new Error(texts.problems[problem.kind]);
        const rows = (['name', 'email', 'phone', 'other'] as const)
          .map((field): [string, string] => [texts.contactFields[field], contact?.[field] ?? ''])
          .filter(([, value]) => value.trim() !== '');
        const none = contact?.leftOut ? texts.contactLeftOut : texts.noContact;
        place.replaceChildren(rows.length > 0 ? facts(rows) : el('p', {}, none));
        // The button goes, so the focus goes to what it opened.
        place.focus();
        open.hidden = true;
        return texts.done;
      }),
    { second: true },
  );
  return el(
    'section',
    { class: 'box warn contact' },
    el('h4', {}, texts.contact),
    el('p', {}, texts.contactWarning),
    open,
    work.node,
    place,
  );
}
