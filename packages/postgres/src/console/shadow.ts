import type { RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** In how many households of an area an indicator fires in shadow. */
export type ShadowRow = { readonly indicator: string; readonly area: RegionCode; readonly households: number }

/** What fires in shadow within a region, for each of the areas of `digits` digits in it, by indicator and area. */
export const readShadow = (
  sql: Queryable,
  { within, digits }: { readonly within: string; readonly digits: number },
): Promise<ShadowRow[]> =>
  sql.query(
    `select indicator, rpad(left(region, $2), 12, '0') as area, count(*)::int as households
     from households, unnest(shadow) as indicator
     where shadow <> '{}' and region like $1 || '%' group by 1, 2 order by 1, 2`,
    [within, digits],
  )

/** In how many households each indicator fires in shadow, wherever they live, by indicator. */
export const countShadow = (sql: Queryable): Promise<Omit<ShadowRow, 'area'>[]> =>
  sql.query(
    `select indicator, count(*)::int as households from households, unnest(shadow) as indicator
     where shadow <> '{}' group by 1 order by 1`,
  )
