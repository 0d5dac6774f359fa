import type { Database } from './database.ts';

/** The day of the last daily notice, YYYY-MM-DD. */
export interface NoticeStore {
  last(): Promise<string | null>;
  note(day: string): Promise<void>;
}

export function noticeStore(database: Database): NoticeStore {
  const last = database.prepare<[], string>(`select day from notice_sent`).pluck();
  const note = database.prepare<[string]>(
    `insert into notice_sent (only, day) values (1, ?)
     on conflict (only) do update set day = excluded.day`,
  );
  return { last: async () => last.get() ?? null, note: async (day) => void note.run(day) };
}
