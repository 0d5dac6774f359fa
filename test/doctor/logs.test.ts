import { expect } from 'chai';
import { checkFronts } from '../../src/doctor/front.ts';
import { checkJournal } from '../../src/doctor/journal.ts';
import { checkTor } from '../../src/doctor/tor.ts';
import { type FakeRoot, fakeRoot } from '../support/fake-machine.ts';

const INTAKE = {
  socket: '/run/sluse/intake/http.sock',
  origins: ['http://a.onion'],
  circuitIds: true,
};
const DESK = {
  socket: '/run/sluse/desk/http.sock',
  origins: ['http://b.onion'],
  circuitIds: false,
};
const listen = { intake: INTAKE, desk: DESK };

let root: FakeRoot;
beforeEach(async () => {
  root = await fakeRoot();
});
afterEach(() => root.remove());

describe('the doctor, on the journal', () => {
  const state = async () => (await checkJournal(root.machine)).map((finding) => finding.state);

  it('warns when it stays on the disk without an end, as Debian has it', async () => {
    await root.makeFolder('/var/log/journal');
    await root.write('/etc/systemd/journald.conf', '[Journal]\n#MaxRetentionSec=1month\n');
    expect(await state()).to.deep.equal(['warning']);
  });

  it('is content in memory, and when it ends', async () => {
    expect(await state()).to.deep.equal(['ok']);
    await root.makeFolder('/var/log/journal');
    await root.write('/etc/systemd/journald.conf.d/a.conf', '[Journal]\nMaxRetentionSec=1month\n');
    expect(await state()).to.deep.equal(['ok']);
  });

  it('reads the settings in the order of systemd: the last name counts, and /etc hides /usr', async () => {
    await root.write('/etc/systemd/journald.conf', 'Storage=volatile\n');
    await root.write('/usr/lib/systemd/journald.conf.d/z.conf', 'Storage=persistent\n');
    expect(await state()).to.deep.equal(['warning']);
    await root.write('/etc/systemd/journald.conf.d/z.conf', '\n');
    expect(await state()).to.deep.equal(['ok']);
  });
});

describe('the doctor, on tor', () => {
  const GOOD = `HiddenServiceDir /var/lib/tor/sluse-intake
HiddenServicePort 80 unix:${INTAKE.socket}
HiddenServicePoWDefensesEnabled 1
HiddenServiceExportCircuitID haproxy
HiddenServiceMaxStreams 20
HiddenServiceDir "/var/lib/tor/sluse-desk/"
hiddenserviceport 80 "unix:${DESK.socket}"
`;
  const states = async () => {
    const findings = await checkTor(root.machine, { listen });
    return Object.fromEntries(findings.map(({ subject, state }) => [subject, state]));
  };
  const ALL_WELL = { "tor's log": 'ok', 'onion of the intake': 'ok', 'onion of the desk': 'ok' };

  beforeEach(async () => {
    await root.write('/usr/share/tor/tor-service-defaults-torrc', 'Log notice syslog\n');
    await root.write('/etc/tor/torrc', '# nothing\n%include /etc/tor/torrc.d/*.conf\n');
    await root.write('/etc/tor/torrc.d/sluse.conf', GOOD);
    await root.write('/var/lib/tor/sluse-desk/authorized_clients/anna.auth', 'descriptor:…');
  });

  it('finds both onion services in an included file, whatever the case and the quotes', async () => {
    expect(await states()).to.deep.equal(ALL_WELL);
  });

  for (const [line, subject, expected] of [
    ['SafeLogging 0', "tor's log", 'unsafe'],
    ['Log info file /var/log/tor/log', "tor's log", 'unsafe'],
    ['log [handshake]debug [~net]info syslog', "tor's log", 'unsafe'],
    ['HiddenServiceSingleHopMode 1', 'tor', 'unsafe'],
    ['HiddenServiceNonAnonymousMode 1', 'tor', 'unsafe'],
    ['ORPort 9001', 'tor', 'warning'],
  ] as const) {
    it(`says ${expected} for ${line}`, async () => {
      await root.write('/etc/tor/torrc', `${line}\n%include /etc/tor/torrc.d/\n`);
      expect(await states()).to.deep.equal({ ...ALL_WELL, [subject]: expected });
    });
  }

  it('finds it unsafe when tor and the configuration do not agree on circuits', async () => {
    const without = GOOD.replace('HiddenServiceExportCircuitID haproxy\n', '');
    await root.write('/etc/tor/torrc.d/sluse.conf', without);
    expect(await states()).to.deep.equal({ ...ALL_WELL, 'onion of the intake': 'unsafe' });
    const both = `${GOOD}HiddenServiceExportCircuitID haproxy\n`;
    await root.write('/etc/tor/torrc.d/sluse.conf', both);
    expect(await states()).to.deep.equal({ ...ALL_WELL, 'onion of the desk': 'unsafe' });
  });

  it('warns when an onion does not lead here, or nothing slows a flood down', async () => {
    await root.write(
      '/etc/tor/torrc.d/sluse.conf',
      GOOD.replace(DESK.socket, '/run/other.sock').replace(/.*PoW.*\n/, ''),
    );
    expect(await states()).to.deep.equal({
      ...ALL_WELL,
      'onion of the intake': 'warning',
      'onion of the desk': 'warning',
    });
  });

  it('warns when the desk is open to everybody who knows its address', async () => {
    await root.write('/etc/tor/torrc.d/sluse.conf', GOOD.replace('sluse-desk', 'other'));
    expect(await states()).to.deep.equal({ ...ALL_WELL, 'onion of the desk': 'warning' });
  });

  it('warns when there is no tor, and says nothing of one that nobody needs', async () => {
    const bare = await fakeRoot();
    try {
      const [finding] = await checkTor(bare.machine, { listen });
      expect(finding?.state).to.equal('warning');
      const clear = { intake: { ...INTAKE, origins: ['https://w.example'] } };
      expect(await checkTor(bare.machine, { listen: clear })).to.deep.equal([]);
    } finally {
      await bare.remove();
    }
  });
});

