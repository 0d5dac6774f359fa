import type { Readable } from 'node:stream';
import { stanzasFor } from '../seal/age-stanzas.ts';
import { fingerprint } from '../seal/recipients.ts';
import type { ReplyFile, ReplyKind } from '../seal/reply-bundle.ts';
import { sealedAs, type UnfitBecause, UnfitSeal } from '../seal/sealed-as.ts';
import type { Staged } from '../store/store.ts';
import type { Case } from './case.ts';
import type { Step } from './case-events.ts';
import { mayStep, step } from './case-life.ts';
import { type CaseRecord, decide, findCase } from './case-record.ts';
import type { Day } from './day.ts';
import type { CaseTools } from './tools.ts';

/** Why a reply was not brought in, for pages in every language. */
export type RefusedBecause = 'no-case' | 'unreachable' | 'other-key' | UnfitBecause;

/** A reply that was not brought in; the message says why, in words for the unit. Nothing was stored. */
export class ReplyRefused extends Error {
  override name = 'ReplyRefused';
  readonly because: RefusedBecause;

  constructor(because: RefusedBecause, message: string) {
    super(message);
    this.because = because;
  }
}

/** What came of a reply. `recorded` is false when it is in the mailbox but its kind changed no date or stage. */
export interface Brought {
  caseId: string;
  kind: ReplyKind;
  way: 'brought' | 'again';
  recorded: boolean;
}

/** Where the sealed parts of a reply come from. */
export interface ReplySource {
  file: ReplyFile;
  sealed(file: string): Promise<Readable>;
}

type Tools = Pick<CaseTools, 'store' | 'channels' | 'clock'>;

/**
 * Brings a reply of the unit into a case: checks what a server without the key can check, stores the sealed parts, and
 * records the step that its kind stands for.
 * @throws ReplyRefused
 */
export async function bringReply(tools: Tools, { file, sealed }: ReplySource): Promise<Brought> {
  const record = await findCase(tools, file.case);
  if (record === null)
    throw new ReplyRefused(
      'no-case',
      'its case is not here: it was deleted, or the reply belongs to another server',
    );
  if (record.row.replyRecipient === null) {
    throw new ReplyRefused(
      'unreachable',
      'the reporter can no longer be reached: the access to the mailbox has ended',
    );
  }
  if (file.recipient !== record.row.replyRecipient) {
    throw new ReplyRefused(
      'other-key',
      `it is sealed to another key (${fingerprint(file.recipient)}) than the reporter's: make it again from this case's bundle`,
    );
  }
  const messages = await tools.store.messages(file.case);
  const { kind } = file;
  if (messages.some(({ id }) => id === file.id))
    return { caseId: file.case, kind, way: 'again', recorded: false };

  const stanzas = stanzasFor([file.recipient]);
  const staged: (Staged & { name: string })[] = [];
  try {
    for (const part of file.parts) {
      const source = (await sealed(part.file)) as AsyncIterable<Buffer>;
      const stored = await tools.store.stage(sealedAs(source, { stanzas, payload: 'padded' }));
      staged.push({ ...stored, name: part.name });
      if (stored.bytes !== part.bytes || stored.sha256.toString('hex') !== part.sha256) {
        throw new ReplyRefused(
          'cut-off',
          `its part ${part.name} was cut off or changed: fetch the file again`,
        );
      }
    }
    let recorded = false;
    const decided = await decide(tools, file.case, (now) => {
      const steps = stepsOf(now, file);
      recorded = steps.length > 1;
      const message = {
        id: file.id,
        audience: 'reporter',
        kind,
        day: now.today,
        once: null,
      } as const;
      return { steps, messages: [{ ...message, heldUntil: null, parts: staged }] };
    });
    if (decided !== 'done')
      throw new ReplyRefused('no-case', 'its case was deleted while it was brought in');
    return { caseId: file.case, kind, way: 'brought', recorded };
  } catch (error) {
    await tools.store.discard(staged);
    throw error instanceof UnfitSeal
      ? new ReplyRefused(error.because, UNFIT[error.because])
      : error;
  }
}

const UNFIT: Record<UnfitBecause, string> = {
  'not-sealed': 'a part of it is not sealed (no age file)',
  'other-keys': "a part of it is not sealed to the reporter's key alone",
  'cut-off': 'a part of it was cut off before it was put into the file: make it again',
};

/**
 * The steps that a reply stands for. A decision or feedback says that the report was looked at, so it opens the
 * assessment by itself; what the law or the history does not have any more is an ordinary message.
 */
function stepsOf({ case: theCase, rules, today }: CaseRecord, file: ReplyFile): Step[] {
  const steps: Step[] = [{ kind: 'unit-wrote', day: today }];
  const meaning = meaningOf(file, theCase, today);
  if (meaning === null) return steps;
  if (mayStep(theCase, meaning, rules)) return [...steps, meaning];
  const opening: Step = { kind: 'assessment-started', day: today };
  if (file.kind === 'acknowledgement' || !mayStep(theCase, opening, rules)) return steps;
  const opened = step(theCase, opening, rules);
  return mayStep(opened, meaning, rules) ? [...steps, opening, meaning] : steps;
}

function meaningOf(file: ReplyFile, theCase: Case, day: Day): Step | null {
  switch (file.kind) {
    case 'acknowledgement':
      return { kind: 'acknowledged', day };
    case 'scope-decision':
      return { kind: 'scope-told', day, inScope: file.inScope ?? true };
    case 'feedback':
      return theCase.stage === 'closed'
        ? { kind: 'result-told', day }
        : { kind: 'feedback-given', day };
    default:
      return null;
  }
}
