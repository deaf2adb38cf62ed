import { type Case, type CaseReferral, caseFrom } from '@shouwang/casework'
import type { Day, Department } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** Which referrals a page asks for. `within` is the leading digits of the regions the asker may see; empty sees all. */
export type ReferralFilter = {
  readonly within: string
  /** Those of one office, and of its organisation where it is one; all offices where it is left out. */
  readonly to?: { readonly department: Department; readonly unit: string | null } | undefined
  readonly department?: Department | undefined
  readonly status: readonly CaseReferral['status'][]
  /** Only those whose day was before this one and that have no result. */
  readonly dueBefore?: Day | undefined
  readonly householdNo?: string | undefined
}

/** A referral with the case that it belongs to. */
export type ReferralRow = { readonly known: Case; readonly referral: CaseReferral }

const MOST = 500

/** Referrals, the soonest due first. */
export const readReferrals = async (sql: Queryable, filter: ReferralFilter): Promise<readonly ReferralRow[]> => {
  const rows = await sql.query<{ referralId: string; state: string }>(
    `select r.referral_id as "referralId", c.state from referrals r join cases c on c.case_id = r.case_id
     where r.region like $1 || '%' and r.status = any($2)
       and ($3::text is null or (r.department = $3 and (r.unit is null or r.unit = $4)))
       and ($5::text is null or r.department = $5)
       and ($6::date is null or (r.due_on < $6 and r.status in ('sent', 'accepted')))
       and ($7::text is null or c.household_no = $7)
     order by r.due_on, r.referral_id limit ${MOST}`,
    [
      filter.within,
      filter.status,
      filter.to?.department ?? null,
      filter.to?.unit ?? null,
      filter.department ?? null,
      filter.dueBefore ?? null,
      filter.householdNo ?? null,
    ],
  )
  return rows.flatMap(({ referralId, state }) => {
    const known = caseFrom(JSON.parse(state))
    const referral = known.referrals.find((each) => each.referralId === referralId)
    return referral === undefined ? [] : [{ known, referral }]
  })
}

/** Organisations and offices that the staff list names, so that a referral is sent to one that is there. */
export const readOffices = (
  sql: Queryable,
  within: string,
): Promise<{ readonly department: Department; readonly unit: string | null }[]> =>
  sql.query(
    `select distinct department, unit from staff
     where role = 'department' and (region like $1 || '%' or $1 like left(region, case when region like '%00000000' then 4
       when region like '%000000' then 6 when region like '%000' then 9 else 12 end) || '%')
     order by department, unit`,
    [within],
  )
