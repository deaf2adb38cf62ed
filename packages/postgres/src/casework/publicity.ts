import { type Board, type BoardEvent, lateOf } from '@shouwang/casework'
import { addDays, type Day, type PersonId, type RegionCode } from '@shouwang/contracts'
import type { Queryable } from '../engine/sql.ts'

/** A decision that law wants posted and that no board lists yet. */
export type DueDecision = {
  readonly decisionNo: string
  readonly caseId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly programme: string
  readonly person: PersonId | null
  readonly amountFen: number
  readonly from: Day
  readonly decidedOn: Day
}

/** Where the family of a decision lives: as it was known then, else as it is known now. */
const dueRegion = 'coalesce(d.region, (select h.region from households h where h.household = d.household))'

const dueColumns = `decision_no as "decisionNo", case_id as "caseId", household, household_no as "householdNo", ${dueRegion} as region,
  programme, person, amount_fen as "amountFen", starts_on as "from", decided_on as "decidedOn"`

/**
 * Decisions within a region that no board lists yet, the oldest first; of one village and programme where told. One that was
 * made before anybody knew where the family lives waits where it is known to live now.
 */
export const readDueDecisions = (
  sql: Queryable,
  { within, programme, limit }: { readonly within: string; readonly programme?: string; readonly limit: number },
): Promise<DueDecision[]> =>
  sql.query(
    `select ${dueColumns} from publicity_due d
     where board_no is null and ${dueRegion} like $1 || '%' and ($2::text is null or programme = $2)
     order by decided_on, decision_no limit $3`,
    [within, programme ?? null, limit],
  )

/** Decisions that no board lists and of which nobody was told, made before a day; locked until the transaction ends. */
export const lockUnpostedDecisions = (tx: Queryable, before: Day, limit: number): Promise<DueDecision[]> =>
  tx.query(
    `select ${dueColumns} from publicity_due d where board_no is null and told_on is null and decided_on < $1
     order by decided_on, decision_no limit $2 for update`,
    [before, limit],
  )

/** Notes that these decisions are on a board. */
export const markPosted = async (tx: Queryable, decisionNos: readonly string[], boardNo: string): Promise<void> => {
  await tx.query('update publicity_due set board_no = $2 where decision_no = any($1)', [decisionNos, boardNo])
}

/** Notes that the town knows of decisions that nobody posted in time. */
export const markUnpostedTold = async (tx: Queryable, decisionNos: readonly string[], day: Day): Promise<void> => {
  await tx.query('update publicity_due set told_on = $2 where decision_no = any($1)', [decisionNos, day])
}

type StateRow = { state: string }
const boardIn = ({ state }: StateRow): Board => JSON.parse(state) as Board

/** A board, locked until the transaction ends; undefined when there is none. */
export const lockBoard = async (tx: Queryable, boardNo: string): Promise<Board | undefined> =>
  (await tx.query<StateRow>('select state from publicity_boards where board_no = $1 for update', [boardNo])).map(
    boardIn,
  )[0]

/** One board; undefined when there is none. */
export const readBoard = async (sql: Queryable, boardNo: string): Promise<Board | undefined> =>
  (await sql.query<StateRow>('select state from publicity_boards where board_no = $1', [boardNo])).map(boardIn)[0]

/** Boards within a region, the newest first. */
export const listBoards = async (sql: Queryable, within: string, limit: number): Promise<readonly Board[]> =>
  (
    await sql.query<StateRow>(
      `select state from publicity_boards where region like $1 || '%' order by drawn_on desc, board_no limit $2`,
      [within, limit],
    )
  ).map(boardIn)

/** Boards of which the town is to be told on a day, locked until the transaction ends. */
export const lockLateBoards = async (tx: Queryable, day: Day, limit: number): Promise<readonly Board[]> =>
  (
    await tx.query<StateRow>(
      'select state from publicity_boards where late_on <= $1 order by board_no limit $2 for update',
      [day, limit],
    )
  ).map(boardIn)

/** Writes a board with its new lines; a history never takes the same place twice. */
export const saveBoard = async (tx: Queryable, board: Board, events: readonly BoardEvent[]): Promise<void> => {
  await saveState(tx, board)
  for (const event of events)
    await tx.query(
      'insert into publicity_events (board_no, seq, type, day, at, by_whom, event) values ($1, $2, $3, $4, $5, $6, $7)',
      [event.boardNo, event.seq, event.type, event.day, event.at, event.by, JSON.stringify(event)],
    )
}

const saveState = async (tx: Queryable, board: Board): Promise<void> => {
  const { boardNo, region, programme, kind, drawnOn, takenDown, seq } = board
  await tx.query(
    `insert into publicity_boards (board_no, region, programme, kind, drawn_on, late_on, ended_on, seq, state)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (board_no) do update set late_on = excluded.late_on, ended_on = excluded.ended_on, seq = excluded.seq,
       state = excluded.state`,
    [
      ...[boardNo, region, programme, kind, drawnOn, nextLateDay(board), takenDown?.day ?? null, seq],
      JSON.stringify(board),
    ],
  )
}

/** The first day on which a board is late as it stands and nobody was told of it. */
const nextLateDay = (board: Board): Day | null => {
  const last = board.hung === null ? board.hangBy : board.hung.until
  const late = lateOf(board, addDays(last, 1))
  return late === null || board.told.includes(late) ? null : addDays(last, 1)
}

/** Keeps who objected, sealed; the same objection again stays as it is. */
export const saveObjector = async (
  tx: Queryable,
  {
    objectionNo,
    boardNo,
    caseId,
    sealed,
  }: Readonly<Record<'objectionNo' | 'boardNo' | 'caseId', string>> & {
    readonly sealed: string | null
  },
): Promise<void> => {
  await tx.query(
    'insert into publicity_objections (objection_no, board_no, case_id, sealed) values ($1, $2, $3, $4) on conflict do nothing',
    [objectionNo, boardNo, caseId, sealed],
  )
}

/** Who objected on a board, sealed, by the number of the objection. */
export const readObjectors = async (sql: Queryable, boardNo: string): Promise<ReadonlyMap<string, string | null>> => {
  const rows = await sql.query<{ objectionNo: string; sealed: string | null }>(
    'select objection_no as "objectionNo", sealed from publicity_objections where board_no = $1',
    [boardNo],
  )
  return new Map(rows.map(({ objectionNo, sealed }) => [objectionNo, sealed]))
}

/** The households of one village, by their keys. */
export const readHouseholdsIn = async (sql: Queryable, region: RegionCode, limit: number): Promise<readonly string[]> =>
  (
    await sql.query<{ household: string }>(
      'select household from households where region = $1 order by household limit $2',
      [region, limit],
    )
  ).map(({ household }) => household)
