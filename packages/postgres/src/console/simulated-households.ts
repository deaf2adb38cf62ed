import type { RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A household that has been judged, and where it was judged last. */
export type JudgedName = {
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
}

const columns = 'household, household_no as "householdNo", region'

/** The next households under a region after one, in the order of their names. */
export const readJudgedNames = (sql: Queryable, prefix: string, after: string, limit: number): Promise<JudgedName[]> =>
  sql.query<JudgedName>(
    `select ${columns} from households where household > $2 and ($1 = '' or region like $1 || '%')
     order by household limit $3`,
    [prefix, after, limit],
  )

/** How many households under a region have been judged. */
export const countJudged = async (sql: Queryable, prefix: string): Promise<number> =>
  (
    await sql.query<{ total: number }>(
      `select count(*)::int as total from households where $1 = '' or region like $1 || '%'`,
      [prefix],
    )
  )[0]?.total ?? 0

/** About so many households under a region, the same ones each time: whole pages of the table, drawn by chance. */
export const sampleJudgedNames = async (
  sql: Queryable,
  prefix: string,
  size: number,
): Promise<{ readonly names: readonly JudgedName[]; readonly total: number }> => {
  const total = await countJudged(sql, prefix)
  const percent = total === 0 ? 100 : Math.min(100, (100 * size) / total)
  const names = await sql.query<JudgedName>(
    `select ${columns} from households tablesample system (${percent}) repeatable (1)
     where $1 = '' or region like $1 || '%'`,
    [prefix],
  )
  return { names, total }
}

/** How many grid workers there are under a region. */
export const countGridWorkers = async (sql: Queryable, prefix: string): Promise<number> =>
  (
    await sql.query<{ workers: number }>(
      `select count(*)::int as workers from staff where role = 'grid-worker' and region like $1 || '%'`,
      [prefix],
    )
  )[0]?.workers ?? 0
