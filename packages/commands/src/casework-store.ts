import type { Case, Task, VisitRecord, Waiting, Worker } from '@shouwang/casework'
import type { Day } from '@shouwang/contracts'
import type { Decided, OutboxEntry } from '@shouwang/flow'
import type { Neighbourhood } from '@shouwang/household'
import {
  type AreaAtWork,
  type CaseChange,
  type CaseState,
  type CaseTouched,
  caseRepository,
  dropVisitRecords,
  loadAround,
  loadCase,
  loadCaseOfCommand,
  loadTask,
  loadWorker,
  lockSupervised,
  lockWaiting,
  markPublished,
  type PlacedAtOnce,
  type PlacedResult,
  pendingOutboxEntries,
  type QueuedTask,
  readAtWork,
  readFirstInStock,
  readQueued,
  readResults,
  readStockAreas,
  type Sql,
  type StockArea,
  saveFactors,
  saveListHelp,
  saveStockArea,
  saveStockPlaces,
  saveVisitRecord,
  type WaitingHousehold,
} from '@shouwang/postgres'
import { consumer, saveDecided } from './save-decided.ts'

/** What deciding on a task or a case reads and writes, within one transaction. */
export type CaseworkTransaction = {
  /** One task, over or not. */
  readonly task: (taskId: string) => Promise<Task | undefined>
  /** One case, over or not. */
  readonly case: (caseId: string) => Promise<Case | undefined>
  /** The case of a household that a command led to, over or not. */
  readonly caseOfCommand: (household: string, commandId: string) => Promise<Case | undefined>
  readonly worker: (staffNo: string) => Promise<Worker | undefined>
  /** The files asked for, locked until the transaction ends: what is read of them afterwards is what stands. */
  readonly load: (touched: CaseTouched) => Promise<CaseState>
  /** The next households after `after` that supervision must look at on a day, locked. */
  readonly supervised: (day: Day, after: string, limit: number) => Promise<readonly string[]>
  /** The facts of everybody around these households, as they stand now. */
  readonly around: (households: readonly string[]) => Promise<Neighbourhood>
  /** Saves a decision with what it publishes. */
  readonly save: (decided: Decided<CaseChange>) => Promise<void>
  /** Notes on a department's list that it helps a family of it. */
  readonly saveListHelp: (help: Parameters<typeof saveListHelp>[1]) => Promise<void>
  /** What visits for help found, as far back as counting needs it. */
  readonly visitResults: (day: Day) => Promise<readonly PlacedResult[]>
  readonly saveVisitRecord: (area: string, day: Day, record: VisitRecord) => Promise<void>
  /** Drops the records of all other areas. */
  readonly dropVisitRecords: (kept: readonly string[]) => Promise<void>
  /** The next tasks for help under way after one. */
  readonly queued: (after: string, limit: number) => Promise<readonly QueuedTask[]>
  readonly saveFactors: (changed: Parameters<typeof saveFactors>[1]) => Promise<void>
  /** The next households of a part of the stock list, locked. */
  readonly waiting: (which: PlacedAtOnce, limit: number) => Promise<readonly WaitingHousehold[]>
  readonly saveStockPlaces: (placed: Parameters<typeof saveStockPlaces>[1]) => Promise<void>
  /** The districts with households on the stock list. */
  readonly stockAreas: () => Promise<readonly StockArea[]>
  readonly saveStockArea: (area: string, day: Day) => Promise<void>
  /** The first households of a district's list, the best first. */
  readonly firstInStock: (area: string, limit: number) => Promise<readonly Waiting[]>
  /** Who lives in an area and who is in work there; null for households of no known region. */
  readonly atWork: (within: string | null) => Promise<AreaAtWork>
}

/** Where files, tasks and cases are kept. A transaction is all or nothing; its outputs wait in the outbox until they are published. */
export type CaseworkStore = {
  readonly transaction: <T>(work: (tx: CaseworkTransaction) => Promise<T>) => Promise<T>
  /** What commands saved and may not have published, in every process, each producer's oldest first. */
  readonly pending: () => Promise<readonly OutboxEntry[]>
  readonly markPublished: (entries: readonly OutboxEntry[]) => Promise<void>
}

/** Casework on SQL. `instance` names this process among those that handle commands. */
export const sqlCaseworkStore = (sql: Sql, instance: string): CaseworkStore => ({
  transaction: (work) =>
    sql.transaction((tx) =>
      work({
        task: (taskId) => loadTask(tx, taskId),
        case: (caseId) => loadCase(tx, caseId),
        caseOfCommand: (household, commandId) => loadCaseOfCommand(tx, household, commandId),
        worker: (staffNo) => loadWorker(tx, staffNo),
        load: (touched) => caseRepository.load(tx, touched),
        supervised: (day, after, limit) => lockSupervised(tx, day, after, limit),
        around: async (households) => (await loadAround(tx, households)).neighbourhood,
        save: (decided) => saveDecided(tx, { instance }, decided),
        saveListHelp: (help) => saveListHelp(tx, help),
        visitResults: (day) => readResults(tx, day),
        saveVisitRecord: (area, day, record) => saveVisitRecord(tx, area, day, record),
        dropVisitRecords: (kept) => dropVisitRecords(tx, kept),
        queued: (after, limit) => readQueued(tx, after, limit),
        saveFactors: (changed) => saveFactors(tx, changed),
        waiting: (which, limit) => lockWaiting(tx, which, limit),
        saveStockPlaces: (placed) => saveStockPlaces(tx, placed),
        stockAreas: () => readStockAreas(tx),
        saveStockArea: (area, day) => saveStockArea(tx, area, day),
        firstInStock: (area, limit) => readFirstInStock(tx, area, limit),
        atWork: (within) => readAtWork(tx, within),
      }),
    ),
  pending: () => pendingOutboxEntries(sql, consumer),
  markPublished: (entries) => markPublished(sql, entries),
})
