import { formatDay, formatNumber, formatSize } from '../languages/format.ts';
import { isLanguage, LANGUAGES } from '../languages/language.ts';
import type { ArchiveContents } from './archive.ts';
import type { OpenedMessage } from './opened-case.ts';
import type { Texts } from './texts.ts';

/**
 * The case as one page that any browser shows in any year, in the language of who keeps it: no scripts, nothing from
 * elsewhere, black on white.
 */
export function archivePage(
  texts: Texts,
  contents: ArchiveContents,
  messages: readonly OpenedMessage[],
): string {
  const { language } = texts;
  const parts = messages.map((message, index) =>
    messagePart(texts, message, contents.messages[index] as ArchiveContents['messages'][number]),
  );
  const title = texts.caseTitle({ id: contents.case });
  const notOpened = contents.notOpened.map(
    ({ part, kind }) => `<li><code>${html(part)}</code>: ${html(texts.problems[kind])}</li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(title)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
.text{white-space:pre-wrap}section{border-top:1px solid;margin-top:2rem}
code{overflow-wrap:anywhere}dt{font-weight:bold}</style>
<h1>${html(title)}</h1>
${list([
  [texts.channel, contents.channel],
  [texts.received, formatDay(language, contents.received)],
  [
    texts.reporterLanguage,
    isLanguage(contents.language) ? LANGUAGES[contents.language] : contents.language,
  ],
  [texts.copy.label, contents.masked ? maskedWords(texts, contents) : texts.copy.whole],
])}
${parts.join('\n')}
${notOpened.length === 0 ? '' : `<section><h2>${html(texts.problemsTitle)}</h2><ul>${notOpened.join('')}</ul></section>`}
</html>
`;
}

function maskedWords({ copy, language }: Texts, contents: ArchiveContents): string {
  const contact = contents.contactData ? copy.contactIncluded : copy.contactLeftOut;
  const count = formatNumber(language, contents.passagesLeftOut);
  return `${copy.masked({ count })} ${contact}`;
}

function messagePart(
  texts: Texts,
  { number, kind, day, fields, contact, text, checked }: OpenedMessage,
  { files, leftOut }: ArchiveContents['messages'][number],
): string {
  const { language, copy, contactFields } = texts;
  const kinds: Record<string, string> = texts.messageKinds;
  const rows = list([
    [texts.identity.label, fields?.identity && texts.identity[fields.identity]],
    [texts.relation, fields?.relationLabel ?? fields?.relation],
    [texts.category, fields?.categoryLabel ?? fields?.category],
    [texts.aboutLabel, fields?.about && texts.about[fields.about]],
    [texts.answers, fields?.answers],
    [contactFields.name, contact?.name],
    [contactFields.email, contact?.email],
    [contactFields.phone, contact?.phone],
    [contactFields.other, contact?.other],
    [texts.contact, contact?.leftOut && texts.contactLeftOut],
  ]);
  const saved = files.map(
    ({ path, bytes, sha256, cleaned }) =>
      `<li><a href="${html(path)}">${html(path)}</a>, ${formatSize(language, bytes)}. ${html(cleaned ? texts.cleaned : texts.unchanged)}<br><code>SHA-256 ${sha256}</code></li>`,
  );
  const omitted = leftOut.map((name) => `<li>${html(copy.fileLeftOut({ name }))}</li>`);
  const warning =
    text !== null && !checked ? `<p><strong>${html(texts.unchecked)}</strong></p>` : '';
  return `<section>
<h2>${number}. ${html(kinds[kind] ?? texts.messageKinds.other)}, ${html(formatDay(language, day))}</h2>
${rows}${warning}
<div class="text">${html(text || texts.noText)}</div>
${saved.length + omitted.length > 0 ? `<h3>${html(texts.files)}</h3><ul>${[...saved, ...omitted].join('')}</ul>` : ''}
</section>`;
}

/** A definition list of what is known; empty values are left out. */
function list(rows: readonly [label: string, value: string | false | undefined][]): string {
  const known = rows
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${html(label)}</dt><dd>${html(value as string)}</dd>`);
  return known.length === 0 ? '' : `<dl>${known.join('\n')}</dl>`;
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
