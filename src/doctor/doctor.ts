import { join, resolve } from 'node:path';
import { openLedger } from '../cases/ledger.ts';
import { ConfigError } from '../config/config-error.ts';
import { refuseExampleRecipients } from '../config/example-recipients.ts';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { loadSecrets, secretsPlace } from '../config/secrets.ts';
import { findIsolation, NoIsolation } from '../sanitise/isolation.ts';
import { findExifTool, NoPerl } from '../sanitise/judge/exiftool.ts';
import { LIMITS } from '../sanitise/limits.ts';
import { serverSubkey } from '../seal/server-secrets.ts';
import { openStore } from '../store/store.ts';
import { checkClock } from './clock.ts';
import { checkEntrances } from './entrances.ts';
import { checkConfigFile, checkDataFolder, checkRecipients, checkSecrets } from './files.ts';
import { type Check, type Finding, look, ok, unsafe } from './finding.ts';
import { checkFronts } from './front.ts';
import { checkJournal } from './journal.ts';
import type { Machine } from './machine.ts';
import { checkCoreDumps, checkSwap } from './memory.ts';
import { checkChangedKeys, checkDeadlines, checkLedger } from './records.ts';
import { checkRoom, checkSpool } from './room.ts';
import { accepting } from './start.ts';
import { checkTor } from './tor.ts';
import { checkWalls } from './walls.ts';

/** Looks at everything there is to look at, and starts a sanitiser's walls for real. */
export async function examine(machine: Machine, configFile: string): Promise<Finding[]> {
  const file = resolve(configFile);
  let config: Config;
  try {
    config = await loadConfig(file);
    refuseExampleRecipients(file, config);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const says = error.problems.map((problem) => problem.replace(/\.$/, '')).join('; ');
    return [unsafe('configuration', `${file} cannot be used: ${says}`, 'mend the file')];
  }
  const findings = await look(checksOf(machine, config, file));
  return accepting(findings, config.accept);
}

function checksOf(machine: Machine, config: Config, file: string): Record<string, Check> {
  const { data } = config;
  const code = resolve(import.meta.dirname, '../../package.json');
  return {
    configuration: () => checkConfigFile(machine, file),
    keys: async () => checkRecipients(config),
    secrets: async () => {
      try {
        return await checkSecrets(machine, secretsPlace(config), data);
      } catch (error) {
        return [refusal('secrets', error)];
      }
    },
    'data folder': () => checkDataFolder(machine, data),
    entrances: () => checkEntrances(machine, config),
    swap: () => checkSwap(machine),
    'core dumps': async () => checkCoreDumps(machine, await machine.server(file)),
    spool: () => checkSpool(machine, config),
    'free space': () => checkRoom(machine, config),
    clock: () => checkClock(machine, [code, join(data, 'sluse.db')]),
    journal: () => checkJournal(machine),
    tor: () => checkTor(machine, config),
    'web front': () => checkFronts(machine, config),
    'walls around files': startWalls,
    records: async () => {
      if ((await machine.status(join(data, 'sluse.db'))) === null) {
        return [ok('register', 'nothing has been written yet')];
      }
      return checkRecords(config, machine.now()).catch((error) => [refusal('register', error)]);
    },
  };
}

async function startWalls(): Promise<Finding[]> {
  try {
    const [isolation, exifTool] = await Promise.all([findIsolation(LIMITS), findExifTool()]);
    return checkWalls({ isolation, exifToolLacks: exifTool.lacks });
  } catch (error) {
    if (!(error instanceof NoIsolation || error instanceof NoPerl)) throw error;
    return [unsafe('walls around files', error.message, 'apt install bubblewrap perl')];
  }
}

async function checkRecords(config: Config, now: Date): Promise<Finding[]> {
  const { serverKey } = await loadSecrets({ ...secretsPlace(config), make: false });
  const store = await openStore(config.data);
  try {
    return [
      ...(await checkDeadlines(store, config.channels, now)),
      ...(await checkChangedKeys(store)),
      ...(await checkLedger(store, openLedger(serverSubkey(serverKey, 'ledger')))),
    ];
  } finally {
    await store.close();
  }
}

/** What a person can mend, as a finding; our own faults go on. */
function refusal(subject: string, error: unknown): Finding {
  const { message, code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof ConfigError) {
    return unsafe(subject, message.replace(/\.$/, ''), 'see docs/sysadmin.md');
  }
  if (/^(SQLITE_|EACCES|EPERM)/.test(code)) {
    const says = `the database cannot be read (${code})`;
    return unsafe(subject, says, 'run the doctor as the user of Sluse, or restore the backup');
  }
  throw error;
}
