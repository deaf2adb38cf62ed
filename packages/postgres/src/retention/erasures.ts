import type { Day, RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** An order to delete what is kept of a person, as anybody may see it: it leads to nobody. */
export type Erasure = {
  readonly id: number
  readonly mark: string
  readonly orderNo: string
  readonly why: string
  readonly region: RegionCode
  /** What becomes of later rows of the same person. */
  readonly later: 'refuse' | 'take'
  readonly proposedBy: string
  readonly confirmedBy: string
  /** Numbers of leads that nobody joined to the person, and that two people found to be about him. */
  readonly leads: readonly string[]
  readonly orderedAt: string
  /** The day on which topics on servers are emptied of what they held; null before the stores are done, and where there are none. */
  readonly logDue: Day | null
  readonly doneAt: string | null
  /** How many things went or were changed, by store. */
  readonly counts: Readonly<Record<string, number>>
}

/** An order that is under way. `person` is null where a restored store has still to be searched for him. */
export type ErasureUnderWay = Erasure & {
  readonly person: string | null
  readonly alias: string | null
  readonly scopeSealed: string | null
  /** Where topics on servers ended when the stores were done (JSON); null before. */
  readonly logEnds: string | null
  readonly passes: number
}

/** What is ordered. */
export type NewErasure = Pick<
  Erasure,
  'mark' | 'orderNo' | 'why' | 'region' | 'later' | 'leads' | 'proposedBy' | 'confirmedBy'
> & { readonly person: string | null; readonly alias: string }

/** Keeps an order; a second one about the same person takes the place of the first. */
export const orderErasure = async (tx: Queryable, order: NewErasure): Promise<void> => {
  await tx.query(
    `insert into erasures (mark, order_no, why, region, later, proposed_by, confirmed_by, person, alias, leads)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (mark) do update set order_no = excluded.order_no, why = excluded.why, region = excluded.region,
       later = excluded.later, proposed_by = excluded.proposed_by, confirmed_by = excluded.confirmed_by, ordered_at = now(),
       person = excluded.person, alias = excluded.alias, leads = excluded.leads, log_ends = null, log_due = null, scope_sealed = null, passes = 0, passed_at = null, counts = '{}',
       done_at = null, compacted_at = null`,
    [
      order.mark,
      order.orderNo,
      order.why,
      order.region,
      order.later,
      order.proposedBy,
      order.confirmedBy,
      order.person,
      order.alias,
      order.leads,
    ],
  )
}

/** Orders of a region and what lies in it, the newest first. */
export const listErasures = (sql: Queryable, within: string): Promise<Erasure[]> =>
  sql.query<Erasure>(`select ${columns} from erasures where region like $1 || '%' order by ordered_at desc, id desc`, [
    within,
  ])

/** The orders that are not done, the oldest first. */
export const readErasuresUnderWay = (sql: Queryable): Promise<ErasureUnderWay[]> =>
  sql.query<ErasureUnderWay>(
    `select ${columns}, person, alias, scope_sealed as "scopeSealed", log_ends as "logEnds", passes
     from erasures where done_at is null order by id`,
  )

/** The marks of all whose data were deleted, and whether later rows of theirs are refused. */
export const readErasureMarks = (
  sql: Queryable,
): Promise<{ mark: string; later: Erasure['later']; orderedAt: string }[]> =>
  sql.query('select mark, later, ordered_at::text as "orderedAt" from erasures order by id')

/** Notes what a pass found; `scopeSealed` is what the next one has to look for, sealed. */
export const saveErasurePass = async (
  tx: Queryable,
  id: number,
  { person, alias, scopeSealed, counts }: Pick<ErasureUnderWay, 'person' | 'alias' | 'scopeSealed' | 'counts'>,
): Promise<void> => {
  await tx.query(
    `update erasures set person = $2, alias = $3, scope_sealed = $4, counts = $5, passes = passes + 1, passed_at = now()
     where id = $1`,
    [id, person, alias, scopeSealed, JSON.stringify(counts)],
  )
}

/** The stores name nobody any more, and what led to the person goes; topics on servers have still to forget what they held. */
export const saveLogLeft = async (
  tx: Queryable,
  id: number,
  { ends, due }: { readonly ends: string; readonly due: Day },
): Promise<void> => {
  await tx.query(
    'update erasures set log_ends = $2, log_due = $3, person = null, alias = null, scope_sealed = null where id = $1',
    [id, ends, due],
  )
}

/** Ends an order: what led to the person goes with it. */
export const endErasure = async (tx: Queryable, id: number): Promise<void> => {
  await tx.query(
    `update erasures set done_at = now(), person = null, alias = null, scope_sealed = null, log_ends = null where id = $1`,
    [id],
  )
}

/** Whether pages in which rows of a deleted person may stand have still to be written anew. */
export const isToCompact = async (sql: Queryable): Promise<boolean> =>
  (await sql.query('select 1 from erasures where done_at is not null and compacted_at is null limit 1')).length > 0

/** Notes that all pages were written anew. */
export const saveCompacted = async (sql: Queryable): Promise<void> => {
  await sql.query('update erasures set compacted_at = now() where done_at is not null and compacted_at is null')
}

/** Whether anything is kept of a person. */
export const isKnownPerson = async (sql: Queryable, person: string): Promise<boolean> =>
  (
    await sql.query('select 1 from persons where person = $1 union select 1 from vault where person = $1 limit 1', [
      person,
    ])
  ).length > 0

/** Everybody of whom something is kept, for who looks for a mark in a store that was restored. */
export const readEverybody = async (sql: Queryable): Promise<readonly string[]> =>
  (await sql.query<{ person: string }>('select person from persons union select person from vault')).map(
    ({ person }) => person,
  )

const columns = `id, mark, order_no as "orderNo", why, region, later, proposed_by as "proposedBy",
  confirmed_by as "confirmedBy", leads, ${isoInstant('ordered_at')} as "orderedAt", log_due as "logDue",
  ${isoInstant('done_at')} as "doneAt", counts`
