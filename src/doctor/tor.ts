import type { Config, SocketListener } from '../config/schema.ts';
import { listenersOf } from './entrances.ts';
import { type Finding, ok, Unseen, unsafe, warning } from './finding.ts';
import type { Machine } from './machine.ts';

const TORRC = '/etc/tor/torrc';
const DEFAULTS = '/usr/share/tor/tor-service-defaults-torrc';
/** Tor follows no more (tor(1), %include). */
const DEEPEST_INCLUDE = 30;

/** A line of tor's configuration: option names do not care for case. */
interface Option {
  name: string;
  value: string;
}

/** One onion service: what follows its HiddenServiceDir. */
interface Service {
  folder: string;
  options: Option[];
}

export async function checkTor(
  machine: Machine,
  config: Pick<Config, 'listen'>,
): Promise<Finding[]> {
  const onions = listenersOf(config).filter(([, { origins }]) =>
    origins.some((origin) => origin.endsWith('.onion')),
  );
  if (onions.length === 0) return [];
  const options = [
    ...(await readOptions(machine, DEFAULTS)),
    ...(await readOptions(machine, TORRC)),
  ];
  if (options.length === 0) {
    const says = `an onion address is configured, but there is no ${TORRC}`;
    return [warning('tor', says, 'apt install tor, and see docs/sysadmin.md')];
  }
  const services = servicesOf(options);
  const findings = onions.flatMap(([site, where]) =>
    'socket' in where ? [checkService(machine, site, where, services)] : [],
  );
  return [...checkWhole(options), ...(await Promise.all(findings)).flat()];
}

/** What concerns tor as a whole. */
function checkWhole(options: readonly Option[]): Finding[] {
  const last = (name: string) => options.findLast((option) => option.name === name)?.value;
  const findings: Finding[] = [];
  if (last('safelogging') === '0') {
    const says = 'SafeLogging is off, so addresses are written to its log';
    findings.push(unsafe("tor's log", says, `take SafeLogging out of ${TORRC}`));
  }
  const loud = options.filter(
    ({ name, value }) => name === 'log' && /\b(debug|info)\b/i.test(value),
  );
  if (loud.length > 0) {
    const says = `"Log ${loud[0]?.value}" writes down what each circuit does`;
    findings.push(unsafe("tor's log", says, 'use "Log notice syslog"'));
  }
  if (findings.length === 0) findings.push(ok("tor's log", 'notices only, without addresses'));
  const naked = ['hiddenservicesinglehopmode', 'hiddenservicenonanonymousmode'];
  if (naked.some((name) => last(name) === '1')) {
    const says = 'HiddenServiceSingleHopMode lets everybody find this machine';
    findings.push(unsafe('tor', says, `take it and HiddenServiceNonAnonymousMode out of ${TORRC}`));
  }
  const relay = last('orport');
  if (relay !== undefined && relay !== '0') {
    const says = 'the same tor is a relay, so its traffic and downtimes can be matched';
    findings.push(warning('tor', says, 'run the relay somewhere else'));
  }
  return findings;
}

async function checkService(
  machine: Machine,
  site: string,
  { socket, circuitIds }: SocketListener,
  services: readonly Service[],
): Promise<Finding[]> {
  const subject = `onion of the ${site}`;
  const service = services.find(({ options }) =>
    options.some(
      ({ name, value }) =>
        name === 'hiddenserviceport' && value.replaceAll('"', '').endsWith(` unix:${socket}`),
    ),
  );
  if (service === undefined) {
    const says = `no HiddenServicePort leads to unix:${socket}`;
    return [warning(subject, says, `see system/torrc, and systemctl reload tor`)];
  }
  const value = (name: string) => service.options.find((option) => option.name === name)?.value;
  const exported = value('hiddenserviceexportcircuitid') === 'haproxy';
  if (exported !== circuitIds) {
    const says = exported
      ? 'tor says the circuit of each connection, but the configuration does not expect it: nothing works'
      : 'the configuration wants the circuit of each connection, but tor does not say it: nothing works';
    const mend = `set HiddenServiceExportCircuitID haproxy in ${TORRC} and circuitIds: true in the configuration, or neither`;
    return [unsafe(subject, says, mend)];
  }
  if (site === 'desk') return [await checkClients(machine, subject, service.folder)];
  const missing = [
    ...(value('hiddenservicepowdefensesenabled') === '1'
      ? []
      : ['HiddenServicePoWDefensesEnabled 1']),
    ...(circuitIds ? [] : ['HiddenServiceExportCircuitID haproxy (with circuitIds: true)']),
    ...(Number(value('hiddenservicemaxstreams') ?? 0) > 0 ? [] : ['HiddenServiceMaxStreams 20']),
  ];
  if (missing.length > 0) {
    const says = `nothing slows a flood down: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
    return [warning(subject, says, `write it below HiddenServiceDir ${service.folder}`)];
  }
  return [ok(subject, 'with proof of work and a limit on streams')];
}

/** Only tor's user and root may look into the folder of an onion service. */
async function checkClients(machine: Machine, subject: string, folder: string): Promise<Finding> {
  let names: string[];
  try {
    names = await machine.list(`${folder}/authorized_clients`);
  } catch (error) {
    if (!(error instanceof Unseen)) throw error;
    const says = 'this user may not see who may come to it: run the doctor as root';
    return { subject, state: 'unseen', says };
  }
  const clients = names.filter((name) => name.endsWith('.auth')).length;
  if (clients > 0) {
    return ok(
      subject,
      `open to ${clients} authorised ${clients === 1 ? 'client' : 'clients'} only`,
    );
  }
  const says = 'everybody who learns its address can knock at it';
  return warning(subject, says, 'give each member a key: sluse desk-key add NAME');
}

function servicesOf(options: readonly Option[]): Service[] {
  const services: Service[] = [];
  for (const option of options) {
    if (option.name === 'hiddenservicedir') {
      services.push({ folder: option.value.replaceAll('"', '').replace(/\/$/, ''), options: [] });
    } else {
      services.at(-1)?.options.push(option);
    }
  }
  return services;
}

async function readOptions(machine: Machine, path: string, depth = 0): Promise<Option[]> {
  const text = depth > DEEPEST_INCLUDE ? '' : ((await machine.read(path)) ?? '');
  const options: Option[] = [];
  for (const row of text.split('\n')) {
    const [, name = '', value = ''] = /^\s*([%+/\w]+)\s*(.*?)\s*(?:#.*)?$/.exec(row) ?? [];
    if (name === '') continue;
    if (name.toLowerCase() !== '%include') {
      options.push({ name: name.toLowerCase().replace(/^[+/]/, ''), value });
      continue;
    }
    for (const file of await included(machine, value.replaceAll('"', ''))) {
      options.push(...(await readOptions(machine, file, depth + 1)));
    }
  }
  return options;
}

/** A file, all files of a folder, or those that a pattern in the last part of the path takes. */
async function included(machine: Machine, pattern: string): Promise<string[]> {
  const folder = pattern.slice(0, pattern.lastIndexOf('/'));
  if (pattern.includes('*')) {
    const [before = '', after = ''] = pattern.slice(folder.length + 1).split('*');
    const names = (await machine.list(folder)).filter(
      (name) => !name.startsWith('.') && name.startsWith(before) && name.endsWith(after),
    );
    return names.map((name) => `${folder}/${name}`);
  }
  if (!(await machine.status(pattern))?.isFolder) return [pattern];
  const names = (await machine.list(pattern)).filter((name) => !name.startsWith('.'));
  return names.map((name) => `${pattern}/${name}`);
}
