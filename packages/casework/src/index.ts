export { type CaseFile, emptyCase, leadKey, type Suppression } from './case-file.ts'
export type { Command, CommandName, Worker } from './command.ts'
export { considerAssessment, wake, wakeOn } from './consider.ts'
export { dueDay, escalationsOn, nextEscalationOn } from './deadline.ts'
export { evolve, taskOf } from './evolve.ts'
export { type Notice, noticesOf } from './notices.ts'
export { countedOutcomes, type OutcomeRule, outcomeRule, outcomeRules } from './outcomes.ts'
export { type Performed, perform } from './perform.ts'
export {
  areasOf,
  type CaseRole,
  caseRole,
  covers,
  type Places,
  placesOf,
  type Route,
  route,
  type Staff,
} from './route.ts'
export { type CaseworkRules, caseworkParameters, type Deadline, type RulesOn, rulesFrom } from './rules.ts'
export { statutoryHolidays } from './statutory-holidays.ts'
export type { Circumstances, Step } from './step.ts'
export { supervise } from './supervise.ts'
export type { Task, TaskLead } from './task.ts'
export { taskId } from './task-id.ts'
export { visitEvents } from './visit-events.ts'
export {
  dimensionWords,
  directionWords,
  entitlementWords,
  levelWords,
  purposeWords,
  relationWords,
  roleWords,
  taskStatusWords,
} from './words/code-words.ts'
export type { Language, Words } from './words/language.ts'
export { assignmentWords, systemNoteWords, withdrawalWords } from './words/reasons.ts'
export { type CommandRefusal, refusalWords } from './words/refusals.ts'
export { type NameOf, taskEventText } from './words/task-event-text.ts'
export { calendarKnownUntil, isWorkingDay, workingDayAfter, workingDaysBetween } from './working-days.ts'
