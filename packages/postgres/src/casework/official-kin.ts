import type { KinRecordLine } from '@shouwang/casework'
import { CaseMatter, type CaseStep, type OfficialKinState, type PersonId, type RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

type Within = { readonly within: string; readonly regionless: boolean }

/** Under 近亲属备案, what a list shows of a household: whether a record is needed, and the case that waits for help. */
export type OfficialKinRow = {
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly state: Exclude<OfficialKinState, 'none' | 'declared'>
  readonly caseId: string | null
  readonly step: CaseStep | null
}

/** Cases that take from a family, or only look into something, give no help for which a record is needed. */
const GIVES_NOTHING: readonly CaseMatter[] = ['reduction', 'stop', 'recovery']
const giving = CaseMatter.options.filter((matter) => !GIVES_NOTHING.includes(matter))

/** A household that receives nothing yet needs a record as soon as a case may give it something. */
const listed = `select h.household, h.household_no, h.region, c.case_id, c.step,
    case when h.official_kin = 'declared' then 'needed' else h.official_kin end as state
  from households h left join lateral (
    select case_id, step from cases c where c.household = h.household and c.status in ('open', 'paused')
      and c.matter = any($3) order by c.due_on, c.case_id limit 1
  ) c on true
  where h.official_kin <> 'none' and (h.region like $1 || '%' or ($2 and h.region is null))
    and (h.official_kin <> 'declared' or c.case_id is not null)`

/** Households of a place with declared kin of officials: those without a record first, and of these whom a case is about to help. */
export const readOfficialKin = (
  sql: Queryable,
  { within, regionless, state, limit }: Within & { readonly state: string | null; readonly limit: number },
): Promise<OfficialKinRow[]> =>
  sql.query(
    `select household_no as "householdNo", region, state, case_id as "caseId", step from (${listed}) listed
     where ($4::text is null or state = $4)
     order by state, case_id is null, case_id, household_no limit $5`,
    [within, regionless, giving, state, limit],
  )

/** How many of them need a record, and how many are on record. */
export const countOfficialKin = async (
  sql: Queryable,
  { within, regionless }: Within,
): Promise<{ readonly needed: number; readonly recorded: number }> => {
  const [row] = await sql.query<{ needed: number; recorded: number }>(
    `select count(*) filter (where state = 'needed')::int as needed,
       count(*) filter (where state = 'recorded')::int as recorded from (${listed}) listed`,
    [within, regionless, giving],
  )
  return row ?? { needed: 0, recorded: 0 }
}

const lineColumns = `person, declaration_no as "declarationNo", seq, type, day, at::text, by_whom as "by", note`

/** The last line of the register about a declaration; locks the household until the transaction ends. */
export const lockKinRecord = async (
  tx: Queryable,
  household: string,
  person: PersonId,
  declarationNo: string,
): Promise<KinRecordLine | undefined> => {
  await tx.query('select 1 from households where household = $1 for update', [household])
  const [last] = await tx.query<KinRecordLine>(
    `select ${lineColumns} from official_kin_records where person = $1 and declaration_no = $2 order by seq desc limit 1`,
    [person, declarationNo],
  )
  return last
}

/** What the register says of these persons, in the order of writing. */
export const readKinRecords = (sql: Queryable, persons: readonly PersonId[]): Promise<KinRecordLine[]> =>
  sql.query(`select ${lineColumns} from official_kin_records where person = any($1) order by at, person, seq`, [
    persons,
  ])

/** Writes a line of the register; a history never takes the same place twice. */
export const saveKinRecord = async (
  tx: Queryable,
  about: { readonly household: string; readonly householdNo: string; readonly region: RegionCode | null },
  { person, declarationNo, seq, type, day, at, by, note }: KinRecordLine,
): Promise<void> => {
  await tx.query(
    `insert into official_kin_records (person, declaration_no, seq, type, household, household_no, region, day, at, by_whom, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [person, declarationNo, seq, type, about.household, about.householdNo, about.region, day, at, by, note],
  )
}
