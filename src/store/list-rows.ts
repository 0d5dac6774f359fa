import type { Database } from './database.ts';

/** A line of the desk's list of cases. */
export interface ListedCase {
  id: string;
  channel: string;
  stage: string;
  received: string;
  /** YYYY-MM-DD, or NEVER. */
  due: string;
  /** A deadline's kind, or empty. */
  dueKind: string;
  test: number;
  /** 1 when something came from the reporter that this member has not seen. */
  unread: number;
}

/** The line after which the next page of a list begins. */
export interface ListPlace {
  due: string;
  id: string;
}

export interface ListQuery {
  memberId: string;
  channels: readonly string[];
  stages: readonly string[];
  unreadOnly: boolean;
  /** Only what is due before this day. */
  dueBefore: string;
  after: ListPlace;
  most: number;
}

export interface CaseLists {
  /** What is due first stands first. */
  cases(query: ListQuery): Promise<ListedCase[]>;
  /** How many cases in these channels and stages are due before a day. */
  countDue(channels: readonly string[], stages: readonly string[], before: string): Promise<number>;
  /** Notes that a member has seen everything of a case up to now. */
  markSeen(memberId: string, caseId: string): Promise<void>;
  /** Cases linked with this one. */
  linked(caseId: string): Promise<string[]>;
  link(caseId: string, otherId: string): Promise<void>;
  unlink(caseId: string, otherId: string): Promise<void>;
}

export function caseLists(database: Database): CaseLists {
  const unread = `last_message > coalesce((select number from seen where case_id = id and member_id = @memberId), 0)`;
  const lines = (where: string) =>
    database.prepare<[Record<string, unknown>], ListedCase>(
      `select id, channel, stage, received, due, due_kind as dueKind, test, ${unread} as unread
       from cases where channel = @channel and stage = @stage and (due, id) > (@due, @id)
       and due < @dueBefore ${where} order by due, id limit @most`,
    );
  const all = lines('');
  const onlyUnread = lines(`and ${unread}`);
  const count = database
    .prepare<[string, string, string], number>(
      `select count(*) from cases where channel = ? and stage = ? and due < ?`,
    )
    .pluck();
  const markSeen = database.prepare(
    `insert into seen (member_id, case_id, number)
     select @memberId, id, last_message from cases where id = @caseId
     on conflict (case_id, member_id) do update set number = excluded.number`,
  );
  const linked = database
    .prepare<[{ id: string }], string>(
      `select other_id from links where case_id = @id union select case_id from links where other_id = @id order by 1`,
    )
    .pluck();
  const link = database.prepare(
    `insert into links (case_id, other_id) values (min(@a, @b), max(@a, @b)) on conflict do nothing`,
  );
  const unlink = database.prepare(
    `delete from links where case_id = min(@a, @b) and other_id = max(@a, @b)`,
  );

  return {
    // One walk along the index for each channel and stage: a sort over all of them would read every case.
    async cases({ channels, stages, unreadOnly, after, ...query }) {
      const statement = unreadOnly ? onlyUnread : all;
      return channels
        .flatMap((channel) =>
          stages.flatMap((stage) => statement.all({ ...query, ...after, channel, stage })),
        )
        .sort((a, b) => (a.due + a.id < b.due + b.id ? -1 : 1))
        .slice(0, query.most);
    },
    countDue: async (channels, stages, before) =>
      channels.reduce(
        (sum, channel) =>
          stages.reduce((part, stage) => part + (count.get(channel, stage, before) ?? 0), sum),
        0,
      ),
    markSeen: async (memberId, caseId) => void markSeen.run({ memberId, caseId }),
    linked: async (id) => linked.all({ id }),
    link: async (a, b) => void link.run({ a, b }),
    unlink: async (a, b) => void unlink.run({ a, b }),
  };
}
