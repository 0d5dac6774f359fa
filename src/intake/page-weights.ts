import { IncomingMessage, ServerResponse } from 'node:http';
import { Duplex } from 'node:stream';
import type { Express } from 'express';
import type { Channel } from '../config/schema.ts';
import { PAGE_IDS } from '../languages/page-ids.ts';

/** What fits into the first round trip of a TCP connection, and so comes over Tor in one go. */
export const MOST_PAGE_BYTES = 14_000;

/** What the connection itself adds to the headers of a page, on a real one. */
const OF_THE_CONNECTION = 60;

/** A page that came out heavier than it may be. */
export interface HeavyPage {
  path: string;
  bytes: number;
}

/**
 * The heaviest of a channel's pages, measured as it would be sent, headers and all; no connection is made. Of the pages
 * that one comes to without having sent anything the form is the heaviest, or an information page is.
 */
export async function heaviestPage(
  app: Express,
  channel: Channel,
  several: boolean,
): Promise<HeavyPage> {
  const pages = ['', '/report', '/mailbox', ...PAGE_IDS.map((id) => `/info/${id}`)];
  const paths = channel.languages.flatMap((language) =>
    pages.map((page) => `${several ? `/${channel.id}` : ''}/${language}${page}`),
  );
  const weights: HeavyPage[] = [];
  for (const path of paths) weights.push({ path, bytes: await weightOf(app, path) });
  return weights.reduce((most, next) => (next.bytes > most.bytes ? next : most));
}

async function weightOf(app: Express, path: string): Promise<number> {
  let bytes = 0;
  const wire = new Duplex({
    read: () => undefined,
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done();
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  const request = new IncomingMessage(wire as never);
  Object.assign(request, { method: 'GET', url: path, headers: { host: 'localhost' } });
  const response = new ServerResponse(request);
  response.assignSocket(wire as never);
  response.once('finish', resolve);
  app(request as never, response as never);
  await promise;
  return bytes + OF_THE_CONNECTION;
}
