import type { CaseEvent, TaskEvent } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import type { Task } from './task.ts'

/** Something that one member of staff should hear of. */
export type Notice = {
  readonly staffNo: string
  /** The task or the case that it is about. */
  readonly about: string
  readonly seq: number
  readonly kind: 'assigned' | 'raised' | 'reminded' | 'overdue' | 'withdrawn' | 'to-confirm' | 'conflict'
  readonly at: string
}

/** Whom a happening concerns. `task` is the task after it. Nobody is told what he did himself. */
export const noticesOf = (event: TaskEvent, task: Task): readonly Notice[] => {
  const tell = (staffNo: string | null, kind: Notice['kind']): readonly Notice[] =>
    noticeFor({ ...event, about: event.taskId }, staffNo, kind)
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
    case 'TaskReminded':
      return tell(event.to, 'reminded')
    case 'TaskWithdrawn':
      return tell(task.assignee, 'withdrawn')
    case 'OutcomeRecorded':
      return tell(event.secondPerson ?? null, 'to-confirm')
    case 'OutcomeUndone':
      return tell(task.assignee, 'raised')
    case 'EntryConflicted':
      return [...tell(event.to, 'conflict'), ...(event.to === task.assignee ? [] : tell(task.assignee, 'conflict'))]
    case 'LeadJoined':
    case 'LeadWorsened':
    case 'LeadCleared':
    case 'TaskAccepted':
    case 'ContactMade':
    case 'NoteAdded':
    case 'OutcomeConfirmed':
      return []
    default:
      return event satisfies never
  }
}

/** Whom a happening of a case concerns. `known` is the case after it. */
export const caseNoticesOf = (event: CaseEvent, known: Case): readonly Notice[] => {
  const tell = (staffNo: string | null, kind: Notice['kind']): readonly Notice[] =>
    noticeFor({ ...event, about: event.caseId }, staffNo, kind)
  switch (event.type) {
    case 'CaseOpened':
    case 'CaseAssigned':
    case 'CaseReopened':
      return tell(event.owner, 'assigned')
    case 'CaseFed':
    case 'CaseGraded':
    case 'DecisionMade':
    case 'DecisionReturned':
    case 'DecisionAppealed':
    case 'CaseResumed':
      return tell(known.owner, 'raised')
    case 'CaseEscalated':
      return [
        ...tell(event.to, event.percent < 100 ? 'reminded' : 'overdue'),
        ...(event.to === known.owner ? [] : tell(known.owner, 'reminded')),
      ]
    case 'ReferralAccepted':
    case 'ReferralReturned':
    case 'ReferralProgressed':
    case 'ReferralDone':
    case 'ConferenceDecided':
    case 'DecisionObjected':
    case 'ObjectionAnswered':
      return tell(known.owner, 'raised')
    case 'ConditionLookedAt':
      return event.by === 'system' ? [] : tell(known.owner, 'raised')
    case 'ConditionDue':
      return tell(event.to, 'reminded')
    case 'ReferralLate':
      return tell(known.owner, 'overdue')
    case 'ReferralSent':
    case 'ReferralRecalled':
    case 'StepCompleted':
    case 'DecisionPosted':
    case 'AuthorisationRecorded':
    case 'CheckTaken':
    case 'DecisionProposed':
    case 'AidGiven':
    case 'AidReversed':
    case 'FundsRecovered':
    case 'CasePaused':
    case 'CaseNoted':
    case 'CaseJoined':
    case 'CaseClosed':
      return []
    default:
      return event satisfies never
  }
}

const noticeFor = (
  { by, about, seq, at }: { readonly by: string; readonly about: string; readonly seq: number; readonly at: string },
  staffNo: string | null,
  kind: Notice['kind'],
): readonly Notice[] => (staffNo === null || staffNo === by ? [] : [{ staffNo, about, seq, kind, at }])
