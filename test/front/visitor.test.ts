import { once } from 'node:events';
import { chmod, mkdtemp, readFile } from 'node:fs/promises';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectTls } from 'node:tls';
import { expect } from 'chai';
import { checkFronts } from '../../src/doctor/front.ts';
import { ADDRESS, AS_BYTES, AS_TEXT, traces } from '../support/address-traces.ts';
import { writeConfig } from '../support/config.ts';
import { dirtyPhoto } from '../support/dirty-photo.ts';
import { fakeRoot } from '../support/fake-machine.ts';
import { BOUNDARY, END, fileHead, formFields } from '../support/raw-upload.ts';
import { formOn, newReporter, report } from '../support/reporter.ts';
import { ROOT, startServer, type TestServer } from '../support/server.ts';
import { type TappedSocket, tapSocket } from '../support/tapped-socket.ts';
import { type TidyUp, tidyUpAfter } from '../support/tidy-up.ts';
import { filesBelow } from '../support/unit.ts';
import { until } from '../support/until.ts';
import { CADDY, freePort, NGINX, startFront, type WebFront } from '../support/web-front.ts';

const ONION = `http://${'a'.repeat(56)}.onion`;
/** More than a front holds in memory before it would write it to its disk. */
const LONG = Buffer.from('a line of a long report\n'.repeat(100_000));
/** Headers by which a proxy, or the visitor's own, would say who comes. */
const TELLING = {
  'x-forwarded-for': ADDRESS,
  'x-real-ip': ADDRESS,
  forwarded: `for=${ADDRESS}`,
  via: `1.1 ${ADDRESS}`,
  'user-agent': 'Telltale/1.0',
};

