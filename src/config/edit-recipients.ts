import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A change that this file's way of writing does not allow; the message is one sentence for the sysadmin. */
export class EditError extends Error {
  override name = 'EditError';
}

export type RecipientEdit =
  | { change: 'add'; channel: string; name: string; key: string }
  | { change: 'rotate'; channel: string; name: string; key: string }
  | { change: 'remove'; channel: string; name: string };

/**
 * Changes the recipients of a channel in the text of a configuration, and nothing else: only the lines concerned are
 * touched, so that comments, order and spacing of a file that people keep by hand stay as they are. Whether the result
 * is good is for whoever loads it to say. @throws EditError
 */
export function editRecipients(text: string, edit: RecipientEdit): string {
  const document = parseDocument(text);
  const list = recipientsOf(document, edit.channel);
  if (edit.change === 'add') return addTo(text, document, list, edit.name, edit.key);
  const item = list.items.find((one) => nameOf(document, one) === edit.name);
  if (item === undefined) throw new EditError(`The channel has no recipient ${edit.name}.`);
  if (edit.change === 'remove') {
    const { from, to } = linesOf(text, document, item);
    return text.slice(0, from) + text.slice(to);
  }
  const key = mapOf(document, item)?.get('key', true);
  if (!isScalar(key) || !key.range) throw new EditError('The recipient has no key of its own.');
  return text.slice(0, key.range[0]) + edit.key + text.slice(key.range[1]);
}

function recipientsOf(document: Document, channel: string): YAMLSeq {
  const channels = document.get('channels', true);
  const found = (isSeq(channels) ? channels.items : []).find(
    (one) => mapOf(document, one)?.get('id') === channel,
  );
  const list = found && mapOf(document, found)?.get('recipients', true);
  const own = isAlias(list) ? list.resolve(document) : list;
  if (!isSeq(own)) throw new EditError(`There are no recipients of a channel ${channel}.`);
  if (own.flow) {
    throw new EditError(
      'The recipients are written in one line, in brackets: write each on lines of its own, beginning with a dash.',
    );
  }
  return own;
}

/** An item, or what it stands for when it is written once and named elsewhere (`*name`). */
function mapOf(document: Document, node: unknown): YAMLMap | null {
  const own = isAlias(node) ? node.resolve(document) : node;
  return isMap(own) ? own : null;
}

function nameOf(document: Document, item: unknown): unknown {
  return mapOf(document, item)?.get('name');
}

function addTo(text: string, document: Document, list: YAMLSeq, name: string, key: string): string {
  const last = linesOf(text, document, list.items.at(-1));
  const indent = /^[ ]*/.exec(text.slice(last.from))?.[0] ?? '';
  const value = stringify(name, { lineWidth: 0 }).trimEnd();
  const lines = `${indent}- name: ${value}\n${indent}  key: ${key}\n`;
  const before = text.slice(0, last.to);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${lines}${text.slice(last.to)}`;
}

/** The whole lines of an item, from its dash on. */
function linesOf(text: string, document: Document, item: unknown): { from: number; to: number } {
  const range = (node: unknown) => (node as { range?: [number, number, number] }).range;
  const start = range(item)?.[0];
  const values = isAlias(item)
    ? [item]
    : (mapOf(document, item)?.items ?? []).map(({ value }) => value);
  const end = Math.max(...values.map((value) => range(value)?.[1] ?? 0));
  if (start === undefined || end <= 0) throw new EditError('The recipients cannot be found.');
  // What belongs to the item may begin after `- &name` on another line.
  const from = text.lastIndexOf('\n', text.lastIndexOf('-', start)) + 1;
  const newline = text.indexOf('\n', end);
  return { from, to: newline < 0 ? text.length : newline + 1 };
}
