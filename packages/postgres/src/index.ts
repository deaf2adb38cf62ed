export {
  listConferences,
  lockConference,
  type Precedent,
  readConference,
  readPrecedents,
  saveConference,
  savePrecedent,
} from './casework/conferences.ts'
export {
  countOfficialKin,
  lockKinRecord,
  readKinRecords,
  readOfficialKin,
  saveKinRecord,
} from './casework/official-kin.ts'
export {
  type Campaign,
  countPatrolled,
  countVisitedOn,
  endCampaign,
  readCampaign,
  readCampaignCoverage,
  readCampaignLeft,
  readCampaigns,
  readPatrolled,
  readPatrolledByNo,
  savePatrolVisit,
  startCampaign,
} from './casework/patrols.ts'
export {
  type DueDecision,
  listBoards,
  lockBoard,
  lockLateBoards,
  lockUnpostedDecisions,
  markPosted,
  markUnpostedTold,
  readBoard,
  readDueDecisions,
  readHouseholdsIn,
  readObjectors,
  saveBoard,
  saveObjector,
} from './casework/publicity.ts'
export {
  type KeptLead,
  type LeadState,
  listReportedLeads,
  lockReportedLead,
  lockUnroutedLeads,
  markJoined,
  markRouted,
  placeNamed,
  readChannelYields,
  readLeadState,
  readReportedLead,
  readUnjoinedLeads,
  saveReportedLead,
} from './casework/reported-leads.ts'
export {
  type CaseState,
  type CaseTouched,
  caseRepository,
  loadCase,
  loadCaseOfCommand,
  loadTask,
  loadWorker,
  lockSupervised,
} from './casework/repository.ts'
export type { CaseChange } from './casework/save.ts'
export {
  type AreaAtWork,
  countStock,
  lockWaiting,
  type PlacedAtOnce,
  readAtWork,
  readFirstInStock,
  readStock,
  readStockAreas,
  type StockArea,
  type StockPlace,
  saveStockArea,
  saveStockPlaces,
  type WaitingHousehold,
} from './casework/stock-list.ts'
export { countTasks } from './casework/task-counts.ts'
export {
  dropVisitRecords,
  type PlacedResult,
  type QueuedTask,
  readQueued,
  readResults,
  readVisitRecord,
  saveFactors,
  saveVisitRecord,
} from './casework/visit-records.ts'
export {
  type AuditLine,
  listAudit,
  listAuditAfter,
  verifyAudit,
  type WrittenAuditLine,
  writeAudit,
} from './console/audit.ts'
export { claimAuditShipping, countAuditUnshipped, saveAuditShipped } from './console/audit-shipping.ts'
export { type CaseFilter, countCases, readCaseHistory, readCases, readCasesOfHousehold } from './console/cases.ts'
export {
  answerCorrection,
  askCorrection,
  type Correction,
  listCorrections,
} from './console/corrections.ts'
export {
  type Credential,
  countStaffOf,
  isKnownAddress,
  listAccounts,
  readCredential,
  revokeCredential,
  saveKnownAddress,
  savePassword,
  saveSecondFactor,
  takeTotpStep,
} from './console/credentials.ts'
export { readDayHappened } from './console/day-happened.ts'
export { listDeliveries, readDelivery, readLastDeliveries, readUsualVolumes } from './console/deliveries.ts'
export {
  type DepartmentList,
  drawList,
  hardestOf,
  type ListRow,
  readList,
  readListRows,
  readLists,
  saveListHelp,
} from './console/department-lists.ts'
export { countDue } from './console/due.ts'
export { enterFund, readAid, readAidOfHousehold, readFunds } from './console/funds.ts'
export {
  type HouseholdRow,
  readFactBooks,
  readHouseholdOf,
  readHouseholds,
  readHouseholdsByNo,
} from './console/households.ts'
export { type LateRow, readLateWork, readTold } from './console/late-work.ts'
export { type LedgerLine, readLedger, readStalledDeliveries } from './console/ledger.ts'
export { type MeasureAsked, readMeasure, readShortfall } from './console/measures.ts'
export {
  type AttemptEnd,
  beginSending,
  claimNoticeChannel,
  countNoticeMessages,
  listNoticeMessages,
  type MessageState,
  type NewMessage,
  type NoticeChannel,
  type PendingNotice,
  readInterrupted,
  readPendingNotices,
  readSendable,
  readTellings,
  releaseNoticeChannel,
  retryNoticeMessages,
  saveAttempt,
  saveNoticeMessages,
  type Telling,
  type WaitingMessage,
} from './console/notice-messages.ts'
export { markSeen, readNotices } from './console/notices.ts'
export {
  addOperatorKey,
  listOperatorKeys,
  type OperatorKey,
  readOperatorKey,
  revokeOperatorKey,
} from './console/operator-keys.ts'
export { readAreas, readReach } from './console/overview.ts'
export {
  lockPolicyAdoptions,
  type PolicyAdoption,
  readPolicyAdoptions,
  savePolicyAdoption,
} from './console/policy-adoptions.ts'
export { readCardAid, readGranted, readHomes } from './console/promised.ts'
export {
  decideProposal,
  isConfirmed,
  listProposals,
  type NewProposal,
  type Proposal,
  readProposal,
  saveProposals,
} from './console/proposals.ts'
export {
  countQuarantine,
  listQuarantine,
  type QuarantineRow,
  readQuarantine,
} from './console/quarantine.ts'
export { countUnjudged, readGiven, readRecipients } from './console/recipients.ts'
export { type ReferralRow, readOffices, readReferrals } from './console/referrals.ts'
export { findPlaces, listRegions, readCities, readRegionNames, readRootRegion } from './console/regions.ts'
export {
  type HardshipPlace,
  readByHardship,
  readRings,
} from './console/rings.ts'
export { type FoundHousehold, searchHouseholds } from './console/search.ts'
export {
  deleteSession,
  deleteSessionsOf,
  listSessions,
  readSession,
  type SessionRow,
  saveSession,
} from './console/sessions.ts'
export { countShadow, readShadow } from './console/shadow.ts'
export {
  countGridWorkers,
  countJudged,
  type GlancedName,
  type JudgedName,
  readGlances,
  readGlancesOf,
  readJudgedNames,
  readStoredLists,
  readStoredOf,
  readUntied,
  type StoredHouseholds,
  sampleStrata,
} from './console/simulated-households.ts'
export { listStaff, readStaff, readStaffNames, readStaffRoles } from './console/staff.ts'
export { readTaskNews } from './console/task-news.ts'
export {
  readHistories,
  readTask,
  readTasks,
  readTasksOfHousehold,
  type TaskFilter,
  type TaskRow,
  tallyTasks,
} from './console/tasks.ts'
export { isUnfinished } from './console/unfinished.ts'
export { listViews, removeView, saveView } from './console/views.ts'
export { readVisitForm, saveVisitForm } from './console/visit-forms.ts'
export { isVisitOpened, openVisit, readEarlierVisits } from './console/visits.ts'
export {
  endAbsence,
  enterAbsence,
  listAbsences,
  readOpenTaskIds,
  readWorkload,
} from './console/workload.ts'
export { SchemaProblem } from './engine/migrate.ts'
export { atLeisure, forPerson } from './engine/people-first.ts'
export { openPglite } from './engine/pglite.ts'
export { openPostgres } from './engine/postgres.ts'
export type { Queryable, Sql, Transaction } from './engine/sql.ts'
export { type Corrected, saidOf } from './ingest/corrections.ts'
export {
  type Announced,
  announceDelivery,
  announcedDelivery,
  attemptsOf,
  closeReferenceDelivery,
  type DeliveryProgress,
  type DeliveryRecord,
  failDelivery,
  partsOf,
  readTo,
  saveRemarks,
} from './ingest/deliveries.ts'
export { countUnreadRolls, readFeedAccounts } from './ingest/feed-accounts.ts'
export {
  addIntakeKey,
  type IntakeKey,
  listIntakeKeys,
  readIntakeKey,
  revokeIntakeKey,
} from './ingest/intake-keys.ts'
export { forgetVaultKeys, noteKeyNames, readAnyIdentity, readKeyNames } from './ingest/key-names.ts'
export type { ListedPerson } from './ingest/listed.ts'
export { claimPull, endPull, readPulledFiles, readPulls, savePullCursor, savePulledFile } from './ingest/pulls.ts'
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
  changedRegions,
  changedStaff,
  type RegionRow,
  type StaffRole,
  type StaffRow,
  saveRegions,
  saveStaff,
  sealedPhones,
} from './ingest/reference.ts'
export { type IngestChange, type IngestState, type IngestTouched, ingestRepository } from './ingest/repository.ts'
export { countSealedOtherwise, resealAll } from './ingest/reseal.ts'
export type { UnnamedLead } from './ingest/unnamed.ts'
export { readVault, type VaultNote, type VaultStatement } from './ingest/vault.ts'
export {
  claimRegistryMessage,
  correlationOf,
  countRegistryMessages,
  type DueRegistryMessage,
  type RegistryTransaction,
  readRegistryTransaction,
  saveRegistryAttempt,
  saveRegistryMessage,
} from './registry/messages.ts'
export { readPartners } from './registry/partners.ts'
export { findRegistered, type Registered, readRegistered } from './registry/registered.ts'
export {
  type Change,
  endSubscription,
  MOST_WATCHED,
  nextWatched,
  type RegistryEvent,
  saveSubscription,
  takeChanges,
  type Watched,
} from './registry/subscriptions.ts'
export { type ErasedScope, eraseFromStore, rowName } from './retention/erase-person.ts'
export {
  type ErasureUnderWay,
  endErasure,
  isKnownPerson,
  isToCompact,
  listErasures,
  orderErasure,
  readErasuresUnderWay,
  readEverybody,
  saveCompacted,
  saveErasurePass,
  saveLogLeft,
} from './retention/erasures.ts'
export {
  heldHouseholds,
  heldPersons,
  holdOfPerson,
  liftHold,
  listHolds,
  placeHold,
  readHold,
  standingHolds,
} from './retention/holds.ts'
export {
  claimRetention,
  compactStore,
  countOver,
  deleteOver,
  type Held,
  readRetentionRuns,
  readSealedRows,
  releaseRetention,
  type SealedTable,
  type StoredKind,
  saveRetentionRun,
} from './retention/terms.ts'
export { lockUnmarkedAdoption, markConcerned, readJudgedUnder } from './scoring/concerned.ts'
export { concludeDeliveries, loadCoverage } from './scoring/delivery-ends.ts'
export { decodeFactBook, encodeFactBook } from './scoring/fact-codec.ts'
export {
  type Due,
  loadAround,
  lockRechecks,
  lockReviews,
  neighbourhoodOf,
  scoringRepository,
} from './scoring/repository.ts'
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
  savedUpTo,
  saveOutboxEntry,
  sqlStore,
} from './stage/sql-store.ts'
