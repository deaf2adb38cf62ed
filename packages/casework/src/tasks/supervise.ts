import { superviseCases } from '../cases/supervise-cases.ts'
import type { HouseholdFile } from '../household-file.ts'
import { covers, type Places, route, superior } from '../route.ts'
import { type Circumstances, type EventDraft, noStep, record, type Step } from '../step.ts'
import { escalationsOn } from './deadline.ts'
import type { Task } from './task.ts'

/** What supervision does to a household's tasks and cases: those without a worker find one, late ones are reported upwards. */
export const supervise = (file: HouseholdFile, c: Circumstances): Step => {
  const tasks = Object.values(file.tasks).reduce((step, task) => {
    const found = record(step, task.taskId, rerouted(task, c.places), c)
    const now = found.file.tasks[task.direction] ?? task
    return record(found, task.taskId, escalated(now, c), c)
  }, noStep(file))
  return superviseCases(tasks, c)
}

/** A new assignee where the old one has left, or was routed to and now works elsewhere. People's own choices stand. */
const rerouted = (task: Task, places: Places): EventDraft[] => {
  const present = task.assignee === null ? undefined : places.staff.get(task.assignee)
  const inPlace = present !== undefined && (task.assignedBy !== 'system' || covers(present, task.region))
  if (inPlace) return []
  const { assignee } = route(task.region, places)
  if (assignee === task.assignee) return []
  return [{ type: 'TaskAssigned', assignee, region: task.region, why: 'staff-changed' }]
}

const escalated = (task: Task, c: Circumstances): EventDraft[] =>
  escalationsOn(task, c.day, c.rules).map(({ percent, to }) => ({
    type: 'TaskEscalated',
    percent,
    to: superior(task.region, c.places, to).assignee,
  }))
