import { addDays, type Day, type RegionCode } from '@shouwang/contracts'
import { superior } from '../route.ts'
import type { Circumstances } from '../step.ts'
import { readableHash } from '../tasks/task-id.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { workingDayAfter } from '../working-days.ts'
import { type Board, type BoardEntry, type BoardEvent, type BoardKind, evolveBoard, lateOf } from './board.ts'

/** Draws a board. `commandId` makes its number: the same call again is the same board. */
export type DrawBoard = {
  readonly type: 'DrawBoard'
  readonly commandId: string
  readonly kind: BoardKind
  readonly region: RegionCode
  readonly programme: string
  /** The day on which what it lists is so. */
  readonly asOf: Day
}

type Asked = { readonly boardNo: string; readonly expectedSeq?: number | undefined }

/** What may be done with a board that was drawn. */
export type BoardCommand =
  | ({ readonly type: 'HangBoard'; readonly from: Day; readonly place: string; readonly photo: string | null } & Asked)
  | ({ readonly type: 'TakeDownBoard'; readonly on: Day; readonly note: string } & Asked)

/** Somebody says that what an entry tells is not right. */
export type ObjectToBoard = {
  readonly type: 'ObjectToBoard'
  readonly commandId: string
  readonly boardNo: string
  readonly nth: number
  readonly note: string
}

/** A board after a command, with its new line; or why it did not happen. */
export type Kept =
  | { readonly ok: true; readonly board: Board; readonly events: readonly BoardEvent[] }
  | { readonly ok: false; readonly refusal: CaseRefusal }

type Without<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never
type Draft = Without<BoardEvent, 'boardNo' | 'seq' | 'at' | 'day' | 'by'>
type When = Pick<Circumstances, 'at' | 'day' | 'by'>

/** The number of a board: the same for the same call, and it gives nothing away. */
export const boardNoOf = ({ region, commandId }: Pick<DrawBoard, 'region' | 'commandId'>): string =>
  `P-${readableHash(`${region}/${commandId}`)}`

/** A family that may be posted; `isGrown` is false where its name belongs to a minor, which is never posted. */
export type Postable = Omit<BoardEntry, 'nth'> & { readonly isGrown: boolean }

/** Draws a board of what is to be posted in a village under one programme, for the days that law gives. */
export const drawBoard = (asked: DrawBoard, postable: readonly Postable[], c: Circumstances): Kept => {
  const { kind, region, programme, asOf } = asked
  const procedure = c.rules.procedures?.get(programme)
  const { hangWithin, recipientsDays } = c.rules.publicity
  const days = kind === 'decisions' ? procedure?.publicityDays : recipientsDays
  if (days == null || (kind === 'recipients' && procedure?.recipientsPublic !== true) || postable.length === 0)
    return { ok: false, refusal: 'nothing-to-post' }
  const entries = postable
    .filter(({ isGrown }) => isGrown)
    .map(({ isGrown: _, ...entry }, at) => ({ ...entry, nth: at + 1 }))
  const withheld = postable.length - entries.length
  const hangBy = workingDayAfter(c.day, hangWithin.days)
  const line: Draft = { type: 'BoardDrawn', kind, region, programme, asOf, days, hangBy, entries, withheld }
  return written(boardNoOf(asked), undefined, line, c)
}

/** Records when and where a board hung, and that it was taken down once its days were over. */
export const keepBoard = (known: Board | undefined, command: BoardCommand, when: When): Kept => {
  if (known === undefined) return { ok: false, refusal: 'no-such-board' }
  const line = lineFor(known, command, when)
  return typeof line === 'string' ? { ok: false, refusal: line } : written(known.boardNo, known, line, when)
}

const lineFor = (known: Board, command: BoardCommand, { day }: When): CaseRefusal | Draft => {
  if (known.takenDown !== null) return 'board-over'
  if (command.expectedSeq !== undefined && command.expectedSeq !== known.seq) return 'case-outdated'
  if (command.type === 'HangBoard') {
    const { from, photo } = command
    const place = withoutIdentifiers(command.place)
    if (known.hung !== null) return 'board-hung'
    if (place === '') return 'place-needed'
    if (from < known.drawnOn || from > day) return 'hung-day-outside'
    return { type: 'BoardHung', from, until: addDays(from, known.days), place, photo }
  }
  if (known.hung === null) return 'board-not-hung'
  if (command.on > day) return 'hung-day-outside'
  if (command.on < known.hung.until) return 'board-too-short'
  return { type: 'BoardTakenDown', on: command.on, note: withoutIdentifiers(command.note) }
}

/** The number of an objection: the same command again is the same objection. */
export const objectionNoOf = ({ boardNo, commandId }: Pick<ObjectToBoard, 'boardNo' | 'commandId'>): string =>
  `${boardNo}-${readableHash(commandId)}`

/** Writes an objection on its board, with the case that looks into it. */
export const objectOnBoard = (known: Board, asked: ObjectToBoard, caseId: string, when: When): Kept => {
  const note = withoutIdentifiers(asked.note)
  if (note === '') return { ok: false, refusal: 'case-note-needed' }
  const objection = { objectionNo: objectionNoOf(asked), nth: asked.nth, note, caseId }
  return written(known.boardNo, known, { type: 'BoardObjected', objection }, when)
}

/** Tells the town once that a board does not hang in time, or still hangs when its days are long over. */
export const tellLate = (known: Board, c: Circumstances): Kept | null => {
  const why = lateOf(known, c.day)
  if (why === null || known.told.includes(why)) return null
  const to = superior(known.region, c.places, 'town').assignee
  return written(known.boardNo, known, { type: 'BoardLateTold', why, to }, c)
}

const written = (boardNo: string, known: Board | undefined, draft: Draft, { at, day, by }: When): Kept => {
  const event = { ...draft, boardNo, seq: (known?.seq ?? 0) + 1, at, day, by } as BoardEvent
  return { ok: true, board: evolveBoard(known, event), events: [event] }
}
