import type { Request, Response } from 'express';
import type { StorageEngine } from 'multer';
import { type BodyLimits, bodyLength, discardBody } from './body-guard.ts';
import { multipartError, readMultipart, stringFields } from './multipart.ts';
import { PageError } from './page-error.ts';

/** A form with one file that is taken as it comes: too large for memory, wherever `take` puts it. */
export interface StreamedForm<Taken> {
  fields: Record<string, string>;
  /** Null when no file was chosen. */
  taken: Taken | null;
}

interface Taking<Taken> {
  body: BodyLimits;
  /** Called with the fields before the file, before a byte of it is taken, and at the end; what it throws refuses the form. */
  admit(): void;
  take(file: AsyncIterable<Uint8Array>): Promise<Taken>;
  /** Gives back what was taken, when the form is refused after all. */
  drop(taken: Taken): Promise<void>;
}

const LIMITS = { fieldNameSize: 100, fieldSize: 10_000, fields: 20, files: 1, headerPairs: 20 };

/** @throws PageError `malformed`, `tooLarge`, `stalled`, or what `admit` and `take` throw */
export async function streamForm<Taken>(
  request: Request,
  response: Response,
  { body, admit, take, drop }: Taking<Taken>,
): Promise<StreamedForm<Taken>> {
  let taken: Taken | null = null;
  const storage: StorageEngine = {
    _handleFile(_request, file, done) {
      take(file.stream).then(
        (result) => {
          taken = result;
          done(null, {});
        },
        (error: Error) => done(error),
      );
    },
    _removeFile: (_request, _file, done) => done(null),
  };
  try {
    if (!request.is('multipart/form-data')) throw new PageError('malformed');
    if (bodyLength(request) > body.mostBytes) throw new PageError('tooLarge');
    await readMultipart(request, response, { storage, admit, limits: LIMITS });
    admit();
  } catch (error) {
    if (taken !== null) await drop(taken);
    discardBody(request, body);
    throw multipartError(error);
  }
  return { fields: stringFields(request.body), taken };
}
