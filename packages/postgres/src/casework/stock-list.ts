import { type HouseholdFile, leadsInStock, type Place, type QueuedHousehold } from '@shouwang/casework'
import { type Day, type FiringVerdict, HardshipRing, type RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A household on the stock list, and what its place there is reckoned from; `place` is what was reckoned last. */
export type WaitingHousehold = Pick<QueuedHousehold, 'ring'> & {
  readonly household: string
  readonly region: RegionCode | null
  readonly since: Day
  readonly score: number
  readonly leads: readonly FiringVerdict[]
  readonly place: number | null
}

/** The next households of the stock list after `after`, in the order of their ids. */
export const readWaiting = async (
  sql: Queryable,
  after: string,
  limit: number,
): Promise<readonly WaitingHousehold[]> => {
  const rows = await sql.query<{
    household: string
    state: string
    since: Day
    place: number | null
    score: number | null
    ring: string | null
  }>(
    `select f.household, f.state, f.stock_since as since, f.stock_place as place, (h.assessment::jsonb ->> 'score')::float8 as score, h.ring
     from household_files f left join households h on h.household = f.household
     where f.stock_since is not null and f.household > $1 order by f.household limit $2`,
    [after, limit],
  )
  return rows.map(({ household, state, since, place, score, ring }) => {
    const file = JSON.parse(state) as HouseholdFile
    return {
      ...{ household, since, place },
      region: file.region,
      leads: leadsInStock(file),
      score: score ?? 0,
      ring: HardshipRing.catch('unknown').parse(ring),
    }
  })
}

/** Writes the places that changed; nothing for a household that is no longer on the list. */
export const saveStockPlaces = async (
  tx: Queryable,
  changed: readonly { readonly household: string; readonly place: number }[],
): Promise<void> => {
  if (changed.length === 0) return
  await tx.query(
    `update household_files f set stock_place = c.place from unnest($1::text[], $2::float8[]) as c (household, place)
     where f.household = c.household and f.stock_since is not null`,
    [changed.map(({ household }) => household), changed.map(({ place }) => place)],
  )
}

/** An area at work: how many households live there, and the best place of each household with a task for help under way. */
export type AreaAtWork = { readonly households: number; readonly underWay: readonly Place[] }

/** An area at work; `within` is a prefix of region codes, null for households of no known region. */
export const readAtWork = async (sql: Queryable, within: string | null): Promise<AreaAtWork> => {
  const isThere = (column: string): string =>
    `case when $1::text is null then ${column} is null else ${column} like $1 || '%' end`
  const [counted] = await sql.query<{ count: number }>(
    `select count(*)::int as count from households where ${isThere('region')}`,
    [within],
  )
  const rows = await sql.query<Place>(
    `select coalesce(max((h.assessment::jsonb ->> 'score')::float8 * t.visit_factor), 0) as place, min(t.opened_on) as since
     from tasks t left join households h on h.household = t.household
     where t.status in ('open', 'accepted') and t.direction <> 'wrong' and ${isThere('t.region')} group by t.household`,
    [within],
  )
  return { households: counted?.count ?? 0, underWay: rows }
}

/** A household as the stock list shows it, and where the list goes on after it. */
export type StockItem = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly since: Day
  readonly by: Day
  readonly place: number
  readonly leads: readonly FiringVerdict[]
}

/** Where a page of the stock list ended. */
export type StockPlace = Pick<StockItem, 'place' | 'since' | 'household'>

/** A region and all below it ($1 is its prefix), and where $2 is true those of no known region. */
type Area = { readonly within: string; readonly regionless: boolean }
const isInArea = `(f.state::jsonb ->> 'region' like $1 || '%' or ($2 and f.state::jsonb ->> 'region' is null))`

/** Households on the stock list of a region, the next ones first, after a place; those of no known region too where told. */
export const readStock = async (
  sql: Queryable,
  asked: Area & { readonly after: StockPlace | null; readonly limit: number },
): Promise<readonly StockItem[]> => {
  const { within, regionless, after, limit } = asked
  const rows = await sql.query<Omit<StockItem, 'leads' | 'householdNo' | 'region'> & { state: string }>(
    `select household, since, by, place, state from (
       select f.household, f.stock_since as since, f.stock_by as by, coalesce(f.stock_place, 0) as place, f.state
       from household_files f where f.stock_since is not null and ${isInArea}) waiting
     where ($3::float8 is null or place < $3 or (place = $3 and (to_char(since, 'YYYY-MM-DD'), household) > ($4, $5)))
     order by place desc, since, household limit $6`,
    [within, regionless, after?.place ?? null, after?.since ?? null, after?.household ?? null, limit],
  )
  return rows.map(({ state, ...row }) => {
    const file = JSON.parse(state) as HouseholdFile
    return { ...row, householdNo: file.householdNo, region: file.region, leads: leadsInStock(file) }
  })
}

/** How many households wait on the stock list of a region; on all of it where none is told, without opening a file. */
export const countStock = async (sql: Queryable, area?: Area): Promise<number> => {
  const [row] = await sql.query<{ count: number }>(
    `select count(*)::int as count from household_files f where f.stock_since is not null${area === undefined ? '' : ` and ${isInArea}`}`,
    area === undefined ? [] : [area.within, area.regionless],
  )
  return row?.count ?? 0
}
