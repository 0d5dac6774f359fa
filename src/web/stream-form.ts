import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { type BodyLimits, bodyLength, discardBody } from './body-guard.ts';
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

const FIELD_BYTES = 10_000;
const FIELDS = 20;

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
    await parse(request, response, storage, admit);
    admit();
  } catch (error) {
    if (taken !== null) await drop(taken);
    discardBody(request, body);
    throw asPageError(error);
  }
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.body ?? {})) {
    if (typeof value === 'string') fields[name] = value;
  }
  return { fields, taken };
}

function parse(
  request: Request,
  response: Response,
  storage: StorageEngine,
  admit: () => void,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const parser = multer({
    storage,
    fileFilter: (_request, _file, decide) => {
      try {
        admit();
        decide(null, true);
      } catch (error) {
        // Now, because multer would read the whole body first.
        reject(error);
        decide(error as Error);
      }
    },
    limits: {
      fieldNameSize: 100,
      fieldSize: FIELD_BYTES,
      fields: FIELDS,
      files: 1,
      headerPairs: 20,
    },
  }).single('files');
  // bodyGuard reports a stalled upload as an error of the request.
  request.once('error', reject);
  parser(request, response, (error: unknown) => (error ? reject(error) : resolve()));
  return promise;
}

function asPageError(error: unknown): unknown {
  if (error instanceof PageError) return error;
  // busboy's complaints are plain errors ("Unexpected end of form", "Boundary not found").
  const parser = /malformed|unexpected end|boundary|request aborted|request closed/i;
  return error instanceof MulterError || (error instanceof Error && parser.test(error.message))
    ? new PageError('malformed', { cause: error })
    : error;
}
