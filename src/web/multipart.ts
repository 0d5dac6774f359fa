import type { Request, Response } from 'express';
import multer, { MulterError, type Options, type StorageEngine } from 'multer';
import { PageError } from './page-error.ts';

interface Taking {
  storage: StorageEngine;
  /** Called when a file's part begins: the fields before it have been read, its bytes have not. What it throws refuses it. */
  admit(): void;
  limits: NonNullable<Options['limits']>;
}

/** Runs multer over a body: fields into `request.body`, files into the storage. @throws what multer, busboy and `admit` do */
export function readMultipart(
  request: Request,
  response: Response,
  { storage, admit, limits }: Taking,
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
    limits,
  }).array('files');
  // bodyGuard reports a stalled upload as an error of the request.
  request.once('error', reject);
  parser(request, response, (error: unknown) => (error ? reject(error) : resolve()));
  return promise;
}

/** A field that comes twice makes an array; our forms have none. */
export function stringFields(body: Record<string, unknown> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

const TOO_LARGE = [
  'LIMIT_FIELD_VALUE',
  'LIMIT_FILE_COUNT',
  'LIMIT_PART_COUNT',
  'LIMIT_FIELD_COUNT',
];
/** busboy's complaints are plain errors ("Malformed part header", "Unexpected end of form", "Boundary not found"). */
const COMPLAINT = /malformed|unexpected end|boundary|request aborted|request closed/i;

/** The page for a body that could not be read; every other error as it is. */
export function multipartError(error: unknown): unknown {
  if (error instanceof PageError) return error;
  if (error instanceof MulterError) {
    const page = TOO_LARGE.includes(error.code) ? 'tooLarge' : 'malformed';
    return new PageError(page, { cause: error });
  }
  return error instanceof Error && COMPLAINT.test(error.message)
    ? new PageError('malformed', { cause: error })
    : error;
}
