export { type CaseChange, saveCases } from './case-save.ts'
export { type CaseState, type CaseTouched, caseKept, loadTask, loadWorker, lockSupervised } from './case-store.ts'
export * from './console-intake.ts'
export * from './console-people.ts'
export * from './console-reads.ts'
export {
  type CrashedMessage,
  messageOf,
  quarantineIdOf,
  replayCrashed,
  StorableDay,
  saveCrashed,
} from './crashed-message.ts'
export {
  type Announced,
  announceDelivery,
  announcedDelivery,
  attemptsOf,
  failDelivery,
  partsThroughMonth,
  settleReference,
} from './deliveries.ts'
export { concludeDeliveries } from './delivery-ends.ts'
export {
  type DeliveryProgress,
  type DeliveryRecord,
  type IngestChange,
  type IngestState,
  type IngestTouched,
  ingestKept,
  type QuarantinedRow,
  type VaultNote,
  type VaultStatement,
} from './ingest-store.ts'
export {
  addIntakeKey,
  type IntakeKey,
  type ListedIntakeKey,
  listIntakeKeys,
  readIntakeKey,
  revokeIntakeKey,
} from './intake-keys.ts'
export { type LedgerLine, readLedger, readStandingDeliveries, type StandingDelivery } from './ledger.ts'
export { packBook, unpackBook } from './packed-book.ts'
export { openPostgres } from './pg.ts'
export { openPglite } from './pglite.ts'
export { claimPull, endPull, type PullState, readPulls, savePullCursor } from './pulls.ts'
export {
  readQuarantinedRow,
  readWaitingRows,
  type SealedRow,
  settleQuarantined,
  settleReplayed,
  type WaitingFilter,
  type WaitingRow,
} from './quarantine-store.ts'
export {
  countTasks,
  countUnreadRolls,
  type FeedAccount,
  isUnfinished,
  readFeedAccounts,
  type TaskCount,
} from './readings.ts'
export {
  type RegionRow,
  type StaffRole,
  type StaffRow,
  saveRegions,
  saveStaff,
  sealedPhones,
} from './reference-store.ts'
export {
  type HouseholdRecord,
  type JudgedHousehold,
  type ScoringChange,
  type ScoringState,
  saveScoring,
  type Tally,
  type Touched,
} from './scoring-save.ts'
export { type Due, loadAround, lockRechecks, lockReviews, scoringKept } from './scoring-store.ts'
export type { Sql, Transaction } from './sql.ts'
export { debtsOf, type Kept, saveDebt, settleDebts, storeOn, type Tx } from './store-on.ts'
export { readTaskNews, type TaskNewsRow } from './task-news.ts'
