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
  /** Keyed hashes, hex, of the member's own roles: cases that leave one of them out are not there. */
  duties: readonly string[];
}

export type DueQuery = Pick<ListQuery, 'channels' | 'stages' | 'duties' | 'dueBefore'>;

export interface CaseLists {
  /** What is due first stands first. */
  cases(query: ListQuery): Promise<ListedCase[]>;
  /** How many cases in these channels and stages are due before a day. */
  countDue(query: DueQuery): Promise<number>;
  /** Whether something came in these channels that no member has seen. */
  anythingUnseen(channels: readonly string[], duties: readonly string[]): Promise<boolean>;
  /** Channels that handed the case over and may go on looking at its dates. */
  followers(caseId: string): Promise<string[]>;
  /** Notes that a member has seen everything of a case up to now. */
  markSeen(memberId: string, caseId: string): Promise<void>;
  /** Cases linked with this one. */
  linked(caseId: string): Promise<string[]>;
  link(caseId: string, otherId: string): Promise<void>;
  unlink(caseId: string, otherId: string): Promise<void>;
}

export function caseLists(database: Database): CaseLists {
  const unread = `last_message > coalesce((select number from seen where case_id = id and member_id = @memberId), 0)`;
  const visible = `not exists (select 1 from left_out where case_id = id and hex(who) in (select value from json_each(@duties)))`;
  const columns = `id, channel, stage, received, due, due_kind as dueKind, test`;
  const place = `stage = @stage and (due, id) > (@due, @id) and due < @dueBefore`;
  /** Only who has a duty pays for looking whether it is left out. */
  const lines = (rest: string) =>
    database.prepare<[Record<string, unknown>], ListedCase>(
      `select ${columns}, ${unread} as unread from cases where channel = @channel and ${place} ${rest}
       order by due, id limit @most`,
    );
  const own = {
    all: { open: lines(''), dutiful: lines(`and ${visible}`) },
    unread: { open: lines(`and ${unread}`), dutiful: lines(`and ${unread} and ${visible}`) },
  };
  // What a channel follows it reads no more, so nothing of it is new.
  const followed = database.prepare<[Record<string, unknown>], ListedCase>(
    `select ${columns}, 0 as unread from cases
     where id in (select case_id from followed where channel = @channel) and ${place} and ${visible}
     order by due, id limit @most`,
  );
  const counting = (rest: string) =>
    database
      .prepare<[Record<string, unknown>], number>(
        `select count(*) from cases where channel = @channel and stage = @stage and due < @dueBefore ${rest}`,
      )
      .pluck();
  const count = { open: counting(''), dutiful: counting(`and ${visible}`) };
  const unseen = database.prepare<[Record<string, unknown>], object>(
    `select 1 from cases where channel = @channel and test = 0 and last_message >
       coalesce((select max(number) from seen where case_id = id), 0) and ${visible} limit 1`,
  );
  const followers = database
    .prepare<[string], string>(`select channel from followed where case_id = ? order by channel`)
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
    async cases({ channels, stages, unreadOnly, after, duties, ...query }) {
      const walk = own[unreadOnly ? 'unread' : 'all'][duties.length > 0 ? 'dutiful' : 'open'];
      const found = channels.flatMap((channel) =>
        stages.flatMap((stage) => {
          const values = { ...query, ...after, channel, stage, duties: JSON.stringify(duties) };
          return [...walk.all(values), ...(unreadOnly ? [] : followed.all(values))];
        }),
      );
      // A case can be a channel's own and followed by another one of the same member.
      return [...new Map(found.map((line) => [line.id, line])).values()]
        .sort((a, b) => (a.due + a.id < b.due + b.id ? -1 : 1))
        .slice(0, query.most);
    },
    async countDue({ channels, stages, duties, dueBefore }) {
      const statement = count[duties.length > 0 ? 'dutiful' : 'open'];
      let sum = 0;
      for (const channel of channels) {
        for (const stage of stages) {
          const values = { channel, stage, dueBefore, duties: JSON.stringify(duties) };
          sum += statement.get(values) ?? 0;
        }
      }
      return sum;
    },
    anythingUnseen: async (channels, duties) =>
      channels.some(
        (channel) => unseen.get({ channel, duties: JSON.stringify(duties) }) !== undefined,
      ),
    followers: async (caseId) => followers.all(caseId),
    markSeen: async (memberId, caseId) => void markSeen.run({ memberId, caseId }),
    linked: async (id) => linked.all({ id }),
    link: async (a, b) => void link.run({ a, b }),
    unlink: async (a, b) => void unlink.run({ a, b }),
  };
}
