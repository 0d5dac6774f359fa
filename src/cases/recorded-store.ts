import type { LedgerWriter, Store } from '../store/store.ts';
import type { Actor, Ledger, LedgerAction } from './ledger.ts';

/** A store that enters into the register what is done through it, in the same transaction. */

/** The coming and going of every case, whoever works with it. `day` is asked when something goes. */
export function recordComings(store: Store, ledger: Ledger, day: () => string): Store {
  return {
    ...store,
    addCase: (row, change) =>
      store.addCase(row, {
        ...change,
        ledger:
          change.ledger ??
          ledger.writer({ day: row.received, actor: 'intake', action: 'received', about: row.id }),
      }),
    removeCase: (id, stubs) =>
      store.removeCase(
        id,
        stubs,
        ledger.writer({ day: day(), actor: 'sweep', action: 'removed', about: id }),
      ),
  };
}

/** One person's changes to cases. The steps taken stand in the entry by their codes. */
export function recordAs(
  store: Store,
  ledger: Ledger,
  actor: Actor,
  action: LedgerAction,
  day: string,
): Store {
  const writer = (about: string, detail: readonly string[]): LedgerWriter =>
    ledger.writer({ day, actor, action, about, detail });
  return {
    ...store,
    // Whoever registers a case: its coming has to be found as one.
    addCase: (row, change) =>
      store.addCase(row, {
        ...change,
        ledger: ledger.writer({ day, actor, action: 'received', about: row.id }),
      }),
    changeCase: (id, change) =>
      store.changeCase(id, {
        ...change,
        ledger: writer(
          id,
          change.events.flatMap(({ kind, detail }) => [kind, ...codesOf(detail)]),
        ),
      }),
  };
}

/** The codes of a step's detail: reasons, outcomes, days. */
function codesOf(detail: unknown): string[] {
  if (typeof detail === 'string') return [detail];
  return typeof detail === 'object' && detail !== null
    ? Object.values(detail).flatMap(codesOf)
    : [];
}
