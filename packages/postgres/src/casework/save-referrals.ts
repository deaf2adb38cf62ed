import type { Case } from '@shouwang/casework'
import type { Queryable } from '../engine/sql.ts'

/** Writes the referrals of cases as they stand now: what the inboxes of departments list. */
export const saveReferrals = async (tx: Queryable, cases: readonly { readonly known: Case }[]): Promise<void> => {
  const rows = cases.flatMap(({ known }) => known.referrals.map((referral) => ({ known, referral })))
  if (rows.length === 0) return
  await tx.query(
    `insert into referrals (referral_id, case_id, household, region, department, unit, status, class, sent_on, due_on, ended_on)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
       $9::date[], $10::date[], $11::date[])
     on conflict (referral_id) do update set region = excluded.region, status = excluded.status, ended_on = excluded.ended_on`,
    [
      rows.map(({ referral }) => referral.referralId),
      rows.map(({ known }) => known.caseId),
      rows.map(({ known }) => known.household),
      rows.map(({ known }) => known.region),
      rows.map(({ referral }) => referral.department),
      rows.map(({ referral }) => referral.unit),
      rows.map(({ referral }) => referral.status),
      rows.map(({ referral }) => referral.class),
      rows.map(({ referral }) => referral.sentOn),
      rows.map(({ referral }) => referral.dueOn),
      rows.map(({ referral }) => referral.endedOn),
    ],
  )
}
