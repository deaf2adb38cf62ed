import { type ChangeEventOf, regionPrefix } from '@shouwang/contracts'
import type { Delivered, NewlyDelivered } from '@shouwang/household'
import type { Queryable, Sql } from '../engine/sql.ts'

type DeliveryEnd = ChangeEventOf<'RollDelivered'>

/** Saves that deliveries ended, until every row of each is judged. */
export const saveDeliveryEnds = async (tx: Queryable, ends: readonly DeliveryEnd[]): Promise<void> => {
  await tx.query(
    `insert into delivery_ends (event_id, delivery, event)
     select * from unnest($1::text[], $2::text[], $3::text[]) on conflict (event_id) do nothing`,
    [ends.map(({ id }) => id), ends.map(({ delivery }) => delivery), ends.map((end) => JSON.stringify(end))],
  )
}

/** Selects the ends of deliveries that are judged completely and not concluded yet. */
export const judgedEnds = `select 1 from delivery_ends join deliveries using (delivery) where status = 'complete'`

/**
 * Concludes the deliveries that are judged completely: absence from them counts from now on, and the households that awaited
 * one are due to be judged again. A worker may be judging any of them at this moment, so all of scoring is locked.
 */
export const concludeDeliveries = async (
  sql: Sql,
  newlyDelivered: (known: readonly Delivered[], ends: readonly DeliveryEnd[]) => readonly NewlyDelivered[],
): Promise<void> => {
  if ((await sql.query(`${judgedEnds} limit 1`)).length === 0) return
  await sql.transaction(async (tx) => {
    await tx.lockAll('scoring', 'everything')
    const ends = await tx.query<{ event: string }>(
      `delete from delivery_ends e using deliveries d where d.delivery = e.delivery and d.status = 'complete'
       returning e.event`,
    )
    const news = newlyDelivered(
      await loadCoverage(tx),
      ends.map(({ event }) => JSON.parse(event) as DeliveryEnd),
    )
    for (const delivered of news) await saveDelivered(tx, delivered)
  })
}

/** Up to when each feed was delivered for each region. */
export const loadCoverage = (tx: Queryable): Promise<Delivered[]> =>
  tx.query<Delivered>('select feed, region, day, through_month as "throughMonth" from coverage order by feed, region')

const saveDelivered = async (
  tx: Queryable,
  { feed, region, day, throughMonth, judgeOn }: NewlyDelivered,
): Promise<void> => {
  await tx.query(
    `insert into coverage (feed, region, day, through_month) values ($1, $2, $3, $4)
     on conflict (feed, region) do update set day = excluded.day, through_month = excluded.through_month`,
    [feed, region, day, throughMonth],
  )
  await tx.query(
    `update households set recheck_on = greatest(recheck_on, $2) where awaits @> array[$1] and (region is null or region like $3)`,
    [feed, judgeOn, `${regionPrefix(region)}%`],
  )
}
