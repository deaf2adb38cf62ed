export {
  type CaseState,
  type CaseTouched,
  caseRepository,
  loadTask,
  loadWorker,
  lockSupervised,
} from './casework/repository.ts'
export { type CaseChange, saveCases } from './casework/save.ts'
export { countTasks, type TaskCount } from './casework/task-counts.ts'
export { listDeliveries, readDelivery, readLastDeliveries } from './console/deliveries.ts'
export { countDue } from './console/due.ts'
export {
  type HouseholdRow,
  readFactBooks,
  readHouseholdOf,
  readHouseholds,
  readHouseholdsByNo,
} from './console/households.ts'
export { type LedgerLine, readLedger, readStalledDeliveries, type StalledDelivery } from './console/ledger.ts'
export {
  countQuarantine,
  listQuarantine,
  type QuarantineFilter,
  type QuarantineRow,
  readQuarantine,
} from './console/quarantine.ts'
export { listRegions, readRegionNames, readRootRegion } from './console/regions.ts'
export { deleteSession, readSession, saveSession, writeAudit } from './console/sessions.ts'
export { listStaff, readStaff, readStaffNames, type StaffMember } from './console/staff.ts'
export { readTaskNews, type TaskNewsRow } from './console/task-news.ts'
export {
  readHistories,
  readTask,
  readTasks,
  readTasksOfHousehold,
  type TaskFilter,
  type TaskRow,
  type TaskTally,
  tallyTasks,
} from './console/tasks.ts'
export { isUnfinished } from './console/unfinished.ts'
export { openPglite } from './engine/pglite.ts'
export { openPostgres } from './engine/postgres.ts'
export type { Queryable, Sql, Transaction } from './engine/sql.ts'
export {
  type Announced,
  announceDelivery,
  announcedDelivery,
  attemptsOf,
  closeReferenceDelivery,
  type DeliveryProgress,
  type DeliveryRecord,
  failDelivery,
  partsThroughMonth,
} from './ingest/deliveries.ts'
export { countUnreadRolls, type FeedAccount, readFeedAccounts } from './ingest/feed-accounts.ts'
export {
  addIntakeKey,
  type IntakeKey,
  type ListedIntakeKey,
  listIntakeKeys,
  readIntakeKey,
  revokeIntakeKey,
} from './ingest/intake-keys.ts'
export { claimPull, endPull, type PullState, readPulls, savePullCursor } from './ingest/pulls.ts'
export {
  type QuarantinedRow,
  type QuarantineEntry,
  readQuarantinedRow,
  readWaitingRows,
  resolveQuarantined,
  resolveReplayed,
  type WaitingFilter,
  type WaitingRow,
} from './ingest/quarantine.ts'
export {
  type RegionRow,
  type StaffRole,
  type StaffRow,
  saveRegions,
  saveStaff,
  sealedPhones,
} from './ingest/reference.ts'
export { type IngestChange, type IngestState, type IngestTouched, ingestRepository } from './ingest/repository.ts'
export { readVault, type SealedStatement, type VaultNote, type VaultStatement } from './ingest/vault.ts'
export { concludeDeliveries } from './scoring/delivery-ends.ts'
export { decodeFactBook, encodeFactBook } from './scoring/fact-codec.ts'
export { type Due, loadAround, lockRechecks, lockReviews, scoringRepository } from './scoring/repository.ts'
export {
  type HouseholdRecord,
  type JudgedHousehold,
  type ScoringChange,
  type ScoringState,
  saveScoring,
  type Tally,
  type Touched,
} from './scoring/save.ts'
export {
  type DeadLetter,
  outputOfDeadLetter,
  quarantineIdOf,
  replayDeadLetter,
  StorableDay,
  saveDeadLetter,
} from './stage/dead-letter.ts'
export {
  markPublished,
  pendingOutboxEntries,
  type StageRepository,
  saveOutboxEntry,
  sqlStore,
} from './stage/sql-store.ts'
