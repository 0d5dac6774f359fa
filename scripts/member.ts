import { parseArgs } from 'node:util';
import { openLedger } from '../src/cases/ledger.ts';
import { dutiesOf } from '../src/cases/left-out.ts';
import { demo } from '../src/config/demo.ts';
import type { Channel, Listener } from '../src/config/schema.ts';
import { loadSecrets, type SecretsPlace } from '../src/config/secrets.ts';
import { openAccounts } from '../src/desk/accounts/accounts.ts';
import { isRole, ROLES } from '../src/desk/accounts/roles.ts';
import { isName } from '../src/desk/member-name.ts';
import { KDF_COST, kdfQueue } from '../src/seal/kdf-queue.ts';
import { serverSubkey } from '../src/seal/server-secrets.ts';
import { type MemberRow, openStore, type Store } from '../src/store/store.ts';
import { UsageError } from '../src/usage-error.ts';
import { runCommand } from './run-command.ts';
import { startedService } from './service.ts';

/** The sysadmin's side of the desk: lets the first members in, and those who lost everything. Works while the server runs. */

const USAGE = `Usage (with --config FILE, or --data DIR for the demonstration):
  npm run --silent member -- add --name NAME --role ROLE … [--channel ID …] [--duty CHANNEL/ROLE …] --config FILE
      Prints a one-time link. Without --channel the member sees every channel. --duty names a role
      that reporters can leave out and that the member belongs to.
  npm run --silent member -- list --config FILE
  npm run --silent member -- reset --name NAME --config FILE
      Prints a new link; passphrase, app and recovery codes stop working.
  npm run --silent member -- disable --name NAME --config FILE
  --origin URL   where browsers see the desk, if the configuration does not say
Roles: ${ROLES.join(', ')}.`;

interface Options {
  name?: string;
  role?: string[];
  channel?: string[];
  duty?: string[];
  data?: string;
  config?: string;
  origin?: string;
}

interface Place {
  data: string;
  secrets: SecretsPlace;
  channels: readonly Channel[];
  /** Scheme and host of the desk, or empty. */
  address: string;
}

async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string', multiple: true },
      channel: { type: 'string', multiple: true },
      duty: { type: 'string', multiple: true },
      data: { type: 'string' },
      config: { type: 'string' },
      origin: { type: 'string' },
    },
  });
  const [command = ''] = positionals;
  if (!['add', 'list', 'disable', 'reset'].includes(command) || positionals.length > 1) {
    throw new UsageError(USAGE);
  }
  const place = await placeOf(values);
  const secrets = await loadSecrets(place.secrets);
  const store = await openStore(place.data);
  try {
    const accounts = openAccounts({
      store,
      kdf: kdfQueue({ cost: KDF_COST, atOnce: 1, waiting: 1 }),
      ledger: openLedger(serverSubkey(secrets.serverKey, 'ledger')),
      serverKey: secrets.serverKey,
      clock: () => new Date(),
      names: [],
    });
    if (command === 'list') return print(await store.members.all());
    if (command === 'add') {
      const token = await accounts.invite(newMember(values, place.channels), 'sysadmin');
      if (token === null) throw new UsageError(`There is a member ${values.name} already.`);
      return printLink(place, token);
    }
    const { id } = await memberNamed(store, values.name);
    if (command === 'reset') return printLink(place, await accounts.reset(id, 'sysadmin'));
    await accounts.disable(id, 'sysadmin');
    console.log(`${values.name} is disabled.`);
  } finally {
    await store.close();
  }
}

function newMember(values: Options, channels: readonly Channel[]) {
  const { name = '', role = [], channel, duty = [] } = values;
  if (!isName(name)) throw new UsageError('--name takes 2 to 40 letters.');
  const unknownRole = role.find((one) => !isRole(one));
  if (role.length === 0 || unknownRole !== undefined) {
    throw new UsageError(`--role takes one or more of ${ROLES.join(', ')}.`);
  }
  const known = channels.map(({ id }) => id);
  const unknown = channel?.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new UsageError(`There is no channel ${unknown}. There are: ${known.join(', ')}.`);
  }
  const duties = dutiesOf(channels).map(({ id }) => id);
  const other = duty.find((one) => !duties.includes(one));
  if (other !== undefined) {
    throw new UsageError(`There is no role ${other}. There are: ${duties.join(', ') || 'none'}.`);
  }
  return {
    name: name.normalize('NFC').trim(),
    roles: role,
    channels: channel ?? known,
    duties: duty,
  };
}

async function memberNamed(store: Store, name = ''): Promise<MemberRow> {
  const member = await store.members.byName(name);
  if (member === null) throw new UsageError(`There is no member ${name}.`);
  return member;
}

function print(members: readonly MemberRow[]): void {
  for (const { name, state, roles, channels } of members) {
    console.log(`${name}\t${state}\t${roles.join(', ')}\t${channels.join(', ')}`);
  }
  console.error(`${members.length} ${members.length === 1 ? 'member' : 'members'}.`);
}

function printLink({ address, channels }: Place, token: string): void {
  console.log(`${address}/${channels[0]?.languages[0] ?? 'en'}/enrol/${token}`);
  console.error('Give this link to the member by hand. It works once, for three days.');
  if (address === '') console.error("Put the desk's address before it.");
}

/** Where browsers see the desk, as far as the configuration says. */
function addressOf(desk: Listener | undefined): string {
  const [origin] = desk?.origins ?? [];
  return origin ?? (desk && 'port' in desk && desk.port > 0 ? `http://localhost:${desk.port}` : '');
}

async function placeOf(values: Options): Promise<Place> {
  const { data, secrets, config } = await startedService(values, USAGE);
  const { channels, listen } = config ?? (await demo(data, 0)).config;
  return { data, secrets, channels, address: values.origin ?? addressOf(listen.desk) };
}

process.umask(0o077);
await runCommand(USAGE, run);
