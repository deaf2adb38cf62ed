import type { Case } from '@shouwang/casework'
import type { CaseEvent, Day } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'
import { saveReferrals } from './save-referrals.ts'

type Saved = readonly { readonly known: Case; readonly wakeOn: Day | null }[]
type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>

/**
 * Writes cases, their histories, and what their aid means for the ledger and the funds. A history never takes the same place
 * twice, and no aid is entered twice: a worker that decided on an outdated case fails here.
 */
export const saveHelp = async (tx: Queryable, cases: Saved, events: readonly CaseEvent[]): Promise<void> => {
  await appendCaseEvents(tx, events)
  await upsertCases(tx, cases)
  await saveReferrals(tx, cases)
  const byId = new Map(cases.map(({ known }) => [known.caseId, known]))
  for (const event of events) {
    const known = byId.get(event.caseId)
    if (known === undefined) continue
    if (event.type === 'AidGiven') await enterAid(tx, known, event)
    if (event.type === 'AidReversed') await reverseAid(tx, known, event)
    if (event.type === 'FundsRecovered') await enterRecovery(tx, known, event)
    if (event.type === 'DecisionMade' && event.publicUntil != null) await enterPublicity(tx, known, event)
  }
}

const appendCaseEvents = async (tx: Queryable, events: readonly CaseEvent[]): Promise<void> => {
  await tx.query(
    `insert into case_events (case_id, seq, type, day, at, by_whom, event)
     select * from unnest($1::text[], $2::int[], $3::text[], $4::date[], $5::timestamptz[], $6::text[], $7::text[])`,
    [
      events.map(({ caseId }) => caseId),
      events.map(({ seq }) => seq),
      events.map(({ type }) => type),
      events.map(({ day }) => day),
      events.map(({ at }) => at),
      events.map(({ by }) => by),
      events.map((event) => JSON.stringify(event)),
    ],
  )
}

const upsertCases = async (tx: Queryable, cases: Saved): Promise<void> => {
  await tx.query(
    `insert into cases (case_id, household, household_no, region, matter, department, class, grade, status, step,
       opened_on, due_on, wake_on, owner, seq, state)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
       $8::smallint[], $9::text[], $10::text[], $11::date[], $12::date[], $13::date[], $14::text[], $15::int[], $16::text[])
     on conflict (case_id) do update set region = excluded.region, department = excluded.department,
       class = excluded.class, grade = excluded.grade, status = excluded.status, step = excluded.step,
       due_on = excluded.due_on, wake_on = excluded.wake_on, owner = excluded.owner, seq = excluded.seq,
       state = excluded.state, updated_at = now()`,
    [
      cases.map(({ known }) => known.caseId),
      cases.map(({ known }) => known.household),
      cases.map(({ known }) => known.householdNo),
      cases.map(({ known }) => known.region),
      cases.map(({ known }) => known.matter),
      cases.map(({ known }) => known.department),
      cases.map(({ known }) => known.class),
      cases.map(({ known }) => known.grade),
      cases.map(({ known }) => known.status),
      cases.map(({ known }) => known.step),
      cases.map(({ known }) => known.openedOn),
      cases.map(({ known }) => known.dueOn),
      cases.map(({ wakeOn }) => wakeOn),
      cases.map(({ known }) => known.owner),
      cases.map(({ known }) => known.seq),
      cases.map(({ known }) => JSON.stringify(known)),
    ],
  )
}

const enterAid = async (tx: Queryable, known: Case, { aid, aidId, day, at, by, decisionNo }: EventOf<'AidGiven'>) => {
  await tx.query(
    `insert into aid (aid_id, case_id, household, household_no, region, programme, form, amount_fen, what, person, fund_id,
       decision_no, given_on, given_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      aidId,
      known.caseId,
      known.household,
      known.householdNo,
      known.region,
      aid.programme,
      aid.form,
      aid.amountFen,
      aid.what,
      aid.person,
      aid.fund,
      decisionNo,
      day,
      by,
    ],
  )
  if (aid.fund !== null)
    await moveFund(tx, { entryId: aidId, fund: aid.fund, fen: -aid.amountFen, day, at, by, known, note: aid.what })
}

const reverseAid = async (tx: Queryable, known: Case, { aidId, day, at, by, note }: EventOf<'AidReversed'>) => {
  await tx.query('update aid set reversed_on = $2 where aid_id = $1', [aidId, day])
  const taken = known.aid.find((each) => each.aidId === aidId)
  if (taken === undefined || taken.fund === null) return
  const { fund, amountFen: fen } = taken
  await moveFund(tx, { entryId: `${aidId}-reversed`, fund, fen, day, at, by, known, note })
}

/** A decision that law wants posted waits for its board. */
const enterPublicity = async (tx: Queryable, known: Case, event: EventOf<'DecisionMade'>): Promise<void> => {
  const { decisionNo, decision, day } = event
  await tx.query(
    `insert into publicity_due (decision_no, case_id, household, household_no, region, programme, person, amount_fen,
       starts_on, decided_on) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (decision_no) do nothing`,
    [
      ...[decisionNo, known.caseId, known.household, known.householdNo, known.region, decision.programme],
      ...[decision.person ?? null, decision.amountFen, decision.from, day],
    ],
  )
}

const enterRecovery = async (tx: Queryable, known: Case, event: EventOf<'FundsRecovered'>): Promise<void> => {
  const { recoveryId, recovery, day, at, by } = event
  const { way, amountFen: fen, aidId, against: note, fund } = recovery
  if (aidId !== null)
    await tx.query('update aid set recovered_fen = recovered_fen + $2 where aid_id = $1', [aidId, fen])
  if (way === 'paid-back' && fund !== null)
    await moveFund(tx, { entryId: recoveryId, fund, fen, day, at, by, known, note })
}

type FundEntry = {
  readonly entryId: string
  readonly fund: string
  readonly fen: number
  readonly day: Day
  readonly at: string
  readonly by: string
  readonly known: Case
  readonly note: string
}

const moveFund = async (tx: Queryable, { entryId, fund, fen, day, at, by, known, note }: FundEntry): Promise<void> => {
  await tx.query(
    `insert into fund_entries (entry_id, fund_id, fen, day, at, by_whom, case_id, note)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [entryId, fund, fen, day, at, by, known.caseId, note],
  )
  await tx.query('update funds set balance_fen = balance_fen + $2 where fund_id = $1', [fund, fen])
}
