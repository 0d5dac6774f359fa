import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isLanguage, LANGUAGE_CODES, type Language } from '../src/languages/language.ts';
import { openBundle } from '../src/offline/bundle-reader.ts';
import { makeReply } from '../src/offline/make-reply.ts';
import { TEMPLATES } from '../src/offline/texts.ts';
import type { CaseFile } from '../src/seal/case-bundle.ts';
import { REPLY_KINDS, type ReplyKind } from '../src/seal/reply-bundle.ts';
import { UsageError } from '../src/usage-error.ts';

/** Answers to reporters. None of this needs a key. */

export async function reply(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      bundle: { type: 'string' },
      kind: { type: 'string' },
      text: { type: 'string' },
      file: { type: 'string', multiple: true },
      'out-of-scope': { type: 'boolean' },
      out: { type: 'string' },
    },
  });
  if (!values.bundle || !values.text || !values.out) {
    throw new UsageError('reply needs --bundle, --kind, --text and --out.');
  }
  const kind = kindOf(values.kind);
  const text = (await readFile(values.text, 'utf8')).replaceAll('\r\n', '\n').trimEnd();
  const unfilled = /\[[^\]\n]+\]/.exec(text)?.[0];
  if (unfilled) {
    throw new UsageError(`${values.text} still has ${unfilled} in it: fill it in, or take it out.`);
  }
  const head = await headOf(values.bundle);
  const draft = {
    kind,
    ...(kind === 'scope-decision' ? { inScope: !values['out-of-scope'] } : {}),
    text,
    files: values.file ?? [],
    day: new Date().toISOString().slice(0, 10),
  };
  await writeFile(values.out, await makeReply(head, draft), { mode: 0o600, flag: 'wx' });
  console.log(`${values.out}: ${kind} to the reporter of case ${head.case}`);
}

/** Prints a text to begin with, in the language of the case. */
export async function template(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      bundle: { type: 'string' },
      kind: { type: 'string' },
      language: { type: 'string' },
      'out-of-scope': { type: 'boolean' },
    },
  });
  const kind = kindOf(values.kind);
  const language = values.language ?? (values.bundle && (await headOf(values.bundle)).language);
  if (!language) throw new UsageError('template needs --kind, and --bundle or --language.');
  const texts = TEMPLATES[languageOf(language)];
  const scope = values['out-of-scope'] ? 'outOfScope' : 'inScope';
  console.log(texts[kind === 'scope-decision' ? scope : kind]);
}

/** @throws UsageError when there is no such language */
export function languageOf(text: string): Language {
  if (isLanguage(text)) return text;
  throw new UsageError(`There are these languages: ${LANGUAGE_CODES.join(', ')}.`);
}

function kindOf(text: string | undefined): ReplyKind {
  const kind = REPLY_KINDS.find((known) => known === text);
  if (kind === undefined) throw new UsageError(`--kind is one of ${REPLY_KINDS.join(', ')}.`);
  return kind;
}

async function headOf(path: string): Promise<CaseFile> {
  const bundle = await openBundle(path);
  bundle.close();
  return bundle.head;
}
