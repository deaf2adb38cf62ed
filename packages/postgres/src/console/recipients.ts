import type { Day, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Households below a region on a day, and those of no known region too where told; counted by areas of so many digits. */
type Asked = { readonly within: string; readonly regionless: boolean; readonly digits: number; readonly day: Day }

/** How many families and persons of an area were on a programme; `area` is null for those of no known region. */
type RecipientsRow = {
  readonly area: RegionCode | null
  readonly programme: string
  readonly households: number
  readonly persons: number
}

/** Who was on which programme on a day, as far as it is known now. Nobody lives in two households, so areas add up. */
export const readRecipients = (sql: Queryable, asked: Asked): Promise<RecipientsRow[]> =>
  sql.query(
    `select area, programme, count(*)::int as households, sum(persons)::int as persons from (
       select rpad(left(region, $3), 12, '0') as area, household, split_part(spell, ':', 1) as programme,
         sum(split_part(spell, ':', 4)::int) as persons
       from households, unnest(received) as spell
       where (region like $1 || '%' or ($2 and region is null)) and received is distinct from '{}'
         and split_part(spell, ':', 2) <= $4::text
         and (split_part(spell, ':', 3) = '' or split_part(spell, ':', 3) >= $4::text)
       group by area, household, programme) each
     group by area, programme order by area, programme`,
    [asked.within, asked.regionless, asked.digits, asked.day],
  )

/** What our own cases gave an area under a programme in the year up to a day, without what was taken back by then. */
type GivenRow = {
  readonly area: RegionCode | null
  readonly programme: string
  readonly households: number
  readonly times: number
  readonly amountFen: number
}

export const readGiven = async (sql: Queryable, asked: Asked): Promise<readonly GivenRow[]> =>
  (
    await sql.query<GivenRow>(
      `select rpad(left(region, $3), 12, '0') as area, programme, count(distinct household)::int as households,
         count(*)::int as times, sum(amount_fen)::bigint as "amountFen"
       from aid
       where (region like $1 || '%' or ($2 and region is null)) and given_on between date_trunc('year', $4::date)::date and $4::date
         and (reversed_on is null or reversed_on > $4::date)
       group by 1, 2 order by 1, 2`,
      [asked.within, asked.regionless, asked.digits, asked.day],
    )
  ).map((row) => ({ ...row, amountFen: Number(row.amountFen) }))

/** Households of which it was not kept yet what they received: they count nowhere until they are judged again. */
export const countUnjudged = async (
  sql: Queryable,
  { within, regionless }: Pick<Asked, 'within' | 'regionless'>,
): Promise<number> =>
  (
    await sql.query<{ count: number }>(
      `select count(*)::int as count from households
       where (region like $1 || '%' or ($2 and region is null)) and received is distinct from '{}' and received is null`,
      [within, regionless],
    )
  )[0]?.count ?? 0
