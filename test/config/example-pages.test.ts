import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import type { Config } from '../../src/config/schema.ts';
import { configSchema } from '../../src/config/schema.ts';
import { PAGE_IDS } from '../../src/languages/page-ids.ts';
import { newHybrid } from '../seal/sealing.ts';
import { formOn, newReporter, type Page } from '../support/reporter.ts';
import { ROOT, startServer, type TestServer } from '../support/server.ts';

/** What fits into the first round trip of a TCP connection, and so comes over Tor in one go (design § 8). */
const MOST = 14_000;

/** Some lines as people write them, with two things that may tell who wrote them. */
const TEXT =
  'I am Jane Smith and work in the accounts. The invoice from March was paid twice, although nobody had ordered anything. My manager told me to be silent about it. Call me at 22 33 44 55 if you need the papers.';

/** The example, served on a port and sealed to a key that somebody has. */
async function servable(name: string, data: string): Promise<{ file: string; config: Config }> {
  const config = parse(await readFile(join(ROOT, 'examples', name), 'utf8'));
  config.data = data;
  delete config.secrets;
  config.listen.intake = { port: 0 };
  delete config.listen.desk;
  delete config.notices;
  for (const { recipients } of config.channels) {
    for (const one of recipients) one.key = (await newHybrid()).recipient;
  }
  const file = join(data, 'sluse.yaml');
  await writeFile(file, stringify(config));
  return { file, config: configSchema.parse(config) };
}

/** The bytes of a page with its headers. */
function weightOf({ html, headers }: Page): number {
  const head = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.byteLength(html) + Buffer.byteLength(head);
}

/** Every byte that a visitor gets for a page, its headers included. */
async function bytesOf(url: string, path: string): Promise<{ status: string; bytes: number }> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  const answer = await buffer(socket);
  return { status: answer.toString('latin1', 9, 12), bytes: answer.length };
}

for (const name of ['danish-agency', 'danish-municipality', 'swedish-municipality']) {
  describe(`the pages of ${name}.yaml`, () => {
    let server: TestServer;
    let config: Config;
    before(async () => {
      server = await startServer({
        config: async (data) => {
          const made = await servable(`${name}.yaml`, data);
          config = made.config;
          return made.file;
        },
      });
    });
    after(() => server.stop());

    it(`come over Tor in one go: at most ${MOST} bytes each, with headers, in every language`, async () => {
      const { channels } = config;
      const paths = channels.flatMap(({ id, languages }) =>
        languages.flatMap((language) => {
          const base = channels.length === 1 ? `/${language}` : `/${id}/${language}`;
          return ['', '/report', '/mailbox', '/check', ...PAGE_IDS.map((id) => `/info/${id}`)].map(
            (page) => base + page,
          );
        }),
      );
      for (const path of ['/', ...paths]) {
        const { status, bytes } = await bytesOf(server.url, path);
        expect(status, path).to.equal('200');
        expect(bytes, path).to.be.within(1000, MOST);
      }
    });

    it('come in one go with a text looked through as well', async () => {
      const { channels } = config;
      for (const { id, languages } of channels) {
        for (const language of languages) {
          const base = channels.length === 1 ? `/${language}` : `/${id}/${language}`;
          const reporter = newReporter(() => server.url);
          const form = await reporter.get(`${base}/report`);
          const { hidden } = formOn(form, '/report');
          const page = await reporter.post(`${base}/report/check`, { ...hidden, text: TEXT });
          expect(page.status, base).to.equal(200);
          expect(page.html, base).to.include('<mark>');
          expect(weightOf(page), base).to.be.below(MOST);
        }
      }
    });

    it('carry the words and choices of the organisation', async () => {
      const { channels } = config;
      for (const { id, languages, texts, name: names, relations, categories } of channels) {
        for (const language of languages) {
          const base = channels.length === 1 ? `/${language}` : `/${id}/${language}`;
          const home = await (await fetch(`${server.url}${base}`)).text();
          const form = await (await fetch(`${server.url}${base}/report`)).text();
          const headings = (texts.front?.[language]?.match(/^## .*$/gm) ?? []).length;
          expect(home).to.include(`<html lang="${language}">`).and.to.include(names[language]);
          expect(home.match(/<h2>/g)?.length).to.be.at.least(headings);
          for (const { label } of [...relations, ...categories]) {
            expect(form.replaceAll('&#39;', "'")).to.include(label[language]);
          }
        }
      }
    });
  });
}
