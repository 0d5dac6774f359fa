/** How safe one thing is. `unseen`: this user may not look, which says nothing either way. */
export type State = 'ok' | 'warning' | 'unsafe' | 'unseen';

/** One line of what the doctor says. */
export interface Finding {
  /** What was looked at, in a word or two. */
  subject: string;
  state: State;
  /** What was found, a sentence without names of people, words of reports or addresses of visitors. */
  says: string;
  /** What to do about it; there for every warning and everything unsafe. */
  mend?: string;
}

export const ok = (subject: string, says: string): Finding => ({ subject, state: 'ok', says });

export const warning = (subject: string, says: string, mend: string): Finding => ({
  subject,
  state: 'warning',
  says,
  mend,
});

export const unsafe = (subject: string, says: string, mend: string): Finding => ({
  subject,
  state: 'unsafe',
  says,
  mend,
});

/** This user may not look at something that a check asks for. */
export class Unseen extends Error {
  override name = 'Unseen';
  readonly path: string;

  constructor(path: string) {
    super(`this user may not look at ${path}`);
    this.path = path;
  }
}

export type Check = () => Promise<readonly Finding[]>;

/** Runs the checks one after the other; what this user may not look at becomes a finding of its own. */
export async function look(checks: Readonly<Record<string, Check>>): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [subject, check] of Object.entries(checks)) {
    try {
      findings.push(...(await check()));
    } catch (error) {
      if (!(error instanceof Unseen)) throw error;
      findings.push({ subject, state: 'unseen', says: `${error.message}: run the doctor as root` });
    }
  }
  return findings;
}

/** 0: all is well; 1: there are warnings; 2: something is unsafe. */
export function exitCode(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ state }) => state === 'unsafe')) return 2;
  return findings.some(({ state }) => state === 'warning') ? 1 : 0;
}

/** `unsafe   swap: 8 GB of swap … Mend: …` */
export function line({ subject, state, says, mend }: Finding): string {
  return `${state.padEnd(8)} ${subject}: ${says}.${mend === undefined ? '' : ` Mend: ${mend}.`}`;
}
