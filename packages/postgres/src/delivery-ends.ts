import { type ChangeEventOf, regionPrefix } from '@shouwang/contracts'
import type { Delivered, NewlyDelivered } from '@shouwang/household'
import type { Sql } from './sql.ts'
import type { Tx } from './store-on.ts'

type DeliveryEnd = ChangeEventOf<'RollDelivered'>

/** Keeps the ends of deliveries until all of each is judged. */
export const saveDeliveryEnds = async (tx: Tx, ends: readonly DeliveryEnd[]): Promise<void> => {
  await tx.query(
    `insert into delivery_ends (event_id, delivery, event)
     select * from unnest($1::text[], $2::text[], $3::text[]) on conflict (event_id) do nothing`,
    [ends.map(({ id }) => id), ends.map(({ delivery }) => delivery), ends.map((end) => JSON.stringify(end))],
  )
}

/** The ends of deliveries of which all is judged: those who await them have not been told yet. */
export const judgedEnds = `select 1 from delivery_ends join deliveries using (delivery) where status = 'complete'`

/**
 * Notes the deliveries of which all is judged, and sends the households that awaited one to be judged again. This concerns
 * households that a worker may be judging at this moment, so it holds them all.
 */
export const concludeDeliveries = async (
  sql: Sql,
  newlyDelivered: (known: readonly Delivered[], ends: readonly DeliveryEnd[]) => readonly NewlyDelivered[],
): Promise<void> => {
  if ((await sql.query(`${judgedEnds} limit 1`)).length === 0) return
  await sql.transaction(async (tx) => {
    await tx.hold('scoring', 'everything')
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
export const loadCoverage = (tx: Tx): Promise<Delivered[]> =>
  tx.query<Delivered>('select feed, region, day, through_month as "throughMonth" from coverage order by feed, region')

const saveDelivered = async (tx: Tx, { feed, region, day, throughMonth, judgeOn }: NewlyDelivered): Promise<void> => {
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
