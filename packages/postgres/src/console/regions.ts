import type { RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** What each region is called, with the one above it: 滨湖街道·东风社区. */
export const readRegionNames = async (
  sql: Queryable,
  codes: readonly RegionCode[],
): Promise<ReadonlyMap<RegionCode, string>> =>
  new Map(
    (
      await sql.query<{ code: RegionCode; name: string; above: string | null }>(
        `select r.code, r.name, case when r.code like '%000000' then null else p.name end as above
         from regions r left join regions p on p.code = r.parent where r.code = any($1)`,
        [codes],
      )
    ).map((row) => [row.code, row.above === null ? row.name : `${row.above}·${row.name}`]),
  )

/** Regions below a region that pages may filter by, by code. */
export const listRegions = (
  sql: Queryable,
  prefix: string,
): Promise<{ code: RegionCode; name: string; parent: string | null }[]> =>
  sql.query(`select code, name, parent from regions where code like $1 || '%' order by code limit 5000`, [prefix])

/** The cities (first six digits) that the regions kept lie in, by code. */
export const readCities = async (sql: Queryable): Promise<readonly string[]> =>
  (
    await sql.query<{ city: string }>(
      `select distinct substr(code, 1, 4) || '00' as city from regions where substr(code, 3, 2) <> '00' order by city`,
    )
  ).map(({ city }) => city)

/** The topmost region kept, whose subtree is everything. */
export const readRootRegion = async (sql: Queryable): Promise<RegionCode | undefined> =>
  (
    await sql.query<{ code: RegionCode }>(
      'select code from regions where parent is null or parent = $1 order by code limit 1',
      [''],
    )
  )[0]?.code

/** The villages, towns and districts whose name holds these words, with the name of what they lie in. */
export const findPlaces = (
  sql: Queryable,
  words: string,
  limit: number,
): Promise<{ code: RegionCode; name: string }[]> =>
  sql.query(
    `select r.code, coalesce(p.name || ' ', '') || r.name as name from regions r left join regions p on p.code = r.parent
     where strpos(r.name, $1) > 0 order by length(r.name), r.code limit $2`,
    [words, limit],
  )
