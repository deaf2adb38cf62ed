import type { Fund } from '@shouwang/casework'
import type { AidForm, Day, RegionCode } from '@shouwang/contracts'
import type { Queryable, Sql } from '../engine/sql.ts'

/** Every fund that lies within a region or above it, in the order in which they are spent. */
export const readFunds = (sql: Queryable, within: string): Promise<Fund[]> =>
  sql.query<Fund>(
    `select fund_id as "fundId", name, region, kind, balance_fen as "balanceFen", floor_fen as "floorFen" from funds
     where region like $1 || '%' order by region, array_position(array['budget','reserve','charity'], kind), fund_id`,
    [within],
  )

/** A sum that comes into a fund, or leaves it by hand, with who entered it and why. */
export type FundEntry = Omit<Fund, 'balanceFen'> & {
  readonly entryId: string
  readonly fen: number
  readonly day: Day
  readonly at: string
  readonly by: string
  readonly note: string
}

/** Enters a sum, and opens the fund where it is new. False where its balance would go below zero; the same entry counts once. */
export const enterFund = (sql: Sql, entry: FundEntry): Promise<boolean> =>
  sql.transaction(async (tx) => {
    const { fundId, name, region, kind, floorFen, entryId, fen, day, at, by, note } = entry
    await tx.query(
      `insert into funds (fund_id, name, region, kind, floor_fen) values ($1, $2, $3, $4, $5)
       on conflict (fund_id) do update set name = excluded.name, floor_fen = excluded.floor_fen`,
      [fundId, name, region, kind, floorFen],
    )
    const [fund] = await tx.query<{ balance: number }>(
      'select balance_fen as balance from funds where fund_id = $1 for update',
      [fundId],
    )
    if ((fund?.balance ?? 0) + fen < 0) return false
    const entered = await tx.query(
      `insert into fund_entries (entry_id, fund_id, fen, day, at, by_whom, note) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning entry_id`,
      [entryId, fundId, fen, day, at, by, note],
    )
    if (entered.length > 0)
      await tx.query('update funds set balance_fen = balance_fen + $2 where fund_id = $1', [fundId, fen])
    return true
  })

/** One aid with the case and decision behind it. */
export type AidRow = {
  readonly aidId: string
  readonly caseId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly programme: string
  readonly form: AidForm
  readonly amountFen: number
  readonly what: string
  readonly fund: string | null
  readonly decisionNo: string | null
  readonly day: Day
  readonly by: string
  readonly reversedOn: Day | null
  /** What came back of it, or was set off or waived. */
  readonly recoveredFen: number
}

const aidColumns = `aid_id as "aidId", case_id as "caseId", household, household_no as "householdNo", region, programme, form,
  amount_fen as "amountFen", what, fund_id as fund, decision_no as "decisionNo", given_on as day, given_by as by,
  reversed_on as "reversedOn", recovered_fen as "recoveredFen"`

/** The aid of a span of days within a region, reversed ones too. */
export const readAid = (
  sql: Queryable,
  { within, from, to }: { readonly within: string; readonly from: Day; readonly to: Day },
): Promise<AidRow[]> =>
  sql.query<AidRow>(
    `select ${aidColumns} from aid where region like $1 || '%' and given_on between $2 and $3 order by given_on, aid_id`,
    [within, from, to],
  )

/** What a household was given since a day, whatever the case. */
export const readAidOfHousehold = (sql: Queryable, household: string, since: Day): Promise<AidRow[]> =>
  sql.query<AidRow>(
    `select ${aidColumns} from aid where household = $1 and given_on >= $2 order by given_on desc, aid_id`,
    [household, since],
  )
