import { type HouseholdFile, leadsInStock, type Place, type QueuedHousehold, type Waiting } from '@shouwang/casework'
import { type Day, type FiringVerdict, HardshipRing, type RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A household on the stock list, and what its place there is reckoned from; `place` is what was reckoned last. */
export type WaitingHousehold = Pick<QueuedHousehold, 'ring'> & {
  readonly household: string
  readonly region: RegionCode | null
  readonly score: number
  readonly leads: readonly FiringVerdict[]
  readonly place: number
  /** What the place is reckoned from may have changed since it was. */
  readonly unplaced: boolean
}

/** Which part of the stock list is put in order: whoever came or changed since it was last, or everybody of a district. */
export type PlacedAtOnce = { readonly unplaced: true } | { readonly area: string; readonly after: string }

/** The next households of the stock list that get a place, in the order of their ids, locked until the transaction ends. */
export const lockWaiting = async (
  tx: Queryable,
  which: PlacedAtOnce,
  limit: number,
): Promise<readonly WaitingHousehold[]> => {
  const isAsked = 'area' in which ? `${ofArea('$2')} and f.household > $3` : 'f.stock_unplaced'
  const rows = await tx.query<
    Omit<WaitingHousehold, 'leads' | 'region' | 'score'> & { state: string; score: number | null }
  >(
    `select f.household, f.state, f.stock_place as place, f.stock_unplaced as unplaced,
       (h.assessment::jsonb ->> 'score')::float8 as score, h.ring
     from household_files f left join households h on h.household = f.household
     where f.stock_since is not null and ${isAsked} order by f.household limit $1 for update of f skip locked`,
    'area' in which ? [limit, which.area, which.after] : [limit],
  )
  return rows.map(({ state, score, ring, ...row }) => {
    const file = JSON.parse(state) as HouseholdFile
    const known = { region: file.region, leads: leadsInStock(file) }
    return { ...row, ...known, score: score ?? 0, ring: HardshipRing.catch('unknown').parse(ring) }
  })
}

/** Households on the list of a district, whose regions begin with these six digits; an index has them in the order of their turn. */
const ofArea = (area: string): string => `f.stock_since is not null and left(f.stock_region, 6) = ${area}`

/** Writes the places that were reckoned; nothing for a household that is no longer on the list. */
export const saveStockPlaces = async (
  tx: Queryable,
  placed: readonly { readonly household: string; readonly place: number }[],
): Promise<void> => {
  if (placed.length === 0) return
  await tx.query(
    `update household_files f set stock_place = c.place, stock_unplaced = false
     from unnest($1::text[], $2::float8[]) as c (household, place)
     where f.household = c.household and f.stock_since is not null`,
    [placed.map(({ household }) => household), placed.map(({ place }) => place)],
  )
}

/** A district with households on the stock list, and when all of them were last put in their places. */
export type StockArea = { readonly area: string; readonly placedOn: Day | null }

/** The districts with households on the stock list, each found by one step of the index. */
export const readStockAreas = (sql: Queryable): Promise<readonly StockArea[]> =>
  sql.query<StockArea>(
    `with recursive areas as (
       (select left(f.stock_region, 6) as area from household_files f where f.stock_since is not null order by 1 limit 1)
       union all
       select (select left(f.stock_region, 6) from household_files f
         where f.stock_since is not null and left(f.stock_region, 6) > areas.area order by 1 limit 1)
       from areas where areas.area is not null)
     select areas.area, placed_on as "placedOn" from areas left join stock_areas on stock_areas.area = areas.area
     where areas.area is not null order by areas.area`,
  )

/** Notes that everybody on the list of a district was put in a place on a day. */
export const saveStockArea = async (tx: Queryable, area: string, day: Day): Promise<void> => {
  await tx.query(
    `insert into stock_areas (area, placed_on) values ($1, $2)
     on conflict (area) do update set placed_on = excluded.placed_on`,
    [area, day],
  )
}

/** The first households of a district's list, the best first: no more than there is room for, by their places alone. */
export const readFirstInStock = (sql: Queryable, area: string, limit: number): Promise<readonly Waiting[]> =>
  sql.query<Waiting>(
    `select f.household, f.stock_place as place, f.stock_since as since from household_files f
     where ${ofArea('$1')} order by f.stock_place desc, f.stock_since, f.household limit $2`,
    [area, limit],
  )

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
    `select coalesce(max((h.assessment::jsonb ->> 'score')::float8 * t.visit_factor), 0) as place,
       min(least(t.opened_on, f.waited_since)) as since
     from tasks t left join households h on h.household = t.household left join household_files f on f.household = t.household
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
const isInArea = `((f.stock_region <> '' and f.stock_region like $1 || '%') or ($2 and f.stock_region = ''))`

/** Households on the stock list of a region, the next ones first, after a place; those of no known region too where told. */
export const readStock = async (
  sql: Queryable,
  asked: Area & { readonly after: StockPlace | null; readonly limit: number },
): Promise<readonly StockItem[]> => {
  const { within, regionless, after, limit } = asked
  const rows = await sql.query<Omit<StockItem, 'leads' | 'householdNo' | 'region'> & { state: string }>(
    `select f.household, f.stock_since as since, f.stock_by as by, f.stock_place as place, f.state
     from household_files f where f.stock_since is not null and ${isInArea}
       and ($3::float8 is null or f.stock_place < $3
         or (f.stock_place = $3 and (to_char(f.stock_since, 'YYYY-MM-DD'), f.household) > ($4, $5)))
     order by f.stock_place desc, f.stock_since, f.household limit $6`,
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
