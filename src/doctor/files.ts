import { join } from 'node:path';
import type { Config } from '../config/schema.ts';
import { isExposed, type SecretsPlace } from '../config/secrets.ts';
import { fingerprint, recipientKind } from '../seal/recipients.ts';
import { type Finding, ok, unsafe, warning } from './finding.ts';
import type { Machine } from './machine.ts';

/** Who can change the configuration can add a key of theirs, to which every new report is then sealed too. */
export async function checkConfigFile(machine: Machine, file: string): Promise<Finding[]> {
  const subject = 'configuration';
  const status = await machine.status(file);
  const mend = `chown root ${file} && chmod 644 ${file}`;
  if (status === null) return [unsafe(subject, `${file} is not there`, 'see docs/sysadmin.md')];
  if ((status.mode & 0o002) !== 0) {
    return [unsafe(subject, `everybody can change ${file}, and with it the keys`, mend)];
  }
  if ((status.mode & 0o020) !== 0) {
    return [warning(subject, `a whole group can change ${file}, and with it the keys`, mend)];
  }
  return [ok(subject, `${file} is whole`)];
}

/** Every key that reports are sealed to: to be compared with what the unit has on paper. */
export function checkRecipients({ channels }: Pick<Config, 'channels'>): Finding[] {
  return channels.flatMap(({ id, recipients }) => {
    const keys = recipients.map(({ name, key }) =>
      ok(`key of ${id}`, `${fingerprint(key)} (${recipientKind(key).name}), ${name}`),
    );
    if (recipients.length > 1) return keys;
    const says = 'there is only one: when it is lost, every report is lost';
    return [...keys, warning(`keys of ${id}`, says, 'add a second key, kept in another place')];
  });
}

export async function checkSecrets(
  machine: Machine,
  { folder }: SecretsPlace,
  data: string,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of ['pepper.key', 'server.key']) {
    const path = join(folder, name);
    const status = await machine.status(path);
    if (status === null) {
      const begun = (await machine.status(join(data, 'sluse.db'))) !== null;
      const mend = 'restore it from its backup; a new one would lock every reporter out';
      findings.push(
        begun
          ? unsafe('secrets', `${path} is missing`, mend)
          : ok('secrets', `${path} will be made at the first start`),
      );
    } else if (isExposed(status, folder === process.env['CREDENTIALS_DIRECTORY'])) {
      const says = `others can read ${path} (mode ${status.mode.toString(8)})`;
      findings.push(unsafe('secrets', says, `chmod 600 ${path}, and think about who has seen it`));
    } else {
      findings.push(ok('secrets', `${path} is for its owner alone`));
    }
  }
  return findings;
}

export async function checkDataFolder(machine: Machine, data: string): Promise<Finding[]> {
  const subject = 'data folder';
  const status = await machine.status(data);
  if (status === null) return [ok(subject, `${data} will be made at the first start`)];
  if ((status.mode & 0o077) !== 0) {
    const says = `others can look into ${data} (mode ${status.mode.toString(8)}): who reported when can be guessed from it`;
    return [unsafe(subject, says, `chmod 700 ${data}`)];
  }
  return [ok(subject, `${data} is for its owner alone`)];
}
