import { isOver } from '@shouwang/contracts'
import { covers, superior } from '../route.ts'
import type { Circumstances, EventDraft } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { Command, Worker } from './command.ts'
import type { Task } from './task.ts'

/**
 * An entry that was written before something happened which its writer had to know: a new reason, a result, another
 * worker. It is kept beside what stands, for people to read both; null where the command may be decided as usual. A note
 * says nothing that others could contradict, so only a task that is over or another's keeps it apart.
 */
export const lateEntry = (
  task: Task,
  command: Command,
  worker: Worker,
  isOwn: boolean,
  c: Circumstances,
): EventDraft | null => {
  const { seenSeq } = command
  if (
    seenSeq === undefined ||
    worker.role === null ||
    !covers({ role: worker.role, region: worker.region }, task.region)
  )
    return null
  if (command.type !== 'RecordOutcome' && command.type !== 'RecordContact' && command.type !== 'AddNote') return null
  const outdated = command.type === 'RecordOutcome' && (task.changedSeq ?? 0) > seenSeq
  if (!outdated && !isOver(task.status) && isOwn) return null
  const above = superior(task.region, c.places, 'coordinator').assignee
  return {
    type: 'EntryConflicted',
    outcome: command.type === 'RecordOutcome' ? command.outcome : null,
    note: withoutIdentifiers(command.note),
    seenSeq,
    to: above === worker.staffNo ? superior(task.region, c.places, 'district').assignee : above,
  }
}
