export { aidEvents } from './aid/aid-events.ts'
export { type Fund, type FundKind, fundKind } from './aid/fund.ts'
export {
  PAID_WITHIN_DAYS,
  type Paid,
  type Promised,
  type Reconciled,
  reconcilePayments,
} from './aid/reconcile-payments.ts'
export {
  type Case,
  caseFrom,
  type GivenAid,
  givenFen,
  grantedFen,
  isCaseOver,
  recoverableFen,
  recoveredFen,
} from './cases/case.ts'
export type { CaseCommand, CaseCommandName, OpenCase } from './cases/case-command.ts'
export { evolveCase } from './cases/evolve-case.ts'
export { type CasePerformed, performCase } from './cases/perform-case.ts'
export { nextCaseDay } from './cases/supervise-cases.ts'
export { openCase } from './cases/take-in-hand.ts'
export type { PensionSeen } from './conferences/condition-watch.ts'
export { conferOnCase } from './conferences/confer-on-case.ts'
export {
  type AgendaItem,
  type Conference,
  type ConferenceEvent,
  type ConferenceLevel,
  conferenceLevels,
  evolveConference,
  type Material,
  type Opinion,
} from './conferences/conference.ts'
export type { CallConference, ConferenceCommand } from './conferences/conference-command.ts'
export { callConference, conferenceIdOf, type Held, holdConference } from './conferences/hold-conference.ts'
export { dueConditions } from './conferences/watch-conditions.ts'
export { emptyFile, type HouseholdFile, leadKey, type Suppression } from './household-file.ts'
export { asksWho, askWho, foundWho, leadFile, leadNoOf, type ReportedLead, whoOutcomes } from './leads/find-who.ts'
export { type HelpFromList, helpFromList, listNoOf } from './lists/help-from-list.ts'
export {
  type KinCommand,
  type KinRecordLine,
  type KnownDeclaration,
  recordKin,
} from './official-kin/record-kin.ts'
export { type Board, type BoardEntry, type BoardEvent, type BoardKind, boardStatus, lateOf } from './publicity/board.ts'
export {
  type BoardCommand,
  boardNoOf,
  type DrawBoard,
  drawBoard,
  type Kept,
  keepBoard,
  type ObjectToBoard,
  objectionNoOf,
  objectOnBoard,
  type Postable,
  tellLate,
} from './publicity/keep-board.ts'
export { objectToDecision, postOnCase, withholdOnCase } from './publicity/object-to-decision.ts'
export { drawFrom, type Place, roomFor, roomLeft, type StockRules, type Waiting } from './queue/stock-list.ts'
export { type QueuedHousehold, type QueueRules, visitFactor } from './queue/visit-factor.ts'
export {
  noRecord,
  recordOf,
  resultsFrom,
  type ToldResult,
  type Tried,
  type VisitRecord,
  visitArea,
} from './queue/visit-record.ts'
export {
  answerReferral,
  type DepartmentUser,
  isReferredTo,
} from './referrals/answer-referral.ts'
export { type CaseReferral, giftsOf, isUnderWay } from './referrals/case-referral.ts'
export type { ReferralCommand, ReferralDraft } from './referrals/referral-command.ts'
export { caseOfReferral } from './referrals/referral-id.ts'
export { type ServiceMonth, serviceMonths } from './referrals/service-hours.ts'
export {
  type DayHappened,
  type MajorMatter,
  type MajorRules,
  majorMatters,
  majorRulesFrom,
  reportParameters,
} from './reports/major-matters.ts'
export {
  areasOf,
  type CaseRole,
  caseRole,
  covers,
  type Places,
  placesOf,
  presentOn,
  type Route,
  route,
  type Staff,
  superior,
} from './route.ts'
export { type CaseworkRules, caseworkParameters, type Deadline, type RulesOn, rulesFrom } from './rules.ts'
export { gravest } from './severity.ts'
export { statutoryHolidays } from './statutory-holidays.ts'
export { type CheckedNow, type Circumstances, noStep, type Step } from './step.ts'
export type { Command, CommandName, Worker } from './tasks/command.ts'
export { considerAssessment, openFromStock, wake, wakeOn } from './tasks/consider.ts'
export { dueDay, escalationsOn, nextEscalationOn } from './tasks/deadline.ts'
export { evolve, taskOf } from './tasks/evolve.ts'
export { caseNoticesOf, type Notice, noticesOf } from './tasks/notices.ts'
export {
  countedOutcomes,
  isUnmet,
  type OutcomeRule,
  outcomeRule,
  outcomeRules,
  outcomeWords,
} from './tasks/outcomes.ts'
export { perform } from './tasks/perform.ts'
export type { Performed } from './tasks/performed.ts'
export { leadsInStock, stockOf } from './tasks/stock.ts'
export { supervise } from './tasks/supervise.ts'
export { awaitsSecondPerson, type Task, type TaskLead } from './tasks/task.ts'
export { taskId } from './tasks/task-id.ts'
export { undoneVisitEvents, visitEvents } from './tasks/visit-events.ts'
export { type CaseNames, caseEventText } from './words/case-event-text.ts'
export { type CaseRefusal, caseRefusalWords } from './words/case-refusals.ts'
export {
  aidFormWords,
  caseClassWords,
  caseKindWords,
  caseResultWords,
  caseStatusWords,
  conferenceResultWords,
  decisionWords,
  departmentWords,
  fundKindWords,
  matterWords,
  recoveryWords,
  referralStatusWords,
  stepWords,
} from './words/case-words.ts'
export {
  checkNeedWords,
  checkStandingWords,
  checkStateWords,
  dimensionWords,
  directionWords,
  entitlementWords,
  levelWords,
  purposeWords,
  relationWords,
  roleWords,
  taskStatusWords,
} from './words/code-words.ts'
export { hardshipCauseWords, hardshipPartWords, hardshipRingWords } from './words/hardship-words.ts'
export type { Language, Words } from './words/language.ts'
export { leadChannelWords, leadKindWords, leadUrgencyWords } from './words/lead-words.ts'
export { ageBandWords, listPurposeWords } from './words/list-words.ts'
export { expenseKindWords, holdingWords, incomeKindWords, insuredWords } from './words/means-words.ts'
export { noticeWords } from './words/notice-words.ts'
export { patrolGroupWords } from './words/patrol-words.ts'
export { placeWords } from './words/queue-words.ts'
export { assignmentWords, systemNoteWords, withdrawalWords } from './words/reasons.ts'
export { type CommandRefusal, refusalWords } from './words/refusals.ts'
export { type NameOf, taskEventText } from './words/task-event-text.ts'
export { calendarKnownUntil, isWorkingDay, workingDayAfter, workingDaysBetween } from './working-days.ts'
