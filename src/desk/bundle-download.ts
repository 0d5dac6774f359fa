import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { measuredBundle } from '../cases/bundle.ts';
import { caseOf, noteOnce } from './case-access.ts';
import type { DeskPage } from './site.ts';

/**
 * A case's sealed parts as one ZIP. A download that broke off is taken up again where it stood (RFC 9110 § 14): the bundle
 * is the same as long as the case is, which `ETag` tells, so the bytes before are made again and passed over.
 */
export const sendBundle: DeskPage = async (desk, request, response, visit) => {
  const record = await caseOf(desk, request, visit);
  await noteOnce(desk, visit, 'fetched', record.row.id, record.today);
  const bundle = await measuredBundle(desk.tools.store, record.row);
  const tag = `"${bundle.validator}"`;
  response.set({
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="case-${record.row.id}.zip"`,
    'Accept-Ranges': 'bytes',
    ETag: tag,
  });
  const condition = request.get('If-Range');
  const wanted = condition === undefined || condition === tag ? request.get('Range') : undefined;
  const range = rangeOf(wanted, bundle.bytes);
  if (range === 'beyond') {
    response.status(416).set('Content-Range', `bytes */${bundle.bytes}`).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: bundle.bytes - 1 };
  if (range !== null) {
    response.status(206).set('Content-Range', `bytes ${start}-${end}/${bundle.bytes}`);
  }
  response.set('Content-Length', String(end - start + 1));
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  try {
    await pipeline(bundle.stream(), cut(start, end), response);
  } catch (error) {
    // A visitor who left is no incident.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_STREAM_PREMATURE_CLOSE' && code !== 'EPIPE' && code !== 'ECONNRESET')
      throw error;
  }
};

/** One range as resumed downloads ask for it; null for none or several, which get the whole. */
export function rangeOf(
  header: string | undefined,
  bytes: number,
): { start: number; end: number } | 'beyond' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return null;
  if (from === '') {
    const length = Math.min(Number(to), bytes);
    return length === 0 ? 'beyond' : { start: bytes - length, end: bytes - 1 };
  }
  const start = Number(from);
  const end = to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== '' && Number(to) < start) return null;
  return start >= bytes ? 'beyond' : { start, end };
}

/** Lets the bytes from `start` to `end` through, both included. */
function cut(start: number, end: number): Transform {
  let at = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
      at += chunk.length;
      done(null, piece.length > 0 ? piece : undefined);
    },
  });
}
