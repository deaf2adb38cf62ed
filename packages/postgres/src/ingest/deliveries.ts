import type { Day, Receipt, RegionCode, RejectReason } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** What is known of a delivery before its first row. */
export type Announced = {
  readonly delivery: string
  readonly feed: string
  readonly fileName: string | null
  readonly contentHash: string | null
  readonly businessDay: Day
  readonly region: RegionCode
  /** True where more of the feed is to come; a delivery that is no part ends the parts of its day. */
  readonly part: boolean
}

/** Opens the account of a delivery. One that is open already stays as it is; only whether it is a part may still change. */
export const announceDelivery = async (sql: Queryable, announced: Announced): Promise<void> => {
  const { delivery, feed, fileName, contentHash, businessDay, region, part } = announced
  await sql.query(
    `insert into deliveries (delivery, feed, file_name, content_hash, business_day, region, part)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (delivery) do update set part = excluded.part where deliveries.status = 'receiving'`,
    [delivery, feed, fileName, contentHash, businessDay, region, part],
  )
}

/** How a delivery was announced, and its status; undefined where none of this id was announced. */
export const announcedDelivery = async (
  sql: Queryable,
  delivery: string,
): Promise<(Pick<Announced, 'contentHash' | 'businessDay'> & Pick<Receipt, 'status'>) | undefined> =>
  (
    await sql.query<Pick<Announced, 'contentHash' | 'businessDay'> & Pick<Receipt, 'status'>>(
      `select content_hash as "contentHash", business_day as "businessDay", status from deliveries where delivery = $1`,
      [delivery],
    )
  )[0]

/**
 * What the files before the last one of a day and region leave to it: the latest month they told of, and what one of them
 * lacks. A file that came again under its name counts as it came last.
 */
export const partsOf = async (
  sql: Queryable,
  { feed, businessDay, region }: Pick<Announced, 'feed' | 'businessDay' | 'region'>,
): Promise<{ readonly month: string | undefined; readonly problem: string | undefined }> => {
  const [found] = await sql.query<{ month: string | null; problem: string | null }>(
    `with parts as (
       select distinct on (file_name) through_month, problem from deliveries
       where feed = $1 and business_day = $2 and region = $3 and part and file_name is not null
       order by file_name, started_at desc)
     select (select max(through_month) from deliveries
       where feed = $1 and business_day = $2 and region = $3 and part and file_name is not null) as month,
       (select min(problem) from parts) as problem`,
    [feed, businessDay, region],
  )
  return { month: found?.month ?? undefined, problem: found?.problem ?? undefined }
}

/** Notes what the receipt of a delivery is to say; the same words again take the newer count. */
export const saveRemarks = async (
  sql: Queryable,
  delivery: string,
  remarks: Readonly<Record<string, number>>,
): Promise<void> => {
  if (Object.keys(remarks).length === 0) return
  await sql.query('update deliveries set remarks = remarks || $2::jsonb where delivery = $1', [
    delivery,
    JSON.stringify(remarks),
  ])
}

/** The status of earlier attempts to send one delivery, by their ids. */
export const attemptsOf = (
  sql: Queryable,
  ids: readonly string[],
): Promise<{ delivery: string; status: Receipt['status'] }[]> =>
  sql.query('select delivery, status from deliveries where delivery = any($1)', [ids])

/** The number of the last row of each delivery that ingest has read; one that nobody announced is left out. */
export const readTo = async (sql: Queryable, deliveries: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  const rows = await sql.query<{ delivery: string; lastRow: number }>(
    'select delivery, last_row as "lastRow" from deliveries where delivery = any($1)',
    [deliveries],
  )
  return new Map(rows.map(({ delivery, lastRow }) => [delivery, lastRow]))
}

/** Notes why a delivery ended before it was whole. What arrived of it is kept and counted. */
export const failDelivery = async (sql: Queryable, delivery: string, problem: string): Promise<void> => {
  await sql.query(`update deliveries set status = 'failed', problem = $2, finished_at = now() where delivery = $1`, [
    delivery,
    problem,
  ])
}

/** Closes the account of a reference file: accepted rows that changed nothing count as duplicates. */
export const closeReferenceDelivery = async (
  sql: Queryable,
  delivery: string,
  counts: {
    received: number
    accepted: number
    applied: number
    mended: number
    refusedBy: Readonly<Record<string, number>>
  },
): Promise<void> => {
  const { received, accepted, applied, mended, refusedBy } = counts
  await sql.query(
    `update deliveries set status = 'complete', last_row = $2, received = $2, accepted = $3, applied = $7,
       duplicate = $3::bigint - $7::bigint, mended = $4, quarantined = $5, quarantined_by = $6, finished_at = now() where delivery = $1`,
    [delivery, received, accepted, mended, received - accepted, JSON.stringify(refusedBy), applied],
  )
}

