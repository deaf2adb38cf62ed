import type { Day, RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** A draft of policy that a second person confirmed. `files` is JSON: texts by their path. */
export type PolicyAdoption = {
  readonly adoption: number
  readonly proposal: number
  readonly from: Day
  readonly files: string
  readonly digest: string
  readonly why: string
  readonly region: RegionCode
  readonly proposedBy: string
  readonly confirmedBy: string
  readonly confirmedAt: string
  /** How many households were found concerned and marked to be judged again. */
  readonly marked: number
  /** When the last household was looked at; null before. */
  readonly markedAt: string | null
}

/** What is kept of an adoption when it is confirmed. */
export type NewPolicyAdoption = Omit<PolicyAdoption, 'adoption' | 'confirmedAt' | 'marked' | 'markedAt'>

/** Keeps a confirmed draft. */
export const savePolicyAdoption = async (sql: Queryable, given: NewPolicyAdoption): Promise<void> => {
  await sql.query(
    `insert into policy_adoptions (proposal, from_day, files, digest, why, region, proposed_by, confirmed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      given.proposal,
      given.from,
      given.files,
      given.digest,
      given.why,
      given.region,
      given.proposedBy,
      given.confirmedBy,
    ],
  )
}

/** Confirmed drafts after one, in the order in which they were confirmed. */
export const readPolicyAdoptions = (sql: Queryable, after = 0): Promise<PolicyAdoption[]> =>
  sql.query<PolicyAdoption>(
    `select adoption::int as adoption, proposal::int as proposal, from_day as "from", files, digest, why, region,
       proposed_by as "proposedBy", confirmed_by as "confirmedBy", ${isoInstant('confirmed_at')} as "confirmedAt",
       marked::int as marked, ${isoInstant('marked_at')} as "markedAt"
     from policy_adoptions where adoption > $1 order by adoption`,
    [after],
  )

/** Keeps two drafts from being confirmed at once: each is checked against those before it. Until the transaction ends. */
export const lockPolicyAdoptions = async (tx: Queryable): Promise<void> => {
  await tx.query('lock table policy_adoptions in share row exclusive mode')
}
