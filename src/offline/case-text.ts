import type { CaseFile } from '../seal/case-bundle.ts';
import type { OpenedMessage, Problem } from './opened-case.ts';

/** The case as one page of plain text: who handles it reads this first. */
export function caseText(
  file: CaseFile,
  messages: readonly OpenedMessage[],
  problems: readonly Problem[],
): string {
  const lines = [
    `Case ${file.case}`,
    `Channel: ${file.channel}   Received: ${file.received}   Language: ${file.language}`,
    ...messages.flatMap(messageLines),
  ];
  if (problems.length > 0) {
    lines.push('', 'NOT OPENED', ...problems.map(({ part, why }) => `  ${part}: ${why}`));
  }
  return `${lines.join('\n')}\n`;
}

function messageLines(message: OpenedMessage): string[] {
  const { fields, manifest, contact } = message;
  const lines = [
    '',
    '='.repeat(72),
    `${message.number}. ${message.kind}, ${message.day}   (${message.folder})`,
    '',
  ];
  if (fields?.identity) lines.push(`Identity: ${fields.identity}`);
  if (fields?.about)
    lines.push(`About: ${fields.about}${fields.answers ? ` (answers ${fields.answers})` : ''}`);
  if (fields?.relation) lines.push(`Relation: ${fields.relationLabel ?? fields.relation}`);
  if (fields?.category) lines.push(`Category: ${fields.categoryLabel ?? fields.category}`);
  const named = fields?.identity === 'named';
  if (contact?.leftOut) {
    lines.push('Contact data: left out when the case was handed over');
  } else if (contact && named) {
    lines.push(
      `Name: ${contact.name}`,
      `E-mail: ${contact.email}`,
      `Telephone: ${contact.phone}`,
      `Other: ${contact.other}`,
    );
  } else if (message.hasContact && named) {
    lines.push('Contact data: came with this message, not opened (add --contact to open it)');
  }
  if (message.text !== null && !message.checked) {
    lines.push(
      '',
      'NOT COMPARED with the sealed manifest, which did not open: do not trust this text.',
    );
  }
  if (message.text !== null) lines.push('', message.text.trimEnd());
  const files = manifest?.parts.filter(({ part }) => /^(attachment|original)-/.test(part)) ?? [];
  if (files.length > 0) lines.push('', 'Files:');
  for (const entry of files) {
    const way = entry.cleaned
      ? 'cleaned'
      : `UNCHANGED, may identify the reporter${entry.reason ? ` (${entry.reason})` : ''}`;
    lines.push(`  ${entry.name}  ${entry.bytes} bytes  ${way}`, `    SHA-256 ${entry.sha256}`);
    if (entry.removed && entry.removed.length > 0) {
      lines.push(
        `    removed: ${entry.removed.map(({ kind, count }) => `${kind} ${count}`).join(', ')}`,
      );
    }
  }
  for (const { attachment, reason } of manifest?.notSent ?? []) {
    lines.push(`  attachment ${attachment} was not sent (${reason})`);
  }
  return lines;
}
