import { type Notice, superior, tellLate, workingDayAfter } from '@shouwang/casework'
import type { Day } from '@shouwang/contracts'
import {
  type CaseChange,
  caseRepository,
  type DueDecision,
  lockLateBoards,
  lockUnpostedDecisions,
  markUnpostedTold,
  saveBoard,
  type Transaction,
} from '@shouwang/postgres'
import { caseload } from './caseload.ts'
import type { Handling } from './handling.ts'
import { saveDecided } from './save-decided.ts'

const supervisedAtOnce = 200

/**
 * Tells towns of publicity that is late on a day: boards that do not hang in time or hang too long, each once, and villages with
 * decisions that nobody put on a board in time.
 */
export const supervisePublicity = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  day: Day,
): Promise<CaseChange> => {
  const { dependencies, context } = handling
  const boards = await lockLateBoards(tx, day, supervisedAtOnce)
  const due = await lockUnpostedDecisions(tx, day, supervisedAtOnce)
  const regions = [...boards, ...due].map(({ region }) => region)
  const gathered = caseload(await caseRepository.load(tx, { households: [], regions }), context)
  const notices: Notice[] = []
  for (const board of boards) {
    const told = tellLate(board, gathered.circumstances(board.region, day))
    if (told === null || !told.ok) continue
    await saveBoard(tx, told.board, told.events)
    for (const { boardNo: about, seq, at, ...event } of told.events)
      if (event.type === 'BoardLateTold' && event.to !== null)
        notices.push({ staffNo: event.to, about, seq, kind: 'overdue', at })
  }
  const late = due.filter(({ region, decidedOn }) => {
    const { hangWithin } = context.rulesOn(region, decidedOn).publicity
    return workingDayAfter(decidedOn, hangWithin.days) < day
  })
  notices.push(...unposted(late, day, gathered))
  await markUnpostedTold(
    tx,
    late.map(({ decisionNo }) => decisionNo),
    day,
  )
  const { change, outputs } = gathered.decided()
  const told = { ...change, notices }
  await saveDecided(tx, dependencies, { change: told, outputs })
  return told
}

/** One notice a village and day, however many decisions wait there. */
const unposted = (late: readonly DueDecision[], day: Day, gathered: ReturnType<typeof caseload>): readonly Notice[] =>
  [...new Set(late.map(({ region }) => region))].flatMap((region): Notice[] => {
    const { at, places } = gathered.circumstances(region, day)
    const { assignee: staffNo } = superior(region, places, 'town')
    if (staffNo === null) return []
    return [{ staffNo, about: `P-${region ?? ''}`, seq: Number(day.replaceAll('-', '')), kind: 'overdue', at }]
  })
