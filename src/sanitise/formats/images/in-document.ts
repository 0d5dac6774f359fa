import type { Job } from '../format.ts';

const DOCUMENTS = new Set(['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'odg', 'rtf', 'pdf']);

/** True for a picture that is part of a document, not one that was sent by itself, in an archive or by mail. */
export function isInDocument(job: Pick<Job, 'within'>): boolean {
  return job.within !== undefined && DOCUMENTS.has(job.within);
}
