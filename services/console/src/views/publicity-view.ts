import { type Board, boardStatus, lateOf } from '@shouwang/casework'
import type { BoardAnswer, BoardItem, PublicityAnswer } from '@shouwang/console-api'
import { type RegionCode, regionPrefix } from '@shouwang/contracts'
import {
  type DueDecision,
  listBoards,
  readDueDecisions,
  readObjectors,
  readRegionNames,
  readStaffNames,
} from '@shouwang/postgres'
import { z } from 'zod'
import type { Backend } from '../backend/backend.ts'
import { type Person, regionsOf } from '../sign-in/access.ts'
import { seePeople } from './people-view.ts'

const MOST_BOARDS = 200
const MOST_DUE = 2000
const TOWN_DIGITS = 9

/** What waits for a board within a region, and the boards there. */
export const seePublicity = async (
  backend: Backend,
  asker: Person,
  region: RegionCode | undefined,
): Promise<PublicityAnswer> => {
  const within = region === undefined ? regionsOf(asker) : regionPrefix(region)
  const [due, boards] = await Promise.all([
    readDueDecisions(backend.sql, { within, limit: MOST_DUE }),
    listBoards(backend.sql, within, MOST_BOARDS),
  ])
  const names = await readRegionNames(
    backend.sql,
    [...due, ...boards].flatMap((each) => each.region ?? []),
  )
  const named = { region: (code: RegionCode) => names.get(code) ?? code, programme: programmeNames(backend) }
  return {
    today: backend.today(),
    due: [...Map.groupBy(due, (each) => `${each.region} ${each.programme}`).values()].flatMap((some) =>
      waiting(some, named),
    ),
    boards: boards.map((board) => itemOf(board, backend.today(), named)),
    recipientsOf: backend.programmes
      .filter(({ recipientsPublic }) => recipientsPublic)
      .map(({ id, name }) => ({ programme: id, programmeName: name })),
  }
}

type Named = { readonly region: (code: RegionCode) => string; readonly programme: (id: string) => string }

const programmeNames =
  ({ programmes }: Backend) =>
  (id: string): string =>
    programmes.find((each) => each.id === id)?.name ?? id

/** Decisions of one village and programme; those of no known region are the city's to place first. */
const waiting = (some: readonly DueDecision[], named: Named): PublicityAnswer['due'] => {
  const [first] = some
  if (first === undefined || first.region === null) return []
  const { region, programme, decidedOn: oldest } = first
  const names = { regionName: named.region(region), programmeName: named.programme(programme) }
  return [{ region, programme, ...names, decisions: some.length, oldest }]
}

const itemOf = (board: Board, today: string, named: Named): BoardItem => {
  const { boardNo, kind, region, programme, asOf, drawnOn, days, hangBy, hung, withheld } = board
  return {
    ...{ boardNo, kind, region, programme, asOf, drawnOn, days, hangBy, withheld },
    ...{ regionName: named.region(region), programmeName: named.programme(programme) },
    ...{ status: boardStatus(board), late: lateOf(board, today) },
    ...{ hungFrom: hung?.from ?? null, hungUntil: hung?.until ?? null },
    ...{ families: board.entries.length, objections: board.objections.length },
  }
}

const Objector = z.object({ who: z.string(), contact: z.string() })

/** One board with what it lists, names masked as they are printed. */
export const seeBoard = async (backend: Backend, asker: Person, board: Board): Promise<BoardAnswer> => {
  const { sql, cipher } = backend
  const town = board.region.slice(0, TOWN_DIGITS).padEnd(12, '0')
  const staffNos = [...board.objections.map(({ by }) => by), ...(board.hung === null ? [] : [board.hung.by])]
  const [regions, staff, objectors, people] = await Promise.all([
    readRegionNames(sql, [board.region, town]),
    readStaffNames(sql, staffNos),
    readObjectors(sql, board.boardNo),
    seePeople(
      backend,
      board.entries.map(({ person }) => person),
      backend.today(),
    ),
  ])
  const named = { region: (code: RegionCode) => regions.get(code) ?? code, programme: programmeNames(backend) }
  const objectorOf = (objectionNo: string): string | null => {
    const sealed = objectors.get(objectionNo) ?? null
    if (sealed === null || asker.role === 'grid-worker' || asker.role === 'operator') return null
    const { who, contact } = Objector.parse(JSON.parse(cipher.open(sealed, objectionNo)))
    return [who, contact].filter((text) => text !== '').join(' ')
  }
  return {
    ...itemOf(board, backend.today(), named),
    office: named.region(town),
    ...{ place: board.hung?.place ?? null, photo: board.hung?.photo ?? null },
    hungBy: board.hung === null ? null : (staff.get(board.hung.by) ?? board.hung.by),
    ...{ takenDownOn: board.takenDown?.day ?? null, takenDownNote: board.takenDown?.note ?? null },
    entries: board.entries.map(({ nth, person, members, amountFen, every, from, householdNo, caseId }) => ({
      ...{ nth, name: people.nameOf(person), members, amountFen, every, from, householdNo, caseId },
    })),
    said: board.objections.map(({ objectionNo, nth, day, by, note, caseId }) => ({
      ...{ objectionNo, nth, day, note, caseId, byName: staff.get(by) ?? by, objector: objectorOf(objectionNo) },
    })),
    seq: board.seq,
  }
}
