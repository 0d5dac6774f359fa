import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { StorageEngine } from 'multer';
import type { Upload } from '../cases/upload.ts';
import type { Limits } from '../config/schema.ts';
import type { From } from '../sharing/fair-turns.ts';
import { type Reservation, type Spool, type SpoolFile, SpoolFull } from '../spool/spool.ts';
import { type BodyLimits, bodyLength, discardBody, holdProgress } from './body-guard.ts';
import { circuitOf } from './circuit.ts';
import { multipartError, readMultipart, stringFields } from './multipart.ts';
import { PageError } from './page-error.ts';

/** A form with files. Everything in it is plaintext in memory; `release` gives it back. */
export interface Form {
  fields: Record<string, string>;
  uploads: Upload[];
  release(): Promise<void>;
}

export interface FormReader {
  /**
   * Reads a multipart body. `admit` is called with the fields that stand before the first file, before any file is
   * taken, and once more at the end; what it throws refuses the form. After a refusal `request.body` has the fields
   * that were read, because browsers do not reliably keep what was typed, and what is left of the body is thrown away
   * while the answer is on its way.
   * @throws PageError `busy`, `malformed`, `tooLarge`, `stalled`, or what `admit` throws
   */
  read(request: Request, response: Response, admit: () => void): Promise<Form>;
}

/** Room for the text fields beside the files. */
export const FIELDS_BYTES = 4_000_000;
const FIELD_NAMES = 40;

/** Reads forms, their files streamed to the spool, within the budgets of `limits`. */
export function formReader(spool: Spool, limits: Limits, body: BodyLimits): FormReader {
  return {
    async read(request, response, admit) {
      if (!request.is('multipart/form-data')) throw new PageError('malformed');
      const room = roomFor(request, spool, limits, body);
      const refusal = room instanceof PageError ? room : null;
      const release = async () => {
        if (!(room instanceof PageError)) await room.release();
      };
      const admitHere = () => {
        admit();
        if (refusal) throw refusal;
      };
      const uploads: Upload[] = [];
      // The client may leave in the middle; then nobody else gives the memory back. Once everything has arrived the form
      // belongs to the caller: a report must go in even if its sender's connection breaks before the receipt.
      const left = () => void release();
      response.once('close', left);
      try {
        const storage =
          room instanceof PageError ? NO_ROOM : engine(room, limits, uploads, circuitOf(request));
        const options = { storage, admit: admitHere, limits: multerLimits(limits) };
        await readMultipart(request, response, options);
        admitHere();
        response.off('close', left);
        if (!(room instanceof PageError)) room.arrived();
        return { fields: stringFields(request.body), uploads, release };
      } catch (error) {
        await release();
        discardBody(request, body);
        throw asPageError(error);
      }
    },
  };
}

/** Room for the files of a form, or why there is none. */
function roomFor(
  request: Request,
  spool: Spool,
  limits: Limits,
  body: BodyLimits,
): Reservation | PageError {
  const bytes = bodyLength(request);
  if (bytes > body.mostBytes) return new PageError('tooLarge');
  try {
    const start = request.socket.bytesRead;
    return spool.reserve(Math.min(bytes, limits.reportBytes + FIELDS_BYTES), {
      from: circuitOf(request),
      arrived: () => request.socket.bytesRead - start,
      waits: () => holdProgress(request),
      // Fails the parser that reads the body, which ends with a page.
      ended: () => request.emit('error', new PageError('busy')),
    });
  } catch (error) {
    if (error instanceof SpoolFull) return new PageError('busy', { cause: error });
    throw error;
  }
}

/** Stands where a storage engine must; no file is let through to it. */
const NO_ROOM: StorageEngine = {
  _handleFile: (_request, _file, done) => done(new PageError('busy')),
  _removeFile: (_request, _file, done) => done(null),
};

function multerLimits(limits: Limits) {
  return {
    fieldNameSize: 100,
    // UTF-8 takes up to four bytes a character.
    fieldSize: limits.textCharacters * 4 + 1000,
    fields: FIELD_NAMES,
    // Far above the limit that is told to people: surplus files are passed over, not a reason to lose the text.
    files: 1000,
    parts: 1000 + FIELD_NAMES,
    headerPairs: 20,
    fieldNestingDepth: 0,
    fieldArrayIndexLimit: 0,
  };
}

/** A storage engine of multer's: bytes go to the spool, and a file that is refused is read to its end and forgotten. */
function engine(
  reservation: Reservation,
  limits: Limits,
  uploads: Upload[],
  from: From,
): StorageEngine {
  let total = 0;

  async function take(stream: Readable): Promise<Upload> {
    const hash = createHash('sha256');
    let file: SpoolFile | null = null;
    let bytes = 0;
    let tooLarge = false;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (tooLarge) continue;
      if (total + chunk.length > limits.reportBytes) {
        tooLarge = true;
        total -= file?.size ?? 0;
        await file?.discard();
        continue;
      }
      total += chunk.length;
      hash.update(chunk);
      file ??= await reservation.file();
      await file.append(chunk);
    }
    if (tooLarge) return { kept: false, refusal: 'tooLarge', bytes };
    if (file === null) return { kept: false, refusal: 'empty', bytes };
    return { kept: true, file, sha256: hash.digest('hex'), from };
  }

  return {
    _handleFile(_request, file, done) {
      const place = uploads.length;
      // Keeps the reporter's order although files may finish in another one.
      uploads.push({ kept: false, refusal: 'empty', bytes: 0 });
      const taken =
        place < limits.files
          ? take(file.stream)
          : drain(file.stream).then(
              (bytes): Upload => ({ kept: false, refusal: 'tooMany', bytes }),
            );
      taken.then(
        (upload) => {
          uploads[place] = upload;
          done(null, {});
        },
        (error: Error) => done(error),
      );
    },
    // The whole reservation is released together when the form fails.
    _removeFile: (_request, _file, done) => done(null),
  };
}

async function drain(stream: Readable): Promise<number> {
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) bytes += chunk.length;
  return bytes;
}

function asPageError(error: unknown): unknown {
  return error instanceof SpoolFull
    ? new PageError('busy', { cause: error })
    : multipartError(error);
}
