import {
  type Board,
  type BoardCommand,
  boardNoOf,
  type Case,
  type CasePerformed,
  type CaseRefusal,
  caseRefusalWords,
  covers,
  type DrawBoard,
  drawBoard,
  emptyFile,
  type HouseholdFile,
  keepBoard,
  type ObjectToBoard,
  objectionNoOf,
  objectOnBoard,
  objectToDecision,
  openCase,
  postOnCase,
  type Worker,
  withholdOnCase,
} from '@shouwang/casework'
import {
  type CaseChange,
  caseRepository,
  loadCase,
  loadWorker,
  lockBoard,
  markPosted,
  saveBoard,
  saveObjector,
  type Transaction,
} from '@shouwang/postgres'
import { aidFacts } from './aid-facts.ts'
import { caseload } from './caseload.ts'
import { answerInTurn, type Handling } from './handling.ts'
import { keptWords } from './kept-words.ts'
import { postableDecisions, postableRecipients } from './postable.ts'
import { saveDecided } from './save-decided.ts'

/** What people do to notice boards (公示); what it means for a case happens in the same transaction. */
export type PublicityCommands = {
  readonly draw: (asked: DrawBoard, by: string) => Promise<BoardAnswer>
  readonly keep: (command: BoardCommand, by: string) => Promise<BoardAnswer>
  /** `objector` is who objects, sealed; null for one who gives no name. */
  readonly object: (asked: ObjectToBoard, objector: string | null, by: string) => Promise<BoardAnswer>
}

type BoardAnswer =
  | { readonly ok: true; readonly board: Board }
  | { readonly ok: false; readonly reason: CaseRefusal; readonly detail: string }

type Handled = { readonly answer: BoardAnswer; readonly change?: CaseChange }

/** The commands of publicity, handled in the order of effects of all commands: save with the outbox, then publish. */
export const openPublicityCommands = (handling: Handling<Transaction>): PublicityCommands => {
  return {
    draw: (asked, by) => answerInTurn(handling, asked.type, boardNoOf(asked), (tx) => drawFor(tx, handling, asked, by)),
    keep: (command, by) =>
      answerInTurn(handling, command.type, command.boardNo, (tx) => keepOn(tx, handling, keptWords(command), by)),
    object: (asked, objector, by) =>
      answerInTurn(handling, asked.type, asked.boardNo, (tx) =>
        objectOn(tx, handling, { ...keptWords(asked), objector }, by),
      ),
  }
}

type Open = {
  readonly c: ReturnType<ReturnType<typeof caseload>['circumstances']>
  readonly gathered: ReturnType<typeof caseload>
  readonly files: ReadonlyMap<string, HouseholdFile>
}

const opened = async (
  tx: Transaction,
  { dependencies, context }: Handling<Transaction>,
  region: string,
  households: readonly string[],
  by: string,
): Promise<Open> => {
  const state = await caseRepository.load(tx, { households, regions: [region] })
  const gathered = caseload(state, context)
  const c = { ...gathered.circumstances(region, dependencies.clock().today), by }
  return { c, gathered, files: state.files }
}

const drawFor = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  asked: DrawBoard,
  by: string,
): Promise<Handled> => {
  const known = await lockBoard(tx, boardNoOf(asked))
  if (known !== undefined) return { answer: { ok: true, board: known } }
  if (asked.asOf > handling.dependencies.clock().today) return refused('hung-day-outside')
  const postable = await (asked.kind === 'decisions' ? postableDecisions(tx, asked) : postableRecipients(tx, asked))
  const withheld = postable.filter(({ isGrown, decisionNo }) => !isGrown && decisionNo !== null)
  const open = await opened(tx, handling, asked.region, householdsOf(withheld), by)
  const drawn = drawBoard(asked, postable, open.c)
  if (!drawn.ok) return refused(drawn.refusal)
  const { board, events } = drawn
  await saveBoard(tx, board, events)
  const decisionNos = postable.flatMap(({ decisionNo }) => decisionNo ?? [])
  await markPosted(tx, decisionNos, board.boardNo)
  const { boardNo } = board
  await onCases(tx, open, withheld, (file, found, decisionNo) =>
    withholdOnCase(file, found, { decisionNo, boardNo }, open.c),
  )
  const decided = open.gathered.decided()
  await saveDecided(tx, handling.dependencies, decided)
  return { answer: { ok: true, board }, change: decided.change }
}

const householdsOf = (entries: readonly { readonly household: string }[]): readonly string[] =>
  [...new Set(entries.map(({ household }) => household))].sort()

type Entry = Pick<Board['entries'][number], 'household' | 'caseId' | 'decisionNo'>
type Post = (file: HouseholdFile, known: Case, decisionNo: string) => CasePerformed