describe('the doctor, on web fronts', () => {
  const NGINX = `server {
  listen 443 ssl;
  access_log off;
  error_log /dev/null emerg;
  location / {
    proxy_pass http://unix:${INTAKE.socket};
    proxy_request_buffering off;
  }
}
`;
  const CADDY = `{
  log default {
    exclude http.log http.handlers
  }
}
w.example {
  reverse_proxy unix/${INTAKE.socket} {
    header_up -X-Forwarded-For
  }
}
`;
  const states = async () =>
    (await checkFronts(root.machine, { listen })).map(({ state }) => state);

  it('looks only at files that lead to Sluse', async () => {
    await root.write('/etc/nginx/sites-enabled/other', 'server { access_log /var/log/x; }');
    expect(await states()).to.deep.equal([]);
  });

  it('is content with a front that keeps and passes on nothing', async () => {
    await root.write('/etc/nginx/sites-enabled/sluse', NGINX);
    await root.write('/etc/caddy/Caddyfile', CADDY);
    expect(await states()).to.deep.equal(['ok', 'ok']);
  });

  for (const [what, from, to] of [
    ['writes visits down', 'access_log off', '# access_log off'],
    ['names clients in errors', 'error_log /dev/null emerg', 'error_log /var/log/e.log'],
    [
      'passes addresses on',
      '    proxy_pass',
      '    proxy_set_header X-Real-IP $remote_addr;\n    proxy_pass',
    ],
    ['writes uploads to its disk', 'proxy_request_buffering off', 'proxy_request_buffering on'],
  ] as const) {
    it(`calls an nginx unsafe that ${what}`, async () => {
      await root.write('/etc/nginx/conf.d/sluse.conf', NGINX.replace(from, to));
      expect(await states()).to.deep.equal(['unsafe']);
    });
  }

  for (const [what, from, to] of [
    ['writes visits down', 'w.example {', 'w.example {\n  log'],
    ['names clients in errors', 'exclude http.log http.handlers', ''],
    ['passes addresses on', 'header_up -X-Forwarded-For', ''],
  ] as const) {
    it(`calls a Caddy unsafe that ${what}`, async () => {
      await root.write('/etc/caddy/Caddyfile', CADDY.replace(from, to));
      expect(await states()).to.deep.equal(['unsafe']);
    });
  }
});
