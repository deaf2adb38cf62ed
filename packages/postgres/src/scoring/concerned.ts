import type { Day } from '@shouwang/contracts'
import type { JudgedName } from '../console/simulated-households.ts'
import type { Transaction } from '../engine/sql.ts'

/** The first adopted draft whose day has come and whose households are not all looked at; undefined where there is none, or
 * another process is at it. Locked until the transaction ends. */
export const lockUnmarkedAdoption = async (
  tx: Transaction,
  day: Day,
): Promise<{ readonly adoption: number; readonly upTo: string } | undefined> =>
  (
    await tx.query<{ adoption: number; upTo: string }>(
      `select adoption::int as adoption, marked_up_to as "upTo" from policy_adoptions
       where marked_at is null and from_day <= $1 order by from_day, adoption limit 1 for update skip locked`,
      [day],
    )
  )[0]

/** The next judged households after one that live under one of these prefixes; those of no known region too where told. */
export const readJudgedUnder = (
  tx: Transaction,
  { prefixes, regionless, after, limit }: JudgedUnder,
): Promise<JudgedName[]> =>
  tx.query<JudgedName>(
    `select household, household_no as "householdNo", region from households
     where household > $1 and (region like any($2::text[]) or ($3 and region is null)) order by household limit $4`,
    [after, prefixes.map((prefix) => `${prefix}%`), regionless, limit],
  )
type JudgedUnder = {
  readonly prefixes: readonly string[]
  readonly regionless: boolean
  readonly after: string
  readonly limit: number
}

/** Marks households to be judged again on a day, and notes how far an adoption's households are looked at; `upTo` null: all are. */
export const markConcerned = async (
  tx: Transaction,
  adoption: number,
  {
    households,
    day,
    upTo,
  }: { readonly households: readonly string[]; readonly day: Day; readonly upTo: string | null },
): Promise<void> => {
  if (households.length > 0)
    await tx.query('update households set recheck_on = greatest(recheck_on, $2::date) where household = any($1)', [
      households,
      day,
    ])
  await tx.query(
    `update policy_adoptions set marked = marked + $2, marked_up_to = coalesce($3, marked_up_to),
       marked_at = case when $3::text is null then now() end where adoption = $1`,
    [adoption, households.length, upTo],
  )
}
