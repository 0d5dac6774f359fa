import type { ArchiveContents } from './archive.ts';
import type { OpenedMessage } from './opened-case.ts';

/** The case as one page that any browser shows in any year: no scripts, nothing from elsewhere, black on white. */
export function archivePage(contents: ArchiveContents, messages: readonly OpenedMessage[]): string {
  const parts = messages.map((message, index) =>
    messagePart(message, contents.messages[index] as ArchiveContents['messages'][number]),
  );
  return `<!doctype html>
<html lang="${html(contents.language)}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Case ${html(contents.case)}</title>
<style>body{font:1rem/1.5 sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
pre{font:inherit;white-space:pre-wrap}section{border-top:1px solid;margin-top:2rem}
code{overflow-wrap:anywhere}dt{font-weight:bold}</style>
<h1>Case ${html(contents.case)}</h1>
<dl>
<dt>Channel</dt><dd>${html(contents.channel)}</dd>
<dt>Received</dt><dd>${html(contents.received)}</dd>
<dt>Language of the reporter</dt><dd>${html(contents.language)}</dd>
${contents.masked ? `<dt>Masked copy</dt><dd>${contents.passagesLeftOut} passages left out; contact data ${contents.contactData ? 'included' : 'left out'}</dd>` : ''}
</dl>
${parts.join('\n')}
${contents.notOpened.length === 0 ? '' : `<section><h2>Not opened</h2><ul>${contents.notOpened.map(({ part, why }) => `<li>${html(part)}: ${html(why)}</li>`).join('')}</ul></section>`}
</html>
`;
}

function messagePart(
  { number, kind, day, fields, contact, text }: OpenedMessage,
  { files, leftOut }: ArchiveContents['messages'][number],
): string {
  const known: [string, string | undefined][] = [
    ['Identity', fields?.identity],
    ['Relation', fields?.relation],
    ['Category', fields?.category],
    ['About', fields?.about],
    ['Answers', fields?.answers],
    ['Name', contact?.name],
    ['E-mail', contact?.email],
    ['Telephone', contact?.phone],
    ['Other contact', contact?.other],
  ];
  const rows = known
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${label}</dt><dd>${html(value as string)}</dd>`);
  const list = files.map(
    ({ path, bytes, sha256, cleaned }) =>
      `<li><a href="${html(path)}">${html(path)}</a>, ${bytes} bytes, ${cleaned ? 'cleaned' : 'UNCHANGED'}<br><code>SHA-256 ${sha256}</code></li>`,
  );
  const omitted = leftOut.map((name) => `<li>${html(name)}: left out of this copy</li>`);
  return `<section>
<h2>${number}. ${html(kind)}, ${html(day)}</h2>
${rows.length > 0 ? `<dl>${rows.join('')}</dl>` : ''}
<pre>${html(text ?? '')}</pre>
${list.length + omitted.length > 0 ? `<h3>Files</h3><ul>${[...list, ...omitted].join('')}</ul>` : ''}
</section>`;
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