/** The real examples behind the real programs, with what belongs to one machine exchanged. */
describe('a visitor who comes through a web front', () => {
  const fronts = [NGINX, CADDY].map((kind) => ({ kind, port: 0, plain: 0 }));
  let work: string;
  let tidyUp: TidyUp;
  let server: TestServer;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-front-'));
    tidyUp = tidyUpAfter(work);
    // nginx gives its work to a user without rights.
    await chmod(work, 0o755);
    for (const front of fronts) {
      Object.assign(front, { port: await freePort(), plain: await freePort() });
    }
    const sites = fronts.map(({ port }) => `https://127.0.0.1:${port}`);
    const listener = { socket: join(work, 'service.sock'), origins: [...sites, ONION] };
    server = await startServer({ config: (data) => writeConfig(data, { listener }) });
  });
  after(async () => {
    await server?.stop();
    await tidyUp?.now();
  });

  for (const own of fronts) {
    const { kind } = own;
    describe(kind.name, () => {
      let front: WebFront;
      let tap: TappedSocket;
      let agent: Agent;
      let folder: string;

      before(async () => {
        folder = join(work, kind.name);
        const socket = join(work, `${kind.name}.sock`);
        tap = await tapSocket(socket, join(work, 'service.sock'));
        front = await startFront(kind, { folder, socket, ...own }, tidyUp);
        agent = new Agent({ localAddress: ADDRESS, rejectUnauthorized: false, keepAlive: true });
      });
      after(async () => {
        agent?.destroy();
        await tap?.close();
      });
      const visitor = () => newReporter(() => front.site, agent);

      it('sends a report with a photo, and finds HSTS and the way to the onion', async () => {
        const home = await visitor().get('/en');
        expect(home.headers.get('strict-transport-security')).to.match(/^max-age=\d{8,}$/);
        expect(home.headers.get('onion-location')).to.equal(`${ONION}/en`);
        const sent = await report(visitor(), { text: 'through the front' }, [
          { name: 'photo.jpg', content: new Uint8Array(await dirtyPhoto()) },
        ]);
        expect(sent.receipt.text).to.include('Cleaned and sent');
      });

      it('reaches the service, by HTTP/2 as browsers do, while the upload still goes on', async () => {
        const reporter = visitor();
        const form = await reporter.get('/en/report');
        const [head, rest] = [
          formFields(form, { text: 'slowly' }) + fileHead('long.txt'),
          LONG.subarray(LONG.length / 2),
        ];
        const length = Buffer.byteLength(head) + LONG.length + END.length;
        const session = visitByHttp2(front.site);
        try {
          tap.forget();
          const upload = session.request({
            ':method': 'POST',
            ':path': formOn(form, '/report').action,
            origin: front.site,
            cookie: reporter.cookie(),
            'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
            'content-length': length,
            ...TELLING,
          });
          upload.write(head);
          upload.write(LONG.subarray(0, LONG.length / 2));
          await until('half of it at the service', 20_000, async () => {
            return tap.said().length > LONG.length / 2;
          });
          for (const { path, bytes } of await filesBelow(folder)) {
            expect(bytes.includes('long report'), path).to.equal(false);
          }
          const answered = once(upload, 'response');
          upload.end(Buffer.concat([rest, Buffer.from(END)]));
          const [headers] = await answered;
          expect(headers[':status']).to.equal(303);
          const [cookie] = headers['set-cookie']?.[0]?.split(';') ?? [];
          const receipt = session.request({ ':path': headers['location'], cookie });
          expect(await text(receipt)).to.include('Cleaned and sent');
        } finally {
          session.destroy();
        }
      });

      it('is not told of: no header says who comes, or with which program', async () => {
        const refused = await visitor().post('/en/mailbox', {}, TELLING);
        expect(refused.status).to.equal(403);
        const said = tap.said().toString('latin1');
        expect(said).to.match(/^POST \/en\/report\S* HTTP\/1\.1\r\n/m);
        expect(said).to.include(`\r\nHost: 127.0.0.1:${own.port}\r\n`);
        expect(said).to.not.match(/^(x-|forwarded|via|true-client|client-ip|cf-)[^\r\n]*:/im);
        expect(said).to.not.include('Telltale').and.to.not.include(ADDRESS);
      });

      it('is not written down when something goes wrong either', async () => {
        // No TLS at all; a plain visit; and a service that is down: what an error log would name somebody for.
        const rude = connect({ port: own.port, host: '127.0.0.1', localAddress: ADDRESS });
        rude.on('error', () => undefined).end('GET / HTTP/1.1\r\n\r\n');
        await once(rude.resume(), 'close');
        await tap.close();
        const away = await visitor().get('/en');
        expect(away.status).to.equal(503);
        expect(away.text).to.include('send it again').and.to.include('din kode gælder stadig');
        const plain = await newReporter(() => front.plainSite).get('/en');
        expect(plain.status).to.be.within(301, 308);

        const files = await filesBelow(folder);
        expect(files.map(({ path }) => path)).to.include(join(folder, 'said'));
        for (const { path, bytes } of files) {
          expect(bytes.includes(AS_TEXT), path).to.equal(false);
          expect(bytes.includes(AS_BYTES), path).to.equal(false);
        }
        if (kind === NGINX) {
          expect(await readFile(join(folder, 'access.log'), 'utf8')).to.equal('');
        }
      });

      it('is in the memory of the front while connected: the search would find the address', async () => {
        expect((await traces(front.pid)).found).to.be.above(0);
      });
    });
  }

  describe('of either kind', () => {
    it("is nowhere in the service's data, words and memory", async () => {
      for (const { path, bytes } of await filesBelow(server.data)) {
        expect(bytes.includes(AS_TEXT), path).to.equal(false);
        // In what is encrypted, four bytes come about by chance.
        const random = /sealed|-wal|\.db/.test(path);
        expect(bytes.includes(AS_BYTES) && !random, path).to.equal(false);
      }
      expect(server.output()).to.not.include(ADDRESS);
      const ours = await traces(server.process.pid);
      expect(ours.bytes).to.be.above(50_000_000);
      expect(ours.found).to.equal(0);
    });

    it('is approved of by the doctor', async () => {
      const root = await fakeRoot();
      try {
        const places = { nginx: '/etc/nginx/sites-enabled/sluse', Caddy: '/etc/caddy/Caddyfile' };
        for (const { kind } of fronts) {
          await root.write(places[kind.name], await readFile(join(ROOT, kind.example), 'utf8'));
        }
        const where = { origins: [], circuitIds: false };
        const findings = await checkFronts(root.machine, {
          listen: {
            intake: { socket: '/run/sluse/intake/http.sock', ...where },
            front: { socket: '/run/sluse/front/http.sock', ...where },
          },
        });
        expect(findings.map(({ state }) => state)).to.deep.equal(['ok', 'ok']);
      } finally {
        await root.remove();
      }
    });
  });
});

function visitByHttp2(site: string): ClientHttp2Session {
  const { port, hostname: host } = new URL(site);
  const session = connectHttp2(site, {
    createConnection: () =>
      connectTls({
        ...{ host, port: Number(port), localAddress: ADDRESS },
        ...{ rejectUnauthorized: false, ALPNProtocols: ['h2'] },
      }),
  });
  session.on('error', () => undefined);
  return session;
}