/** What a board says of decisions, written into their cases; two decisions of one case follow each other. */
const onCases = async (
  tx: Transaction,
  { gathered, files }: Open,
  entries: readonly Entry[],
  post: Post,
): Promise<void> => {
  const cases = new Map<string, Case>()
  for (const { household, caseId, decisionNo } of entries) {
    const found = caseId === null ? undefined : (cases.get(caseId) ?? (await loadCase(tx, caseId)))
    if (found === undefined || decisionNo === null) continue
    const posted = post(files.get(household) ?? emptyFile(household), found, decisionNo)
    if (!posted.ok) continue
    for (const after of posted.step.cases) cases.set(after.caseId, after)
    gathered.take(household, (file) => {
      const onTop = post(file, found, decisionNo)
      return onTop.ok ? onTop.step : posted.step
    })
  }
}

const keepOn = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  command: BoardCommand,
  by: string,
): Promise<Handled> => {
  const [known, worker] = [await lockBoard(tx, command.boardNo), await loadWorker(tx, by)]
  if (known === undefined || worker === undefined || !mayKeep(worker, known)) return refused('no-such-board')
  const open = await opened(tx, handling, known.region, householdsOf(known.entries), by)
  const kept = keepBoard(known, command, open.c)
  if (!kept.ok) return refused(kept.refusal)
  await saveBoard(tx, kept.board, kept.events)
  if (command.type !== 'HangBoard' || kept.board.hung === null) return { answer: { ok: true, board: kept.board } }
  const { boardNo, hung } = kept.board
  await onCases(tx, open, known.entries, (file, found, decisionNo) =>
    postOnCase(file, found, { decisionNo, boardNo, until: hung.until }, open.c),
  )
  const decided = open.gathered.decided()
  await saveDecided(tx, handling.dependencies, decided)
  return { answer: { ok: true, board: kept.board }, change: decided.change }
}

const mayKeep = ({ role, region }: Worker, board: Board): boolean =>
  role !== null && covers({ role, region }, board.region)

type Objecting = ObjectToBoard & { readonly objector: string | null }

const objectOn = async (
  tx: Transaction,
  handling: Handling<Transaction>,
  asked: Objecting,
  by: string,
): Promise<Handled> => {
  const [known, worker] = [await lockBoard(tx, asked.boardNo), await loadWorker(tx, by)]
  if (known === undefined || worker === undefined || !mayKeep(worker, known)) return refused('no-such-board')
  const objectionNo = objectionNoOf(asked)
  if (known.objections.some((each) => each.objectionNo === objectionNo)) return { answer: { ok: true, board: known } }
  const entry = known.entries.find(({ nth }) => nth === asked.nth)
  if (entry === undefined) return refused('no-such-entry')
  const { c, gathered, files } = await opened(tx, handling, known.region, [entry.household], by)
  const file = files.get(entry.household) ?? emptyFile(entry.household)
  const performed = await lookedInto(tx, file, { known, entry, asked, worker }, c)
  if (!performed.ok) return refused(performed.refusal)
  gathered.take(entry.household, () => performed.step)
  const caseId = performed.step.cases[0]?.caseId
  if (caseId === undefined) return refused('not-decided')
  const kept = objectOnBoard(known, asked, caseId, c)
  if (!kept.ok) return refused(kept.refusal)
  await saveBoard(tx, kept.board, kept.events)
  await saveObjector(tx, { objectionNo, boardNo: known.boardNo, caseId, sealed: asked.objector })
  const { change, outputs } = gathered.decided()
  await saveDecided(tx, handling.dependencies, { change, outputs: [...outputs, ...aidFacts(performed.step)] })
  return { answer: { ok: true, board: kept.board }, change }
}

type About = {
  readonly known: Board
  readonly entry: Board['entries'][number]
  readonly asked: ObjectToBoard
  readonly worker: Worker
}

/** The case of the decision is looked into anew; of a recipient whom a roll tells of, a case is opened. */
const lookedInto = async (
  tx: Transaction,
  file: HouseholdFile,
  { known, entry, asked, worker }: About,
  c: Open['c'],
): Promise<CasePerformed> => {
  const { caseId, decisionNo, household, householdNo, person } = entry
  const found = caseId === null ? undefined : await loadCase(tx, caseId)
  if (found !== undefined && decisionNo !== null)
    return objectToDecision(file, found, { decisionNo, boardNo: known.boardNo, note: asked.note }, c)
  const need = { matter: 'objection', origin: 'lead', department: null, urgent: false, note: asked.note } as const
  const about = { household, householdNo, region: known.region, head: person }
  return openCase(file, { type: 'OpenCase', ...about, ...need }, worker, c)
}

const refused = (reason: CaseRefusal): Handled => ({
  answer: { ok: false, reason, detail: caseRefusalWords[reason].zh },
})
