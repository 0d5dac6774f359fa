import type { Acceptable, Config } from '../config/schema.ts';
import { checkEntrances } from './entrances.ts';
import { checkConfigFile } from './files.ts';
import { type Finding, line, look } from './finding.ts';
import type { Machine } from './machine.ts';
import { checkCoreDumps, checkSwap } from './memory.ts';
import { checkWalls, type Walls } from './walls.ts';

/** A real service would start in a state that is unsafe. The message is what the doctor says. */
export class UnsafeStart extends Error {
  override name = 'UnsafeStart';
}

/** Turns what is unsafe into a warning where the configuration answers for it. */
export function accepting(findings: readonly Finding[], accept: readonly Acceptable[]): Finding[] {
  const subjects = accept.map((name) => name.replace('-', ' '));
  return findings.map((finding) =>
    finding.state === 'unsafe' && subjects.includes(finding.subject)
      ? { ...finding, state: 'warning', says: `${finding.says} (accepted in the configuration)` }
      : finding,
  );
}

/**
 * What can be seen at once before a real service takes its first visitor: the doctor's own checks. A configuration that
 * listens on ports is for trying, and is not held to them. The places of secrets and spool are checked where they are opened.
 *
 * @returns what is to be told all the same, a line each
 * @throws UnsafeStart
 */
export async function refuseUnsafeStart(
  machine: Machine,
  config: Config,
  configFile: string | null,
  walls: Walls,
): Promise<string[]> {
  if (configFile === null || !('socket' in config.listen.intake)) {
    return told(checkWalls(walls));
  }
  const findings = accepting(
    await look({
      configuration: () => checkConfigFile(machine, configFile),
      swap: () => checkSwap(machine),
      'core dumps': () => checkCoreDumps(machine, null),
      entrances: () => checkEntrances(machine, config),
      'walls around files': async () => checkWalls(walls),
    }),
    config.accept,
  );
  const bad = findings.filter(({ state }) => state === 'unsafe');
  if (bad.length > 0) {
    const lines = bad.map((finding) => `  ${line(finding)}`).join('\n');
    throw new UnsafeStart(`Sluse does not start in a state that is unsafe:\n${lines}`);
  }
  // Nobody listens yet.
  return told(findings.filter(({ subject }) => !subject.startsWith('entrance')));
}

function told(findings: readonly Finding[]): string[] {
  return findings.filter(({ state }) => state !== 'ok').map(line);
}
