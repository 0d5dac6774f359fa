import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { expect } from 'chai';
import { parse, stringify } from 'yaml';
import { circuitAgent } from '../support/circuit.ts';
import { bootMachine, type DebianMachine } from '../support/debian-machine.ts';
import { dirtyPhoto, PHOTO_MARKERS } from '../support/dirty-photo.ts';
import { LIST_OF_EVERYTHING, PLACES } from '../support/installed-files.ts';
import { copyProject } from '../support/project-copy.ts';
import { almostSent } from '../support/raw-upload.ts';
import { newReporter, report } from '../support/reporter.ts';
import { ROOT } from '../support/server.ts';
import { command, filesBelow } from '../support/unit.ts';
import { until } from '../support/until.ts';

const INSTALL = ['/srv/new/scripts/install', '--offline'];
const INTAKE = '/run/sluse/intake/http.sock';
const DESK = '/run/sluse/desk/http.sock';
const HEALTH = ['curl', '-s', '--unix-socket', DESK, 'http://desk/healthz'];
/** The real scripts on a real Debian with a real systemd, whose disk is thrown away. The tests follow each other. */
describe('an installation', function () {
  this.timeout(240_000);
  let work: string;
  let machine: DebianMachine;
  let identity: string;
  let code: string;

  before(async () => {
    work = await mkdtemp(join(tmpdir(), 'sluse-install-'));
    await copyProject(join(work, 'new'));
    await copyProject(join(work, 'old'), '  "version": "0.0.9",');
    await copyProject(join(work, 'broken'), '  "version": "9.9.9",');
    await writeFile(join(work, 'broken/src/main.ts'), "throw new Error('broken');\n");
    identity = await generateHybridIdentity();
    machine = await bootMachine({
      '/srv/root': ROOT,
      '/srv/new': join(work, 'new'),
      '/srv/old': join(work, 'old'),
      '/srv/broken': join(work, 'broken'),
    });
  });
  after(async () => {
    await machine?.stop();
    await rm(work, { recursive: true });
  });

  async function done(...words: string[]): Promise<string> {
    const { code: status, said } = await machine.run(words);
    expect(status, `${words.join(' ')}: ${said}`).to.equal(0);
    return said;
  }
  const shell = (line: string) => done('sh', '-c', line);
  const everything = () => shell(LIST_OF_EVERYTHING);
  const version = async () => (await shell('readlink /opt/sluse/current')).trim();
  const process = () => shell('systemctl show --property=MainPID --value sluse-server');
  const circuit = (number: number) => circuitAgent(number, machine.path(INTAKE));
  const reporter = (number: number) => newReporter(() => 'http://town.onion', circuit(number));
  /** What was or would be run, with the names that chance gives taken out. */
  const commands = (said: string) =>
    said
      .split('\n')
      .filter((line) => line.startsWith('  ') && !line.startsWith('  - '))
      .filter((line) => !/FILL-IN|[a-z2-7]{56}\.onion/.test(line));

  let planned: string[];

  it('is shown by --dry-run, which changes nothing', async () => {
    const before = await everything();
    planned = commands(await done('/srv/old/scripts/install', '--offline', '--dry-run'));
    expect(await everything()).to.equal(before);
    expect(planned.join('\n')).to.include('useradd').and.to.include('torrc.d');
  });

  it('does what was shown', async () => {
    const said = await done('/srv/old/scripts/install', '--offline');
    expect(commands(said)).to.include.members(planned.filter((line) => !/systemctl/.test(line)));
    expect(await version()).to.match(/^\/opt\/sluse\/releases\/0\.0\.9-[0-9a-f]{12}$/);
    expect(said).to.match(/The onion of the intake: http:\/\/[a-z2-7]{56}\.onion/);
    const modes = await shell(
      'stat -c "%a %U %n" /etc/sluse/secrets /etc/sluse/secrets/* /etc/sluse/sluse.yaml',
    );
    expect(modes.trim().split('\n')).to.deep.equal([
      '700 root /etc/sluse/secrets',
      '600 root /etc/sluse/secrets/pepper.key',
      '600 root /etc/sluse/secrets/server.key',
      '644 root /etc/sluse/sluse.yaml',
    ]);
    expect(await shell('find /opt/sluse -perm /022 -not -type l | head')).to.equal('');
    expect(await shell('ls /opt/sluse/current/node_modules')).to.not.match(/^(mocha|esbuild)$/m);
  });

  it('does not start with its blanks, and says which', async () => {
    await machine.run(['systemctl', 'start', 'sluse-server']);
    await until('the end of it', 120_000, async () => {
      const { said: state } = await machine.run(['systemctl', 'is-active', 'sluse-server']);
      return state.trim() === 'failed';
    });
    const { code: verdict, said } = await machine.run(['sluse', 'doctor']);
    expect(verdict).to.equal(2);
    expect(said).to.include('channels..name.da: is empty');
    expect(await shell('journalctl -u sluse-server -o cat')).to.include(
      'channels..name.da: is empty',
    );
  });

  it('serves behind all its walls once they are filled in', async () => {
    const file = machine.path('/etc/sluse/sluse.yaml');
    const config = parse(await readFile(file, 'utf8'));
    expect(config.listen.intake.origins[0]).to.match(/^http:\/\/[a-z2-7]{56}\.onion$/);
    expect(config.listen.desk.origins[0]).to.match(/^http:\/\/[a-z2-7]{56}\.onion$/);
    config.listen.intake.origins.push('http://town.onion');
    const recipient = await identityToRecipient(identity);
    Object.assign(config.channels[0], {
      id: 'town',
      languages: ['en'],
      name: { en: 'Town' },
      profile: 'eu',
      recipients: [{ name: 'Unit', key: recipient }],
    });
    await writeFile(file, stringify(config));
    await shell('systemctl reset-failed sluse-server; systemctl start sluse-server');
    const told = await until('the server', 120_000, async () => {
      const journal = await shell('journalctl -u sluse-server -o cat -n 5');
      return journal.includes('Sluse is ready at its socket') && journal;
    });
    // Nothing weaker was found than bubblewrap without a gap.
    expect(told).to.not.match(/warning|unsafe/);
    expect((await reporter(1).get('/en')).status).to.equal(200);
  });

  it('takes a report with a photo, which it cleans and seals there', async () => {
    const content = new Uint8Array(await dirtyPhoto());
    const sent = await report(reporter(2), { text: 'seen by the sluice' }, [
      { name: 'photo.jpg', content },
    ]);
    code = sent.code;
    expect(sent.receipt.status).to.equal(200);
    await done('sluse', 'export', '--out', '/var/lib/sluse/out');
    const [bundle] = (await shell('ls /var/lib/sluse/out')).trim().split('\n');
    const zip = join(work, 'case.zip');
    await cp(machine.path(`/var/lib/sluse/out/${bundle}`), zip);
    const key = join(work, 'identity.txt');
    await writeFile(key, `${identity}\n`, { mode: 0o600 });
    await command('unit', 'open', '--identity', key, '--out', join(work, 'opened'), zip);
    const files = await filesBelow(join(work, 'opened'));
    expect(files.some(({ path }) => path.endsWith('attachment-1.jpg'))).to.equal(true);
    const all = Buffer.concat(files.map(({ bytes }) => bytes)).toString('latin1');
    expect(all).to.include('seen by the sluice');
    for (const marker of PHOTO_MARKERS) expect(all).to.not.include(marker);
  });

  it('lets nothing of it be seen: no network, no rights, secrets in memory alone, no trace in the journal', async () => {
    const pid = (await process()).trim();
    const status = await shell(`cat /proc/${pid}/status`);
    expect(status)
      .to.match(/^CapEff:\s0+$/m)
      .and.to.match(/^CapBnd:\s0+$/m);
    expect(status)
      .to.match(/^NoNewPrivs:\s1$/m)
      .and.to.match(/^Seccomp:\s2$/m);
    const links = await shell(`nsenter --target ${pid} --net ip -o link`);
    expect(links.trim().split('\n')).to.have.length(1);
    expect(links).to.include('lo:');
    const mounts = await shell(`grep -E 'credentials/sluse|/dev/shm' /proc/${pid}/mountinfo`);
    expect(mounts).to.match(/ \/run\/credentials\/sluse-server\.service ro,.* - ramfs /);
    expect(mounts).to.match(/ \/dev\/shm rw,.*noexec.* - tmpfs /);
    expect(await shell(`grep 'Max core file size' /proc/${pid}/limits`)).to.match(/ 0 +0 /);
    expect(await shell('journalctl -o cat'))
      .to.not.include(code)
      .and.to.not.include('sluice');
  });

  it('opens its desk to the browsers of members only', async () => {
    const key = (await done('sluse', 'desk-key', 'add', 'anna')).split('\n')[0];
    expect(key).to.match(/^[A-Z2-7]{52}$/);
    const file = '/var/lib/tor/sluse-desk/authorized_clients/anna.auth';
    expect(await shell(`stat -c '%a %U' ${file}`)).to.equal('600 debian-tor\n');
    expect(await done('sluse', 'member', 'add', '--name', 'Anna', '--role', 'handler')).to.match(
      /http:\/\/[a-z2-7]{56}\.onion\/en\/enrol\//,
    );
    const { said } = await machine.run(['sluse', 'doctor']);
    expect(said).to.include('open to 1 authorised client only').and.to.not.include('unsafe');
  });

  it('is examined every day by a doctor behind the same walls', async () => {
    await done('systemctl', 'start', 'sluse-doctor');
    const said = await shell('journalctl -u sluse-doctor -o cat');
    expect(said).to.match(/^ok +walls around files: bubblewrap\.$/m);
    expect(said).to.not.match(/^unsafe/m);
    expect(await shell('systemctl list-timers --all')).to.include('sluse-doctor.timer');
  });

  it('makes backups behind the same walls, once their timer is switched on', async () => {
    expect(await shell('systemctl is-enabled sluse-backup.timer || true')).to.equal('disabled\n');
    await done('systemctl', 'start', 'sluse-backup');
    const made = await shell('cd /var/backups/sluse && sha256sum --check snapshots/*/files.sha256');
    expect(made).to.match(/: OK$/m).and.to.not.include('pepper');
    expect(await shell('find /var/backups/sluse -name "*.key"')).to.equal('');
  });

  it('takes secrets that are sealed to the machine, as the documentation does it', async () => {
    const page = await readFile(join(ROOT, 'docs/sysadmin.md'), 'utf8');
    const seal = /^for name in pepper\.key .*$/m.exec(page)?.[0] ?? '';
    // There is no TPM here.
    await shell(
      `cd /etc/sluse/secrets && ${seal.replace('encrypt', 'encrypt --with-key=host')} 2>/dev/null`,
    );
    const lines = /^ {4}\[Service\]\n {4}LoadCredential=\n(?: {4}.*\n)+/m.exec(page)?.[0] ?? '';
    const dropIn = machine.path('/etc/systemd/system/sluse-.service.d/zz-sealed.conf');
    await writeFile(dropIn, lines.replace(/^ {4}/gm, ''));
    await shell('systemctl daemon-reload && systemctl restart sluse-server');
    await until('the server', 120_000, async () => {
      const { said } = await machine.run(HEALTH);
      return said.startsWith('ok');
    });
    expect(await shell('ls /etc/sluse/secrets')).to.equal('pepper.key.cred\nserver.key.cred\n');
    expect(await done('sluse', 'ledger', 'verify')).to.include('The register is whole');
    expect((await machine.run(['sluse', 'doctor'])).said).to.not.include('unsafe');
  });

  it('is upgraded by the same command, with cases and settings as they were, and uploads under way acknowledged', async () => {
    const old = await version();
    const settings = await shell('sha256sum /etc/sluse/sluse.yaml /etc/sluse/secrets/*');
    // Somebody is in the middle of an upload when the server is stopped.
    const words = 'sent during an upgrade';
    const upload = await almostSent('http://town.onion', reporter(6), words, circuit(6));
    const upgrade = done(...INSTALL);
    await until('the stop', 200_000, async () => !existsSync(machine.path(INTAKE)));
    expect(await upload.finish()).to.equal(303);
    expect(await upgrade).to.include('It runs, now as');
    expect(await version()).to.not.equal(old);
    expect(await shell('sha256sum /etc/sluse/sluse.yaml /etc/sluse/secrets/*')).to.equal(settings);
    for (const mine of [code, upload.code]) {
      const back = reporter(7);
      const form = await back.get('/en/mailbox');
      const mailbox = await back.submit(form, '/mailbox', { code: mine });
      expect([mailbox.status, mailbox.path]).to.deep.equal([200, '/en/mailbox']);
      expect(mailbox.html).to.include('/mailbox/close');
    }
  });

  it('changes nothing when it is run again', async () => {
    const [before, pid] = [await everything(), await process()];
    expect(await done(...INSTALL)).to.include('of this version already');
    const [was, is] = [before.split('\n'), (await everything()).split('\n')];
    expect(is.filter((line) => !was.includes(line))).to.deep.equal([]);
    expect(was.filter((line) => !is.includes(line))).to.deep.equal([]);
    expect(await process()).to.equal(pid);
  });

  it('keeps the version that works when a new one does not start', async () => {
    const good = await version();
    const { code: status, said } = await machine.run(['/srv/broken/scripts/install', '--offline']);
    expect(status).to.equal(1);
    expect(said).to.include('the one before was put back');
    expect(await version()).to.equal(good);
    expect((await reporter(4).get('/en')).status).to.equal(200);
  });

  it('goes back to the version before, and forth again', async () => {
    const good = await version();
    await done('/srv/new/scripts/install', '--undo');
    expect(await version()).to.not.equal(good);
    await done('/srv/new/scripts/install', '--undo');
    expect(await version()).to.equal(good);
    expect((await reporter(5).get('/en')).status).to.equal(200);
  });

  it('is taken away without its data, or with it when somebody types so', async () => {
    const before = await everything();
    await done('/srv/new/scripts/uninstall', '--purge-data', '--dry-run');
    const wrong = await machine.run(['/srv/new/scripts/uninstall', '--purge-data'], 'yes\n');
    expect([wrong.code, await everything()]).to.deep.equal([1, before]);

    await done('/srv/new/scripts/uninstall');
    const left = await shell(
      'ls -d /opt/sluse /etc/systemd/system/sluse-*.service /etc/systemd/system/sluse-*/* /var/lib/sluse/sluse.db /etc/sluse/secrets/pepper.key.cred /var/lib/tor/sluse-intake/hostname 2>/dev/null || true',
    );
    expect(left.trim().split('\n').sort()).to.deep.equal([
      '/etc/sluse/secrets/pepper.key.cred',
      // What the sysadmin put there stays.
      '/etc/systemd/system/sluse-.service.d/zz-sealed.conf',
      '/var/lib/sluse/sluse.db',
      '/var/lib/tor/sluse-intake/hostname',
    ]);
    const purged = await machine.run(
      ['/srv/new/scripts/uninstall', '--purge-data'],
      'delete all reports\n',
    );
    expect(purged.code, purged.said).to.equal(0);
    const traces = await shell(
      `find ${PLACES} /var/lib /var/backups -maxdepth 4 -iname '*sluse*'; grep -rl sluse /etc/passwd /etc/tor /etc/apparmor.d/local || true`,
    );
    expect(traces).to.equal('');
  });
});
