import { addDays, type Day, daysBetween, type FiringVerdict, isOver } from '@shouwang/contracts'
import type { CaseworkRules, Deadline } from '../rules.ts'
import { workingDayAfter, workingDaysBetween } from '../working-days.ts'
import type { Task } from './task.ts'

const deadlineOf = (lead: FiringVerdict, rules: CaseworkRules): Deadline =>
  rules.deadlinesByIndicator[lead.indicator] ?? rules.deadlines[lead.level === 'none' ? 'blue' : lead.level]

const dayAfter = (day: Day, { counts }: Pick<Deadline, 'counts'>, days: number): Day =>
  counts === 'calendar' ? addDays(day, days) : workingDayAfter(day, days)

const counted = (from: Day, to: Day, { counts }: Pick<Deadline, 'counts'>): number =>
  counts === 'calendar' ? Math.max(0, daysBetween(from, to)) : workingDaysBetween(from, to)

/** The shortest limit among these leads, counted from `day`. */
const tightest = (day: Day, leads: readonly FiringVerdict[], rules: CaseworkRules): { limit: Deadline; due: Day } => {
  const all = leads
    .map((lead) => deadlineOf(lead, rules))
    .map((limit) => ({ limit, due: dayAfter(day, limit, limit.days) }))
  const blue = { limit: rules.deadlines.blue, due: dayAfter(day, rules.deadlines.blue, rules.deadlines.blue.days) }
  return all.reduce((least, each) => (each.due < least.due ? each : least), all[0] ?? blue)
}

/** The last day on which work on these leads, begun on `day`, is in time. */
export const dueDay = (day: Day, leads: readonly FiringVerdict[], rules: CaseworkRules): Day =>
  tightest(day, leads, rules).due

/** The last day for the result of a red task that began on `day`; undefined where no lead asks for contact first. */
export const resultDay = (day: Day, leads: readonly FiringVerdict[], rules: CaseworkRules): Day | undefined =>
  leads.some(asksForContact(rules)) ? dayAfter(day, rules.redResult, rules.redResult.days) : undefined

const asksForContact =
  ({ deadlinesByIndicator }: CaseworkRules) =>
  ({ level, indicator }: FiringVerdict): boolean =>
    level === 'red' && deadlinesByIndicator[indicator] === undefined

/** The day on which more than `percent` of a task's limit has gone by; for 100, the first day after it was due. */
const passesOn = (task: Task, percent: number, rules: CaseworkRules): Day => {
  const contacted = task.contactedOn !== undefined
  const limit = contacted ? rules.redResult : tightest(task.dueSetOn, task.leads, rules).limit
  const days = Math.max(1, counted(task.dueSetOn, task.dueOn, limit))
  return dayAfter(task.dueSetOn, limit, Math.floor((days * percent) / 100) + 1)
}

/** The escalations that are due on `day` and have not happened, mildest first. */
export const escalationsOn = (task: Task, day: Day, rules: CaseworkRules): CaseworkRules['escalations'] =>
  isOver(task.status)
    ? []
    : rules.escalations.filter(
        ({ percent }) => !task.escalated.includes(percent) && passesOn(task, percent, rules) <= day,
      )

/** The next day on which a task is to be escalated; null when it is over or everyone has heard. */
export const nextEscalationOn = (task: Task, rules: CaseworkRules): Day | null => {
  const days = isOver(task.status)
    ? []
    : rules.escalations
        .filter(({ percent }) => !task.escalated.includes(percent))
        .map(({ percent }) => passesOn(task, percent, rules))
  return days.reduce<Day | null>((least, day) => (least === null || day < least ? day : least), null)
}