/** How far one delivery has come. */
export type DeliveryRecord = {
  readonly delivery: string
  readonly feed: string
  readonly region: RegionCode
  readonly lastRow: number
  readonly received: number
  /** Rows in quarantine that name nobody, of a feed where absence means something: too many, and the delivery counts as no whole roll. */
  readonly nameless: number
  readonly throughMonth: string | null
}

/** What a batch adds to the account of one delivery. */
export type DeliveryProgress = {
  readonly delivery: string
  /** What its account is opened with, where nobody announced it. */
  readonly opens: Omit<Announced, 'delivery' | 'fileName' | 'contentHash' | 'part'> | undefined
  readonly lastRow: number
  readonly received: number
  readonly accepted: number
  readonly mended: number
  readonly quarantined: Readonly<Partial<Record<RejectReason, number>>>
  readonly nameless: number
  /** Rows set aside of which scoring is told, so that whom they name does not count as absent. */
  readonly marked: number
  readonly throughMonth: string | null
  readonly ended: boolean
  /** The day of a whole roll or register that came to its end: whom it leaves out is told. */
  readonly wholeOf: { readonly feed: string; readonly region: RegionCode; readonly day: Day } | null
  /** What its receipt is to say, with how many rows each remark concerns. */
  readonly remarks: Readonly<Record<string, number>>
  /** Why it does not count as whole though it came to its end, for people (Chinese); null where it does. */
  readonly problem: string | null
}

/** Adds a batch to the accounts of its deliveries, each in one statement for all; they are opened where nobody announced them. */
export const saveProgress = async (tx: Queryable, all: readonly DeliveryProgress[]): Promise<void> => {
  if (all.length === 0) return
  await openAccounts(tx, all)
  await tx.query(
    `update deliveries d set last_row = p.last_row, received = d.received + p.received, accepted = d.accepted + p.accepted,
       mended = d.mended + p.mended, quarantined = d.quarantined + p.quarantined,
       through_month = greatest(d.through_month, p.through_month),
       status = case when p.ended then 'processing' else d.status end, nameless = d.nameless + p.nameless,
       marks_due = d.marks_due + p.marked, problem = coalesce(p.problem, d.problem), progressed_at = now(),
       remarks = ${sumOf('d.remarks', 'p.remarks')}, quarantined_by = ${sumOf('d.quarantined_by', 'p.quarantined_by')}
     from unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[],
       $9::bool[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])
       as p (delivery, last_row, received, accepted, mended, quarantined, quarantined_by, through_month, ended, nameless, marked,
         problem, remarks)
     where d.delivery = p.delivery`,
    [
      all.map(({ delivery }) => delivery),
      all.map(({ lastRow }) => lastRow),
      all.map(({ received }) => received),
      all.map(({ accepted }) => accepted),
      all.map(({ mended }) => mended),
      all.map(({ quarantined }) => Object.values(quarantined).reduce((sum, count) => sum + (count ?? 0), 0)),
      all.map(({ quarantined }) => JSON.stringify(quarantined)),
      all.map(({ throughMonth }) => throughMonth),
      all.map(({ ended }) => ended),
      all.map(({ nameless }) => nameless),
      all.map(({ marked }) => marked),
      all.map(({ problem }) => problem),
      all.map(({ remarks }) => JSON.stringify(remarks)),
    ],
  )
}

const openAccounts = async (tx: Queryable, all: readonly DeliveryProgress[]): Promise<void> => {
  for (const { delivery, opens } of all)
    if (opens !== undefined)
      await announceDelivery(tx, { ...opens, delivery, fileName: null, contentHash: null, part: true })
}

/** Counts by name, with others added to them. */
const sumOf = (counts: string, added: string): string =>
  `case when ${added} = '{}' then ${counts} else (select coalesce(jsonb_object_agg(name, total), '{}') from (
     select name, sum(count::int) as total from (
       select key as name, value as count from jsonb_each_text(${counts})
       union all select key, value from jsonb_each_text(${added}::jsonb)) both_counts group by name) sums) end`

/** Completes deliveries of which every accepted row is applied, recognised or in quarantine, and of whose other rows set aside scoring has heard. */
export const completeDeliveries = async (tx: Queryable, deliveries: readonly string[]): Promise<void> => {
  await tx.query(
    `update deliveries set status = 'complete', finished_at = now()
     where delivery = any($1) and status = 'processing' and accepted = applied + duplicate + stale + quarantined_later
       and marks_due <= 0`,
    [deliveries],
  )
}
