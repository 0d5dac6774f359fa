import type { Database } from './database.ts';

/** One entry of the register; src/cases/ledger.ts says what stands in it and how it is chained. */
export interface LedgerRow {
  /** 1, 2, 3 … without a gap. */
  number: number;
  /** YYYY-MM-DD. */
  day: string;
  actor: string;
  action: string;
  /** Keyed hash of the id of what it is about, 16 bytes, or null. */
  subject: Buffer | null;
  /** JSON of codes. */
  detail: string;
  hash: Buffer;
}

export interface LedgerHead {
  number: number;
  hash: Buffer;
  signature: Buffer;
}

/** Makes the next entry from the last one. Runs inside the transaction of what it tells. */
export type LedgerWriter = (last: LedgerRow | null) => { row: LedgerRow; signature: Buffer };

export interface LedgerStore {
  append(writer: LedgerWriter): Promise<void>;
  head(): Promise<LedgerHead | null>;
  /** At most `most` entries after `number`, in order. */
  after(number: number, most: number): Promise<LedgerRow[]>;
  /** The latest entries before `number`, the newest first. */
  before(number: number, most: number): Promise<LedgerRow[]>;
  /** Whether the register says this of the day already. */
  has(entry: Pick<LedgerRow, 'day' | 'actor' | 'action' | 'subject'>): Promise<boolean>;
}

/** The queries on the register; `append` runs inside a transaction of the caller's. */
export function ledgerRows(database: Database) {
  const columns = `number, day, actor, action, subject, detail, hash`;
  const last = database.prepare<[], LedgerRow>(
    `select ${columns} from ledger order by number desc limit 1`,
  );
  const insert = database.prepare(
    `insert into ledger (${columns}) values (@number, @day, @actor, @action, @subject, @detail, @hash)`,
  );
  const sign = database.prepare(
    `insert into ledger_head (only, number, hash, signature) values (1, @number, @hash, @signature)
     on conflict (only) do update set number = @number, hash = @hash, signature = @signature`,
  );
  return {
    append(writer: LedgerWriter): void {
      const { row, signature } = writer(last.get() ?? null);
      insert.run(row);
      sign.run({ number: row.number, hash: row.hash, signature });
    },
    columns,
  };
}

export function ledgerStore(database: Database): LedgerStore {
  const { append, columns } = ledgerRows(database);
  const inTransaction = database.transaction(append);
  const head = database.prepare<[], LedgerHead>(`select number, hash, signature from ledger_head`);
  const after = database.prepare<[number, number], LedgerRow>(
    `select ${columns} from ledger where number > ? order by number limit ?`,
  );
  const before = database.prepare<[number, number], LedgerRow>(
    `select ${columns} from ledger where number < ? order by number desc limit ?`,
  );
  const has = database.prepare<[Pick<LedgerRow, 'day' | 'actor' | 'action' | 'subject'>], object>(
    `select 1 from ledger where subject is @subject and day = @day and actor = @actor and action = @action`,
  );
  return {
    append: async (writer) => inTransaction.immediate(writer),
    head: async () => head.get() ?? null,
    after: async (number, most) => after.all(number, most),
    before: async (number, most) => before.all(number, most),
    has: async ({ day, actor, action, subject }) =>
      has.get({ day, actor, action, subject }) !== undefined,
  };
}
