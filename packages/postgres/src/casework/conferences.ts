import type { Conference, ConferenceEvent } from '@shouwang/casework'
import type { ConferenceDecision, Day, RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A decision of a conference, as it is found again: it names no household. */
export type Precedent = {
  readonly conferenceId: string
  readonly caseId: string
  readonly region: RegionCode
  readonly level: Conference['level']
  readonly decidedOn: Day
  readonly circumstances: readonly string[]
  /** Conditions of programmes that were known not to hold, by programme. */
  readonly notMet: Readonly<Record<string, readonly object[]>>
  readonly decision: ConferenceDecision
}

/** A conference, locked until the transaction ends; undefined when there is none. */
export const lockConference = async (tx: Queryable, conferenceId: string): Promise<Conference | undefined> => {
  const [row] = await tx.query<{ state: string }>('select state from conferences where conference_id = $1 for update', [
    conferenceId,
  ])
  return row === undefined ? undefined : (JSON.parse(row.state) as Conference)
}

/** One conference; undefined when there is none. */
export const readConference = async (sql: Queryable, conferenceId: string): Promise<Conference | undefined> => {
  const [row] = await sql.query<{ state: string }>('select state from conferences where conference_id = $1', [
    conferenceId,
  ])
  return row === undefined ? undefined : (JSON.parse(row.state) as Conference)
}

/** The conferences of the regions under a prefix, the newest first. */
export const listConferences = async (
  sql: Queryable,
  within: string,
  limit: number,
): Promise<readonly Conference[]> => {
  const rows = await sql.query<{ state: string }>(
    `select state from conferences where region like $1 || '%' order by held_on desc, conference_id limit $2`,
    [within, limit],
  )
  return rows.map(({ state }) => JSON.parse(state) as Conference)
}

/** Writes a conference with its new lines; a history never takes the same place twice. */
export const saveConference = async (
  tx: Queryable,
  known: Conference,
  events: readonly ConferenceEvent[],
): Promise<void> => {
  for (const event of events)
    await tx.query(
      `insert into conference_events (conference_id, seq, type, day, at, by_whom, event) values ($1, $2, $3, $4, $5, $6, $7)`,
      [event.conferenceId, event.seq, event.type, event.day, event.at, event.by, JSON.stringify(event)],
    )
  await tx.query(
    `insert into conferences (conference_id, region, level, held_on, status, seq, state) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (conference_id) do update set status = excluded.status, seq = excluded.seq, state = excluded.state`,
    [known.conferenceId, known.region, known.level, known.heldOn, known.status, known.seq, JSON.stringify(known)],
  )
}

/** Files what a conference decided as a precedent. */
export const savePrecedent = async (tx: Queryable, precedent: Precedent): Promise<void> => {
  const { conferenceId, caseId, region, level, decidedOn, circumstances, decision, notMet } = precedent
  await tx.query(
    `insert into precedents (conference_id, case_id, region, level, decided_on, result, programme, amount_fen, circumstances, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[conferenceId, caseId, region, level, decidedOn, decision.result, decision.programme, decision.amountFen],
      ...[circumstances, JSON.stringify({ decision, notMet })],
    ],
  )
}

/** Precedents under any of these circumstances, or all of them where none is asked for; the newest first. */
export const readPrecedents = async (
  sql: Queryable,
  under: readonly string[],
  limit: number,
): Promise<readonly Precedent[]> => {
  const rows = await sql.query<Omit<Precedent, 'decision' | 'notMet'> & { state: string }>(
    `select conference_id as "conferenceId", case_id as "caseId", region, level, decided_on as "decidedOn", circumstances, state
     from precedents where cardinality($1::text[]) = 0 or circumstances && $1
     order by decided_on desc, conference_id, case_id limit $2`,
    [under, limit],
  )
  return rows.map(({ state, ...row }) => ({ ...row, ...(JSON.parse(state) as Pick<Precedent, 'decision' | 'notMet'>) }))
}
