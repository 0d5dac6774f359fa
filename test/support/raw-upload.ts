import { once } from 'node:events';
import { type Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { codeOn, formOn, type Page, type Reporter } from './reporter.ts';

export const BOUNDARY = '----testboundary0123456789';

/** An upload whose bytes a test sends itself: slowly, partly, or wrongly. */
export interface RawUpload {
  request: ClientRequest;
  write(bytes: string | Uint8Array): Promise<void>;
  /** The page that comes back. */
  answer: Promise<{ status: number; html: string; headers: IncomingMessage['headers'] }>;
}

/** Begins a POST to the report form of `page` that announces `length` bytes (null: chunked). */
export function beginUpload(
  base: string,
  reporter: Reporter,
  page: Page,
  length: number | null,
  headers: Record<string, string> = {},
  agent?: Agent,
): RawUpload {
  const sent = request(new URL(formOn(page, '/report').action, base), {
    method: 'POST',
    ...(agent ? { agent } : {}),
    headers: {
      origin: base,
      cookie: reporter.cookie(),
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...(length === null ? {} : { 'content-length': length }),
      ...headers,
    },
  });
  const answer = once(sent, 'response').then(async ([response]: IncomingMessage[]) => ({
    status: response?.statusCode ?? 0,
    html: await text(response as IncomingMessage),
    headers: (response as IncomingMessage).headers,
  }));
  // Whoever does not wait for an answer is not interested in its failure.
  answer.catch(() => undefined);
  sent.on('error', () => undefined);
  return {
    request: sent,
    answer,
    write: (bytes) =>
      new Promise((resolve, reject) =>
        sent.write(bytes, (error) => (error ? reject(error) : resolve())),
      ),
  };
}

export function fieldPart(name: string, value: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

export function fileHead(name: string): string {
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
}

export const END = `\r\n--${BOUNDARY}--\r\n`;

/** The fields of the report form of `page` in their order, as parts of a body. */
export function formFields(page: Page, typed: Record<string, string>): string {
  const fields = { ...formOn(page, '/report').hidden, ...typed };
  return Object.entries(fields)
    .map(([name, value]) => fieldPart(name, value))
    .join('');
}

/** A report with a file, sent but for its last bytes; `finish` sends them and gives the status of the answer. */
export async function almostSent(base: string, reporter: Reporter, said: string, agent: Agent) {
  const form = await reporter.get('/en/report');
  const begin = `${formFields(form, { text: said })}${fileHead('list.txt')}a`;
  const length = Buffer.byteLength(begin) + END.length;
  const upload = beginUpload(base, reporter, form, length, {}, agent);
  await upload.write(begin);
  return {
    code: codeOn(form),
    async finish(): Promise<number> {
      upload.request.end(END);
      return (await upload.answer).status;
    },
  };
}
