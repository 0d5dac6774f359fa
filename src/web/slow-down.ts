/** Slows wrong tries down, each account or circuit for itself, known or not; nobody else is kept out by them. */
export interface SlowDown {
  /** Whole seconds that this account still has to wait; 0 when it may try. */
  waiting(account: string): number;
  wrong(account: string): void;
  right(account: string): void;
}

const LONGEST_WAIT = 900;
/** Names that somebody makes up must not fill the memory. */
const MOST = 10_000;

/** @param pace how many wrong tries cost nothing, and the seconds that the next one costs; then it doubles each time */
export function slowDown(
  clock: () => Date,
  pace: { freeTries: number; firstWait: number },
): SlowDown {
  const accounts = new Map<string, { wrong: number; until: number }>();
  const now = () => clock().getTime() / 1000;
  return {
    waiting(account) {
      const left = (accounts.get(account)?.until ?? 0) - now();
      // A clock that was set back must not shut anybody out for longer than the longest wait.
      return left > 0 && left <= LONGEST_WAIT ? Math.ceil(left) : 0;
    },
    wrong(account) {
      const wrong = (accounts.get(account)?.wrong ?? 0) + 1;
      const over = wrong - pace.freeTries;
      const wait = over < 1 ? 0 : Math.min(pace.firstWait * 2 ** (over - 1), LONGEST_WAIT);
      accounts.delete(account);
      accounts.set(account, { wrong, until: now() + wait });
      const oldest = accounts.keys().next().value;
      if (accounts.size > MOST && oldest !== undefined) accounts.delete(oldest);
    },
    right: (account) => void accounts.delete(account),
  };
}
