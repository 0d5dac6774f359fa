import type { CaseListing } from './case-rows.ts';
import type { Database } from './database.ts';

/** What follows from the history of a case and the rules of its channel, kept so that nobody has to reckon it anew. */
export interface Reckoned {
  /** The day on which the sweep has to look at the case next, or null. */
  nextSweep: string | null;
  /** How the desk's lists show the case until something else happens. */
  listing: CaseListing;
  /** What the case would leave if it were gone, one for each channel it was in. */
  stubs: readonly CaseStub[];
}

/** A stub that changes by itself when a day passes: until then `acknowledgement` and `feedback` say what they are. */
export interface CaseStub {
  channel: string;
  /** A stub's key (src/cases/outcome-stub.ts); its two promptnesses do not count. */
  stub: string;
  acknowledgement: string;
  /** The first day on which `open` is `late`, YYYY-MM-DD or NEVER. */
  acknowledgementLate: string;
  feedback: string;
  feedbackLate: string;
}

/** Equal stubs of living cases, as they are on a day. */
export interface LivingStub {
  stub: string;
  acknowledgement: string;
  feedback: string;
  count: number;
}

export interface ReckonedStore {
  livingStubs(channel: string, today: string): Promise<LivingStub[]>;
  /** The rules under which each channel's cases were last reckoned. */
  rules(): Promise<Map<string, string>>;
  noteRules(channel: string, rules: string): Promise<void>;
  /** Reckons cases anew to which nothing has happened. */
  reckon(cases: readonly (Reckoned & { id: string })[]): Promise<void>;
}

/** Sorts after every day there is. */
export const NEVER = '9999-12-31';

/** The queries; `keep` runs inside a transaction of case-rows.ts. */
export function reckonedRows(database: Database) {
  const list = database.prepare(
    `update cases set stage = @stage, due = @due, due_kind = @kind, test = @test where id = @id`,
  );
  const drop = database.prepare(`delete from case_stubs where case_id = ?`);
  const add = database.prepare(
    `insert into case_stubs
       (case_id, position, channel, stub, acknowledgement, acknowledgement_late, feedback, feedback_late)
     values (@id, @position, @channel, @stub, @acknowledgement, @acknowledgementLate, @feedback, @feedbackLate)`,
  );
  return {
    keep(id: string, { listing, stubs }: Partial<Reckoned>): void {
      if (listing) {
        const { kind, day } = listing.due ?? { kind: '', day: NEVER };
        list.run({ id, stage: listing.stage, due: day, kind, test: listing.test ? 1 : 0 });
      }
      if (!stubs) return;
      drop.run(id);
      for (const [position, stub] of stubs.entries()) add.run({ ...stub, id, position });
    },
  };
}

export function reckonedStore(database: Database): ReckonedStore {
  const { keep } = reckonedRows(database);
  const living = database.prepare<[{ channel: string; today: string }], LivingStub>(
    `select stub,
       case when acknowledgement = 'open' and acknowledgement_late <= @today then 'late' else acknowledgement end
         as acknowledgement,
       case when feedback = 'open' and feedback_late <= @today then 'late' else feedback end as feedback,
       count(*) as count
     from case_stubs where channel = @channel group by 1, 2, 3`,
  );
  const rules = database.prepare<[], { channel: string; rules: string }>(
    `select channel, rules from channel_rules`,
  );
  const note = database.prepare(
    `insert into channel_rules (channel, rules) values (?, ?)
     on conflict (channel) do update set rules = excluded.rules`,
  );
  const setSweep = database.prepare(`update cases set next_sweep = @nextSweep where id = @id`);
  const reckon = database.transaction((cases: readonly (Reckoned & { id: string })[]) => {
    for (const { id, nextSweep, ...reckoned } of cases) {
      setSweep.run({ id, nextSweep });
      keep(id, reckoned);
    }
  });
  return {
    livingStubs: async (channel, today) => living.all({ channel, today }),
    rules: async () => new Map(rules.all().map((row) => [row.channel, row.rules])),
    noteRules: async (channel, text) => void note.run(channel, text),
    reckon: async (cases) => reckon.immediate(cases),
  };
}
