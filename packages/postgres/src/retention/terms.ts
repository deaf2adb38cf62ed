import type { Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** What no term may touch while it is held. */
export type Held = {
  readonly households: readonly string[]
  readonly feeds: readonly string[]
  /** Rows of the quarantine that name somebody who is held. */
  readonly quarantined: readonly string[]
  /** Leads that do. */
  readonly leads: readonly string[]
}

/** The kinds of data in the tables that have a term. */
export type StoredKind = keyof typeof conditions

/** Which rows of a kind are over before `$1`, and which of them `$2` (households, feeds or rows) keeps. */
const conditions = {
  quarantine: {
    table: 'quarantine',
    over: `at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'feed = any($2) or quarantine_id = any($3)',
    of: ({ feeds, quarantined }: Held) => [feeds, quarantined],
  },
  deliveries: {
    table: 'deliveries',
    over: `status in ('complete', 'failed') and business_day < $1 and finished_at < $1::date::timestamp at time zone 'Asia/Shanghai'
      and not exists (select 1 from quarantine q where q.delivery = deliveries.delivery)
      and not exists (select 1 from listed l where l.delivery = deliveries.delivery)`,
    held: 'feed = any($2)',
    of: ({ feeds }: Held) => [feeds],
  },
  tasks: {
    table: 'tasks',
    over: `status in ('closed', 'withdrawn') and due_on < $1
      and updated_at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'household = any($2)',
    of: ({ households }: Held) => [households],
  },
  cases: {
    table: 'cases',
    over: `status in ('closed', 'joined') and due_on < $1
      and updated_at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'household = any($2)',
    of: ({ households }: Held) => [households],
  },
  patrols: {
    table: 'patrol_visits',
    over: 'visited_on < $1',
    held: 'household = any($2)',
    of: ({ households }: Held) => [households],
  },
  corrections: {
    table: 'corrections',
    over: `state <> 'open' and closed_at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'feed = any($2) or person in (select person from persons where household = any($3))',
    of: ({ feeds, households }: Held) => [feeds, households],
  },
  publicity: {
    table: 'publicity_boards',
    over: 'ended_on < $1',
    held: 'exists (select 1 from unnest($2::text[]) h where strpos(state, h) > 0)',
    of: ({ households }: Held) => [households],
  },
  'official-kin': {
    table: 'official_kin_records',
    over: 'day < $1',
    held: 'household = any($2)',
    of: ({ households }: Held) => [households],
  },
  lists: {
    table: 'department_lists',
    over: 'drawn_on < $1',
    held: `exists (select 1 from department_list_rows r where r.list_no = department_lists.list_no
      and r.household = any($2))`,
    of: ({ households }: Held) => [households],
  },
  leads: {
    table: 'reported_leads',
    over: `person is null and reported_on < $1 and task_id in
      (select task_id from tasks where status in ('closed', 'withdrawn') and due_on < $1)`,
    held: 'coalesce(feed = any($2), false) or lead_no = any($3)',
    of: ({ feeds, leads }: Held) => [feeds, leads],
  },
  exchange: {
    table: 'registry_messages',
    over: `state <> 'waiting' and made_at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'about && $2::text[]',
    of: ({ households }: Held) => [households],
  },
  notices: {
    table: 'notices',
    over: `at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'about in (select task_id from tasks where household = any($2))',
    of: ({ households }: Held) => [households],
  },
  'sign-in': {
    table: 'sessions',
    over: `expires_at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
    held: 'false',
    of: () => [],
  },
} as const satisfies Readonly<
  Record<string, { table: string; over: string; held: string; of: (held: Held) => readonly (readonly string[])[] }>
>

const wholeOf = (kind: StoredKind, held: Held) => {
  const { table, over, held: keeps, of } = conditions[kind]
  return { table, over, keeps, values: of(held) }
}

/** How many rows of a kind there are, how many are over before a day, and how many of those are held. */
export const countOver = async (
  sql: Queryable,
  kind: StoredKind,
  before: Day,
  held: Held,
): Promise<{ readonly kept: number; readonly due: number; readonly held: number }> => {
  const { table, over, keeps, values } = wholeOf(kind, held)
  const [row] = await sql.query<{ kept: number; due: number; held: number }>(
    `select count(*) as kept, count(*) filter (where ${over} and not (${keeps})) as due,
       count(*) filter (where ${over} and (${keeps})) as held from ${table}`,
    [before, ...values],
  )
  return row ?? { kept: 0, due: 0, held: 0 }
}

/** Deletes the rows of a kind that are over before a day and not held; tasks and cases go with their histories. Returns how many. */
export const deleteOver = async (tx: Queryable, kind: StoredKind, before: Day, held: Held): Promise<number> => {
  const { table, over, keeps, values } = wholeOf(kind, held)
  // What told of notices goes with them: a message without any says nothing.
  if (kind === 'notices')
    await tx.query(
      `delete from notice_messages where made_at < $1::date::timestamp at time zone 'Asia/Shanghai' and not exists
         (select 1 from notice_tellings l join notices n using (about, seq, staff_no)
          where l.message_id = notice_messages.message_id and ${keeps})`,
      [before, ...values],
    )
  // A subscription that ended is told of no more.
  if (kind === 'exchange')
    await tx.query(
      `delete from registry_subscriptions where ended_at < $1::date::timestamp at time zone 'Asia/Shanghai'`,
      [before],
    )
  // A campaign whose visits are over says nothing more, unless its list names somebody who is held.
  if (kind === 'patrols')
    await tx.query(
      `delete from campaigns where until_on < $1 and not exists
         (select 1 from campaign_households h where h.campaign_id = campaigns.campaign_id and ${keeps})`,
      [before, ...values],
    )
  if (kind !== 'tasks' && kind !== 'cases')
    return (await tx.query(`delete from ${table} where ${over} and not (${keeps}) returning 1`, [before, ...values]))
      .length
  const { id, parts } = histories[kind]
  const chosen = await tx.query<{ id: string }>(
    `select ${id} as id from ${table} where ${over} and not (${keeps}) for update`,
    [before, ...values],
  )
  const ids = chosen.map((row) => row.id)
  for (const [part, column] of parts) await tx.query(`delete from ${part} where ${column} = any($1)`, [ids])
  return ids.length
}

/** Deletes tasks with their histories and what was kept with them. */
export const deleteTasks = async (tx: Queryable, ids: readonly string[]): Promise<void> => {
  for (const [part, column] of histories.tasks.parts)
    await tx.query(`delete from ${part} where ${column} = any($1)`, [ids])
}

/** What goes with a task or a case, itself last. */
const histories = {
  tasks: {
    id: 'task_id',
    parts: [
      ['task_events', 'task_id'],
      ['opened_visits', 'task_id'],
      ['visit_forms', 'task_id'],
      ['reported_leads', 'task_id'],
      ['notices', 'about'],
      ['tasks', 'task_id'],
    ],
  },
  cases: {
    id: 'case_id',
    parts: [
      ['case_events', 'case_id'],
      ['aid', 'case_id'],
      ['publicity_due', 'case_id'],
      ['notices', 'about'],
      ['cases', 'case_id'],
    ],
  },
} as const

/** The tables with sealed words that may name anybody: how a row is called, and what its words are bound to. */
const sealedTables = {
  quarantine: { id: 'quarantine_id', about: 'quarantine_id' },
  reported_leads: { id: 'lead_no', about: 'lead_no' },
  visit_forms: { id: 'form_key', about: 'task_id' },
  publicity_objections: { id: 'objection_no', about: 'objection_no' },
  registry_messages: { id: 'correlation_id', about: 'correlation_id' },
} as const

/** A table with sealed words that may name anybody. */
export type SealedTable = keyof typeof sealedTables

/** Sealed rows of a table, a page behind `after`. */
export const readSealedRows = (
  sql: Queryable,
  table: SealedTable,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<{ id: string; about: string; sealed: string }[]> => {
  const { id, about } = sealedTables[table]
  return sql.query(
    `select ${id} as id, ${about} as about, sealed from ${table}
     where sealed is not null and ${id} > $1 order by ${id} limit $2`,
    [after, limit],
  )
}

const everything = '*'

/** Claims the work of retention for a while; false when another process does it. */
export const claimRetention = async (sql: Queryable, seconds: number): Promise<boolean> =>
  (
    await sql.query(
      `insert into retention_runs (kind, claimed_until) values ('${everything}', now() + make_interval(secs => $1))
       on conflict (kind) do update set claimed_until = excluded.claimed_until
         where retention_runs.claimed_until is null or retention_runs.claimed_until < now()
       returning kind`,
      [seconds],
    )
  ).length > 0

/** Ends the claim. */
export const releaseRetention = async (sql: Queryable): Promise<void> => {
  await sql.query(`update retention_runs set claimed_until = null where kind = '${everything}'`)
}

/** When each kind was last looked through, and what went. */
export type RetentionRun = {
  readonly kind: string
  readonly ranOn: Day
  readonly gone: number
  readonly held: number
}

/** The last run of each kind. */
export const readRetentionRuns = (sql: Queryable): Promise<RetentionRun[]> =>
  sql.query<RetentionRun>(
    `select kind, ran_on as "ranOn", gone, held from retention_runs where ran_on is not null order by kind`,
  )

/** Notes a run of a kind: what went adds up. */
export const saveRetentionRun = async (sql: Queryable, { kind, ranOn, gone, held }: RetentionRun): Promise<void> => {
  await sql.query(
    `insert into retention_runs (kind, ran_on, ran_at, gone, held) values ($1, $2, now(), $3, $4)
     on conflict (kind) do update set ran_on = excluded.ran_on, ran_at = now(), gone = retention_runs.gone + excluded.gone,
       held = excluded.held`,
    [kind, ranOn, gone, held],
  )
}

/** Tables of which a deleted person's rows may still stand in pages, and what writes them anew on an engine in this process. */
export const compactStore = async (sql: Queryable): Promise<void> => {
  const tables = await sql.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`,
  )
  for (const { name } of tables) await sql.query(`vacuum full ${name}`)
  // Statistics name values that were frequent.
  await sql.query('analyze')
  await sql.query('vacuum full pg_statistic')
  // The journal still has the old pages: it begins a new file, and the old ones are deleted, not used again.
  await sql.query('set wal_recycle = off')
  for (let round = 0; round < 2; round += 1) {
    await sql.query('select pg_switch_wal()')
    await sql.query('checkpoint')
  }
  await sql.query('reset wal_recycle')
}
