import { PassThrough } from 'node:stream';
import { FILE_TYPES, type FileType } from '../sanitise/file-types.ts';
import type { Reason, Removal } from '../sanitise/outcome.ts';
import { seal } from '../seal/age-file.ts';
import { measure } from '../seal/measure.ts';
import { type Manifest, PART, type Receipt } from '../seal/message.ts';
import type { Staged } from '../store/store.ts';
import type { CaseTools } from './tools.ts';
import type { Upload } from './upload.ts';

/** A sealed part with its line in the manifest. */
export interface SealedPart {
  staged: Staged & { name: string };
  entry: Manifest['parts'][number];
}

/** What became of one attached file. */
export interface SealedAttachment {
  /** Parts that go with the message. */
  sent: SealedPart[];
  /** Sealed, but waits for the reporter's word because it could not be cleaned. */
  held: SealedPart | null;
  receipt: Receipt['files'][number];
}

type Tools = Pick<CaseTools, 'store' | 'sanitiser'>;

/**
 * Cleans one file and seals the result to `recipients`; the unchanged file is sealed too when the reporter wants it
 * sent along, or to wait for the reporter's word when it cannot be cleaned. Nothing but ciphertext reaches the disk.
 */
export async function sealAttachment(
  tools: Tools,
  recipients: readonly string[],
  number: number,
  upload: Upload,
  withOriginal: boolean,
): Promise<SealedAttachment> {
  if (!upload.kept) return refused(number, upload.bytes, upload.refusal);

  const { file } = upload;
  const bytes = file.size;
  const cleaned = await sealCleaned(tools, recipients, number, upload);
  if (cleaned.sealed !== null && !withOriginal) {
    const receipt = {
      attachment: number,
      bytes,
      outcome: 'cleaned',
      removed: cleaned.removed,
    } as const;
    return { sent: [cleaned.sealed], held: null, receipt: { ...receipt, withOriginal: false } };
  }

  const { type } = cleaned;
  const original = await sealUnchanged(tools, recipients, PART.original(number), type, upload);
  if (cleaned.sealed !== null) {
    const receipt = {
      attachment: number,
      bytes,
      outcome: 'cleaned',
      removed: cleaned.removed,
    } as const;
    return {
      sent: [cleaned.sealed, original],
      held: null,
      receipt: { ...receipt, withOriginal: true },
    };
  }
  const reason = cleaned.reason;
  original.entry.reason = reason;
  const receipt = { attachment: number, bytes, removed: [], reason, withOriginal: false };
  return withOriginal
    ? { sent: [original], held: null, receipt: { ...receipt, outcome: 'original' } }
    : { sent: [], held: original, receipt: { ...receipt, outcome: 'held' } };
}

function refused(attachment: number, bytes: number, reason: string): SealedAttachment {
  const receipt = { attachment, bytes, outcome: 'notSent', removed: [], reason } as const;
  return { sent: [], held: null, receipt: { ...receipt, removed: [], withOriginal: false } };
}

type Cleaned =
  | { sealed: SealedPart; type: FileType; removed: Removal[] }
  | { sealed: null; type: FileType; reason: Reason };

async function sealCleaned(
  tools: Tools,
  recipients: readonly string[],
  number: number,
  upload: Upload & { kept: true },
): Promise<Cleaned> {
  const output = new PassThrough({ highWaterMark: 1 << 18 });
  const measured = measure(output);
  const [cleaning, staging] = await Promise.allSettled([
    tools.sanitiser.clean(upload.file, output, upload.from),
    tools.store.stage(seal(recipients, 'binary', measured.bytes)),
  ]);
  // What was sealed until now is worth something only if the result was found clean.
  const clean = cleaning.status === 'fulfilled' && cleaning.value.clean;
  if (!clean && staging.status === 'fulfilled') await tools.store.discard([staging.value]);
  if (cleaning.status === 'rejected') throw cleaning.reason;
  if (!cleaning.value.clean) return { sealed: null, ...cleaning.value };
  if (staging.status === 'rejected') throw staging.reason;

  const { type, removed } = cleaning.value;
  const sealed = part(PART.attachment(number), type, staging.value, measured.result());
  sealed.entry.cleaned = true;
  sealed.entry.removed = removed;
  return { sealed, type, removed };
}

async function sealUnchanged(
  tools: Pick<Tools, 'store'>,
  recipients: readonly string[],
  name: string,
  type: FileType,
  { file, sha256 }: Upload & { kept: true },
): Promise<SealedPart> {
  const staged = await tools.store.stage(seal(recipients, 'binary', file.stream()));
  const sealed = part(name, type, staged, { bytes: file.size, sha256 });
  sealed.entry.cleaned = false;
  return sealed;
}

function part(
  name: string,
  type: FileType,
  staged: Staged,
  measured: { bytes: number; sha256: string },
): SealedPart {
  const { extension, mime } = FILE_TYPES[type];
  const entry = { part: name, name: `${name}.${extension}`, type: mime, ...measured };
  return { staged: { ...staged, name }, entry };
}
