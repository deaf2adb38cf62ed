export { type CaseFile, emptyCase, leadKey, type Suppression } from './case-file.ts'
export type { Command, CommandName, Worker } from './command.ts'
export { considerAssessment, wake, wakeOn } from './consider.ts'
export { dueDay, escalationsOn, nextEscalationOn } from './deadline.ts'
export { evolve } from './evolve.ts'
export { type Notice, noticesOf } from './notices.ts'
export { countedOutcomes, type OutcomeRule, outcomeRule, outcomeRules } from './outcomes.ts'
export { type Performed, perform } from './perform.ts'
export { type Refusal, refusalWords } from './refusal.ts'
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
export type { Circumstances, Step } from './step.ts'
export { supervise } from './supervise.ts'
export { isOver, type Task, type TaskLead } from './task.ts'
export { taskId } from './task-id.ts'
export { visitEvents } from './visit-events.ts'
export { whyWords } from './why.ts'
export { calendarKnownUntil, isWorkingDay, workingDayAfter, workingDaysBetween } from './working-days.ts'
