import type { Day, PersonId, RegionCode } from '@shouwang/contracts'

/** What a board lists: decisions for the days that law gives (公示), or who receives help now (长期公示). */
export type BoardKind = 'decisions' | 'recipients'

/** One line of a board: what may be known of a family that is helped, and where it comes from. */
export type BoardEntry = {
  readonly nth: number
  readonly household: string
  readonly householdNo: string
  /** The decision behind it; null where a roll says that the family receives help. */
  readonly caseId: string | null
  readonly decisionNo: string | null
  /** By whose name it is posted: a grown-up. */
  readonly person: PersonId
  readonly members: number
  readonly programme: string
  readonly amountFen: number
  readonly every: 'once' | 'month'
  readonly from: Day
}

/** 公示: a list as it was drawn for one village and programme, when it hung, and what was said against it. */
export type Board = {
  readonly boardNo: string
  readonly kind: BoardKind
  readonly region: RegionCode
  readonly programme: string
  /** The day on which what it lists was so. */
  readonly asOf: Day
  readonly drawnBy: string
  readonly drawnOn: Day
  /** For how many days it hangs. */
  readonly days: number
  /** The last day on which it hangs in time. */
  readonly hangBy: Day
  readonly entries: readonly BoardEntry[]
  /** How many families are not named on it, since law protects who would be named. */
  readonly withheld: number
  /** Proof that it hung; null before. `until` is its last day. */
  readonly hung: {
    readonly from: Day
    readonly until: Day
    readonly place: string
    readonly by: string
    readonly photo: string | null
  } | null
  readonly takenDown: { readonly day: Day; readonly by: string; readonly note: string } | null
  readonly objections: readonly BoardObjection[]
  /** The town knows that it does not hang in time, or hangs too long. */
  readonly told: readonly BoardLate[]
  readonly seq: number
}

/** What is late about a board. */
type BoardLate = 'not-hung' | 'not-taken-down'

/** What somebody said against an entry; who said it is kept apart, sealed. */
type BoardObjection = {
  readonly objectionNo: string
  readonly nth: number
  readonly day: Day
  readonly by: string
  readonly note: string
  /** The case that looks into it. */
  readonly caseId: string
}

/** One line of a board's append-only history. */
export type BoardEvent = {
  readonly boardNo: string
  readonly seq: number
  readonly at: string
  readonly day: Day
  readonly by: string
} & (
  | ({ readonly type: 'BoardDrawn' } & Pick<
      Board,
      'kind' | 'region' | 'programme' | 'asOf' | 'days' | 'hangBy' | 'entries' | 'withheld'
    >)
  | {
      readonly type: 'BoardHung'
      readonly from: Day
      readonly until: Day
      readonly place: string
      readonly photo: string | null
    }
  | { readonly type: 'BoardTakenDown'; readonly on: Day; readonly note: string }
  | { readonly type: 'BoardObjected'; readonly objection: Omit<BoardObjection, 'day' | 'by'> }
  | { readonly type: 'BoardLateTold'; readonly why: BoardLate; readonly to: string | null }
)

/** The board after one more line. @throws RangeError where its history does not begin with its drawing */
export const evolveBoard = (known: Board | undefined, event: BoardEvent): Board => {
  const { seq, day, by, boardNo } = event
  if (event.type === 'BoardDrawn') {
    const { kind, region, programme, asOf, days, hangBy, entries, withheld } = event
    const drawn = { kind, region, programme, asOf, days, hangBy, entries, withheld, drawnBy: by, drawnOn: day }
    return { boardNo, ...drawn, hung: null, takenDown: null, objections: [], told: [], seq }
  }
  if (known === undefined) throw new RangeError(`board ${boardNo} has ${event.type} before it was drawn`)
  switch (event.type) {
    case 'BoardHung': {
      const { from, until, place, photo } = event
      return { ...known, hung: { from, until, place, by, photo }, seq }
    }
    case 'BoardTakenDown':
      return { ...known, takenDown: { day: event.on, by, note: event.note }, seq }
    case 'BoardObjected':
      return { ...known, objections: [...known.objections, { ...event.objection, day, by }], seq }
    case 'BoardLateTold':
      return { ...known, told: [...known.told, event.why], seq }
    default:
      return event satisfies never
  }
}

/** How a board stands. */
export const boardStatus = ({ hung, takenDown }: Pick<Board, 'hung' | 'takenDown'>): 'drawn' | 'hung' | 'ended' =>
  takenDown !== null ? 'ended' : hung !== null ? 'hung' : 'drawn'

/** What is late about a board on a day; null where nothing is. */
export const lateOf = (board: Board, day: Day): BoardLate | null => {
  if (board.takenDown !== null) return null
  if (board.hung === null) return board.hangBy < day ? 'not-hung' : null
  return board.hung.until < day ? 'not-taken-down' : null
}
