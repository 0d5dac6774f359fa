import { once } from 'node:events';
import { type Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';

/** A page as a browser without scripts sees it. */
export interface Page {
  status: number;
  headers: Headers;
  /** The address after redirects. */
  path: string;
  html: string;
  /** Visible text, without mark-up. */
  text: string;
}

export interface Attached {
  name: string;
  content: Uint8Array<ArrayBuffer>;
  type?: string;
}

/** Is told how the sending of a form goes, and sets its pace. */
export interface Watch {
  /** Before each piece of the body: how much of it has gone. The next piece waits for it. */
  sending(sent: number, total: number): Promise<void>;
  /** The server has begun to answer. */
  answered(status: number): void;
}

/**
 * Somebody with an ordinary browser: keeps the cookie, follows redirects, sends Origin, and fills in the forms that are
 * really on the page.
 */
export interface Reporter {
  get(path: string): Promise<Page>;
  /** Posts the form whose action ends in `action`, as it stands on `page`, with `fields` typed over. */
  submit(
    page: Page,
    action: string,
    fields?: Record<string, string>,
    files?: readonly Attached[],
    options?: { headers?: Record<string, string>; watch?: Watch },
  ): Promise<Page>;
  /** Posts an urlencoded form that stands on no page. */
  post(
    path: string,
    fields: Record<string, string>,
    headers?: Record<string, string>,
  ): Promise<Page>;
  cookie(): string;
  forgetCookie(): void;
}

export function newReporter(base: () => string, agent?: Agent): Reporter {
  let cookie = '';

  async function send(path: string, options: Sending = {}): Promise<Page> {
    const { status, headers, html } = await exchange(new URL(path, base()), {
      ...options,
      ...(agent ? { agent } : {}),
      headers: { ...(cookie ? { cookie } : {}), ...options.headers },
    });
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';');
      cookie = attributes.some((attribute) => /expires=thu, 01 jan 1970/i.test(attribute))
        ? ''
        : pair;
    }
    const location = headers.get('location');
    if (status === 303 && location) return send(location);
    return { status, headers, path, html, text: visibleText(html) };
  }

  return {
    get: (path) => send(path),
    submit(page, action, fields = {}, files = [], options = {}) {
      const form = formOn(page, action);
      const values = { ...form.hidden, ...fields };
      const body = form.multipart ? new FormData() : new URLSearchParams();
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      for (const { name, content, type } of files) {
        (body as FormData).append('files', new File([content], name, type ? { type } : {}), name);
      }
      const headers = { Origin: base(), ...options.headers };
      return send(form.action, {
        body,
        headers,
        ...(options.watch ? { watch: options.watch } : {}),
      });
    },
    post: (path, fields, headers = {}) =>
      send(path, { body: new URLSearchParams(fields), headers: { Origin: base(), ...headers } }),
    cookie: () => cookie,
    forgetCookie: () => {
      cookie = '';
    },
  };
}

interface Sending {
  agent?: Agent;
  body?: FormData | URLSearchParams;
  headers?: Record<string, string>;
  watch?: Watch;
}

/** A piece of a body that somebody watches. */
const PIECE = 65_536;

/** One request and its answer. Not fetch: it says Sec-Fetch-Site by itself and hides Origin. */
async function exchange(url: URL, { body, headers, agent, watch }: Sending) {
  const encoded = body && new Response(body);
  const bytes = encoded && Buffer.from(await encoded.arrayBuffer());
  const type = encoded?.headers.get('content-type');
  const sent = request(url, {
    method: bytes ? 'POST' : 'GET',
    ...(agent ? { agent } : {}),
    headers: {
      ...headers,
      ...(bytes && type ? { 'content-type': type, 'content-length': bytes.length } : {}),
    },
  });
  const responded = once(sent, 'response') as Promise<[IncomingMessage]>;
  // A broken connection is told by the promise, more than once or not.
  responded.catch(() => undefined);
  sent.on('error', () => undefined);
  if (watch && bytes) await sendInPieces(sent, bytes, watch, responded);
  else sent.end(bytes);
  const [response] = await responded;
  watch?.answered(response.statusCode ?? 0);
  const answer = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) answer.append(name, value);
  }
  return { status: response.statusCode ?? 0, headers: answer, html: await text(response) };
}

/** @throws what the connection breaks with, as `responded` tells it: a piece that never left has no callback */
async function sendInPieces(
  sent: ClientRequest,
  bytes: Buffer,
  watch: Watch,
  responded: Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    await watch.sending(at, bytes.length);
    const piece = bytes.subarray(at, at + PIECE);
    const written = new Promise<void>((resolve, reject) => {
      sent.write(piece, (error) => (error ? reject(error) : resolve()));
    });
    await Promise.race([written, responded]);
  }
  sent.end();
  await watch.sending(bytes.length, bytes.length);
}

/** The form on a page whose action ends in `action`, with its hidden fields in order. */
export function formOn(page: Page, action: string) {
  const forms = [...page.html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)];
  const found = forms.find(([, attributes = '']) =>
    /action="([^"?]*)/.exec(attributes)?.[1]?.endsWith(action),
  );
  expect(found, `a form with action …${action} on ${page.path} (${page.status})`).to.not.equal(
    undefined,
  );
  const [, attributes = '', inside = ''] = found ?? [];
  const hidden = Object.fromEntries(
    [...inside.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
      ([, name, value]) => [name as string, value as string],
    ),
  );
  return {
    action: /action="([^"]*)"/.exec(attributes)?.[1] ?? '',
    multipart: attributes.includes('multipart/form-data'),
    hidden,
  };
}

/** The 16 digits that a page shows. */
export function codeOn(page: Page): string {
  const code = /class="digits">([\d ]+)</.exec(page.html)?.[1];
  expect(code, `a code on ${page.path}`).to.match(/^\d{4} \d{4} \d{4} \d{4}$/);
  return code as string;
}

function visibleText(html: string): string {
  return html
    .replace(/<(style|title).*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Sends a report with a text and files, and gives the receipt and its code. */
export async function report(
  reporter: Reporter,
  fields: Record<string, string>,
  files: readonly Attached[] = [],
  language = 'en',
): Promise<{ code: string; receipt: Page }> {
  const form = await reporter.get(`/${language}/report`);
  const code = codeOn(form);
  const receipt = await reporter.submit(form, '/report', fields, files);
  return { code, receipt };
}
