import type { RegionCode } from '@shouwang/contracts'
import { isoInstant, type Queryable } from '../engine/sql.ts'

/** What a second person can be asked to confirm. */
type ProposalKind = 'staff' | 'region' | 'operator-key' | 'unmask' | 'open-row' | 'policy' | 'erase' | 'lift-hold'

/** A change that waits for, or had, the word of a second person. `change` is JSON, as its kind has it. */
export type Proposal = {
  readonly id: number
  readonly kind: ProposalKind
  readonly subject: string
  readonly change: string
  readonly why: string
  readonly region: RegionCode
  readonly proposedBy: string
  readonly proposedAt: string
  readonly state: 'waiting' | 'confirmed' | 'refused'
  readonly decidedBy: string | null
  readonly decidedAt: string | null
}

/** What is proposed, before anybody decided. */
export type NewProposal = Pick<Proposal, 'kind' | 'subject' | 'change' | 'why' | 'region' | 'proposedBy'>

/** Keeps proposals; one of the same person about the same subject takes the place of the one that waits. */
export const saveProposals = async (sql: Queryable, proposals: readonly NewProposal[]): Promise<number[]> => {
  const of = (pick: (proposal: NewProposal) => string) => proposals.map(pick)
  const rows = await sql.query<{ id: number }>(
    `insert into proposals (kind, subject, change, why, region, proposed_by)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
     on conflict (kind, subject, proposed_by) where state = 'waiting'
       do update set change = excluded.change, why = excluded.why, region = excluded.region, proposed_at = now()
     returning id`,
    [
      of(({ kind }) => kind),
      of(({ subject }) => subject),
      of(({ change }) => change),
      of(({ why }) => why),
      of(({ region }) => region),
      of(({ proposedBy }) => proposedBy),
    ],
  )
  return rows.map(({ id }) => id)
}

/** Proposals of a state about a region and what lies in it, the newest first. */
export const listProposals = (
  sql: Queryable,
  about: { readonly state: Proposal['state']; readonly within: string; readonly limit: number },
): Promise<Proposal[]> =>
  sql.query<Proposal>(
    `select ${columns} from proposals where state = $1 and region like $2 || '%' order by id desc limit ${about.limit}`,
    [about.state, about.within],
  )

/** One proposal; locked until the end of the transaction where it is read in one. */
export const readProposal = async (sql: Queryable, id: number): Promise<Proposal | undefined> =>
  (await sql.query<Proposal>(`select ${columns} from proposals where id = $1 for update`, [id]))[0]

/** Decides a proposal that waits; false where it does not wait any more, or its own proposer would decide. */
export const decideProposal = async (
  sql: Queryable,
  id: number,
  { state, by }: { readonly state: 'confirmed' | 'refused'; readonly by: string },
): Promise<boolean> =>
  (
    await sql.query(
      `update proposals set state = $2, decided_by = $3, decided_at = now()
       where id = $1 and state = 'waiting' and proposed_by <> $3 returning id`,
      [id, state, by],
    )
  ).length > 0

/** True where a second person confirmed within the last `minutes` what this person proposed. */
export const isConfirmed = async (
  sql: Queryable,
  about: Pick<Proposal, 'kind' | 'subject' | 'proposedBy'> & { readonly minutes: number },
): Promise<boolean> =>
  (
    await sql.query(
      `select 1 from proposals where kind = $1 and subject = $2 and proposed_by = $3 and state = 'confirmed'
         and decided_at > now() - make_interval(mins => $4) limit 1`,
      [about.kind, about.subject, about.proposedBy, about.minutes],
    )
  ).length > 0

const columns = `id, kind, subject, change, why, region, proposed_by as "proposedBy",
  ${isoInstant('proposed_at')} as "proposedAt", state, decided_by as "decidedBy", ${isoInstant('decided_at')} as "decidedAt"`
