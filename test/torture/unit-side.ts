import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import { caseBundle } from '../../src/cases/bundle.ts';
import { openBundle } from '../../src/offline/bundle-reader.ts';
import { nodeTools } from '../../src/offline/node-tools.ts';
import { isFile, strangers } from '../../src/offline/open-part.ts';
import type { OpenedMessage } from '../../src/offline/opened-case.ts';
import { readMessage } from '../../src/offline/read-message.ts';
import { verifyFiles } from '../../src/offline/verify-files.ts';
import { PART } from '../../src/seal/message.ts';
import type { CaseRow, Store } from '../../src/store/store.ts';
import type { Sending } from './sendings.ts';

/** The unit's side: what it finds in the bundles that a server gives it, and whether that is what was sent. */
export interface UnitSide {
  /**
   * Opens every case that is new or has new messages, and compares everything with what was sent.
   * @throws AssertionError when something is there that nobody sent, or not as it was sent
   */
  openNew(store: Store, sendings: readonly Sending[]): Promise<void>;
  /** The case in which a sending was found. */
  caseOf(sending: Sending): string | null;
  cases(): number;
}

export function unitSide(identity: string, work: string): UnitSide {
  /** By words: where each was found. */
  const found = new Map<string, { sending: Sending; caseId: string }>();
  /** By case: how many messages the unit had when it was looked at. */
  const looked = new Map<string, number>();

  async function open(store: Store, row: CaseRow) {
    const path = join(work, 'bundle.zip');
    await pipeline(await caseBundle(store, row), createWriteStream(path, { mode: 0o600 }));
    const source = await openBundle(path);
    try {
      const reading = { tools: nodeTools, source, identities: [identity] };
      const problems = strangers(source);
      const opened = new Map<number, OpenedMessage>();
      for (const sealed of source.head.messages) {
        const read = await readMessage(reading, sealed, true);
        problems.push(...read.problems);
        opened.set(sealed.number, read.message);
      }
      // Every byte of every file against the hash that the manifest has of it.
      problems.push(...(await verifyFiles(reading, opened)).problems);
      expect(problems, `case ${row.id}`).to.deep.equal([]);
      return [...opened.values()];
    } finally {
      source.close();
    }
  }

  return {
    async openNew(store, sendings) {
      const byWords = new Map(sendings.map((sending) => [sending.words, sending]));
      for (const row of await store.allCases()) {
        const messages = await store.messages(row.id);
        const shown = messages.filter(
          ({ audience, heldUntil }) => audience === 'unit' && !heldUntil,
        );
        if (looked.get(row.id) === shown.length) continue;
        looked.set(row.id, shown.length);
        const [report, ...later] = await open(store, row);
        const sent = byWords.get(report?.text ?? '');
        if (report === undefined || sent?.kind !== 'report') {
          throw new Error(`case ${row.id} holds what nobody sent`);
        }
        expect(found.get(sent.words)?.caseId ?? row.id, 'one report is one case').to.equal(row.id);
        found.set(sent.words, { sending: sent, caseId: row.id });
        compare(report, sent);
        compareHeld(
          later.filter(({ kind }) => kind === 'attachments'),
          sent,
        );
        const all = later.filter(({ kind }) => kind !== 'attachments');
        expect(new Set(all.map(({ text }) => text)).size, 'no message twice').to.equal(all.length);
        for (const message of all) {
          const follow = byWords.get(message.text ?? '');
          expect(follow?.code, `message ${message.number} of case ${row.id}`).to.equal(sent.code);
          compare(message, follow as Sending);
          found.set((follow as Sending).words, { sending: follow as Sending, caseId: row.id });
        }
      }
    },
    caseOf: ({ words }) => found.get(words)?.caseId ?? null,
    cases: () => looked.size,
  };
}

/** A message with its words, its name and its files, each cleaned or unchanged as was asked for. */
function compare(message: OpenedMessage, sent: Sending): void {
  const { manifest } = message;
  expect(message.checked).to.equal(true);
  expect(message.fields?.kind).to.equal(sent.kind === 'report' ? 'report' : 'follow-up');
  if (sent.kind === 'report') expect(message.contact?.name).to.equal(sent.contact);
  const parts = manifest?.parts.filter(({ part }) => isFile(part)) ?? [];
  const notSent = manifest?.notSent.map(({ attachment }) => attachment) ?? [];
  const hashes = (number: number) =>
    parts
      .filter(({ part }) => [PART.attachment(number), PART.original(number)].includes(part))
      .map(({ sha256 }) => sha256);
  for (const [index, file] of sent.files.entries()) {
    const cleaned = file.cleaned === null ? [] : [file.cleaned];
    const whenCleaned = sent.originals ? [...cleaned, file.sha256] : cleaned;
    const whenNot = sent.originals ? [file.sha256] : [];
    const told = sent.outcomes[index];
    const allowed = [
      ...(file.cleaned !== null && told !== 'notCleaned' ? [whenCleaned] : []),
      ...(told !== 'cleaned' ? [whenNot] : []),
    ].map((list) => list.toSorted().join());
    expect(allowed, `${file.name}, told as ${told}`).to.include(
      hashes(index + 1)
        .toSorted()
        .join(),
    );
    expect(notSent.includes(index + 1)).to.equal(hashes(index + 1).length === 0);
  }
  const expected = sent.files.flatMap((_, index) => hashes(index + 1));
  expect(parts, 'no file that was not sent').to.have.length(expected.length);
}

/** Files that could not be cleaned and were sent all the same by a later decision, unchanged. */
function compareHeld(messages: readonly OpenedMessage[], sent: Sending): void {
  if (sent.held === 'sent') expect(messages, 'files that were sent unchanged').to.have.length(1);
  else if (sent.held !== 'asked') expect(messages).to.have.length(0);
  const originals = sent.files.map(({ sha256 }) => sha256);
  for (const { manifest } of messages) {
    const parts = manifest?.parts.filter(({ part }) => isFile(part)) ?? [];
    expect(parts).to.not.have.length(0);
    for (const { sha256 } of parts) expect(originals).to.include(sha256);
  }
}
