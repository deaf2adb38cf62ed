import type { TaskEvent } from '@shouwang/contracts'
import type { Task } from './task.ts'

/** Something that one member of staff should hear of. */
export type Notice = {
  readonly staffNo: string
  readonly taskId: string
  readonly seq: number
  readonly kind: 'assigned' | 'raised' | 'reminded' | 'overdue' | 'withdrawn'
  readonly at: string
}

/** Whom a happening concerns. `task` is the task after it. Nobody is told what he did himself. */
export const noticesOf = (event: TaskEvent, task: Task): readonly Notice[] => {
  const tell = (staffNo: string | null, kind: Notice['kind']): readonly Notice[] =>
    staffNo === null || staffNo === event.by
      ? []
      : [{ staffNo, taskId: event.taskId, seq: event.seq, kind, at: event.at }]
  switch (event.type) {
    case 'TaskOpened':
    case 'TaskAssigned':
      return tell(event.assignee, 'assigned')
    case 'LevelRaised':
    case 'DeadlineBroughtForward':
      return tell(task.assignee, 'raised')
    case 'TaskEscalated':
      return [
        ...tell(event.to, event.percent < 100 ? 'reminded' : 'overdue'),
        ...(event.to === task.assignee ? [] : tell(task.assignee, 'reminded')),
      ]
    case 'TaskWithdrawn':
      return tell(task.assignee, 'withdrawn')
    case 'LeadJoined':
    case 'LeadWorsened':
    case 'LeadCleared':
    case 'TaskAccepted':
    case 'ContactMade':
    case 'NoteAdded':
    case 'OutcomeRecorded':
      return []
    default:
      return event satisfies never
  }
}
