import type { CaseEvent, Day } from '@shouwang/contracts'
import { conditionsAfter } from '../conferences/case-conditions.ts'
import { referralsAfter } from '../referrals/case-referral.ts'
import type { Case } from './case.ts'

type Opened = Extract<CaseEvent, { type: 'CaseOpened' }>

/** The case after one more line of its history. Throws RangeError when the history does not start with its opening. */
export const evolveCase = (known: Case | undefined, event: CaseEvent): Case => {
  const commands = event.command === undefined ? [] : [event.command]
  if (event.type === 'CaseOpened') return { ...opened(event), commands }
  if (known === undefined)
    throw new RangeError(`case ${event.caseId} has ${event.type} before it was opened; its history is incomplete`)
  return { ...changed(known, event), seq: event.seq, commands: [...known.commands, ...commands] }
}

const opened = (event: Opened): Omit<Case, 'commands'> => ({
  caseId: event.caseId,
  household: event.household,
  householdNo: event.householdNo,
  region: event.region,
  matter: event.matter,
  origin: event.origin,
  status: 'open',
  department: event.department,
  owner: event.owner,
  assignedBy: event.by,
  class: event.class,
  kind: event.kind,
  grade: event.grade,
  reasons: event.reasons,
  step: event.step,
  openedOn: event.day,
  dueOn: event.dueOn,
  dueSetOn: event.day,
  escalated: [],
  taskIds: event.taskId === null ? [] : [event.taskId],
  outcome: event.outcome,
  leads: event.leads,
  notes: noted([], event),
  check: null,
  authorisation: null,
  proposal: null,
  decisions: [],
  appealed: null,
  recovered: [],
  referrals: [],
  conferences: [],
  conditions: [],
  objected: null,
  aid: [],
  papersDueOn: null,
  result: null,
  closedOn: null,
  seq: event.seq,
})

const changed = (known: Case, event: Exclude<CaseEvent, Opened>): Case => {
  switch (event.type) {
    case 'CaseFed':
      return fed(known, event)
    case 'CaseGraded': {
      const { class: rankClass, kind, grade, reasons } = event
      return { ...known, class: rankClass, kind, grade, reasons, notes: noted(known.notes, event) }
    }
    case 'StepCompleted': {
      const { step, next, department } = event
      const papersDueOn = step === 'papers' ? null : known.papersDueOn
      const done = { ...known, department: department ?? known.department, papersDueOn }
      return { ...limited(done, event), step: next, notes: noted(known.notes, event) }
    }
    case 'AuthorisationRecorded':
      return { ...known, authorisation: event.authorisation }
    case 'CheckTaken':
      return { ...known, check: event.check, standing: undefined }
    case 'DecisionProposed':
      return { ...limited(known, event), proposal: { decision: event.decision, by: event.by } }
    case 'DecisionReturned':
      return { ...limited(known, event), proposal: null, notes: noted(known.notes, event) }
    case 'DecisionMade': {
      const { decisionNo, decision, day, by, next, publicUntil = null, appealUntil = null } = event
      const decisions = [...known.decisions, { ...decision, decisionNo, day, by, publicUntil, appealUntil }]
      return { ...limited(known, event), proposal: null, decisions, appealed: null, step: next }
    }
    case 'DecisionAppealed': {
      const open = { ...limited(known, event), status: 'open' as const, result: null, closedOn: null }
      return { ...open, appealed: event.decisionNo, step: event.next, notes: noted(known.notes, event) }
    }
    case 'FundsRecovered': {
      const { recoveryId, recovery, day, by, next } = event
      const recovered = [...known.recovered, { ...recovery, recoveryId, day, by }]
      return { ...limited(known, event), recovered, step: next }
    }
    case 'AidGiven': {
      const { aidId, aid, decisionNo, day, by, next, countsFen } = event
      const all = [...known.aid, { ...aid, aidId, day, by, decisionNo, reversedOn: null, countsFen }]
      const papersDueOn = event.papersDueOn ?? known.papersDueOn
      return { ...limited(known, event), aid: all, standing: event.standing, step: next, papersDueOn }
    }
    case 'AidReversed': {
      const aid = known.aid.map((each) => (each.aidId === event.aidId ? { ...each, reversedOn: event.day } : each))
      return { ...limited(known, event), aid, step: event.next, notes: noted(known.notes, event) }
    }
    case 'ReferralSent':
    case 'ReferralAccepted':
    case 'ReferralReturned':
    case 'ReferralProgressed':
    case 'ReferralRecalled':
    case 'ReferralLate':
      return { ...known, referrals: referralsAfter(known.referrals, event) }
    case 'ReferralDone': {
      const done = { ...known, referrals: referralsAfter(known.referrals, event) }
      return event.next === known.step ? done : { ...limited(done, event), step: event.next }
    }
    case 'ConferenceDecided': {
      const conferences = [...known.conferences, { ...event.conference, day: event.day }]
      const conditions = conditionsAfter(known.conditions, event)
      return { ...limited(known, event), conferences, conditions, step: event.next }
    }
    case 'ConditionDue':
    case 'ConditionLookedAt':
      return { ...known, conditions: conditionsAfter(known.conditions, event) }
    case 'DecisionPosted':
    case 'DecisionObjected':
    case 'ObjectionAnswered':
      return published(known, event)
    default:
      return standing(known, event)
  }
}

type Published = Extract<CaseEvent, { type: 'DecisionPosted' | 'DecisionObjected' | 'ObjectionAnswered' }>

/** What its publicity (公示) does to a decision: the days count from its hanging, and an objection may stop or end it. */
const published = (known: Case, event: Published): Case => {
  const changedOne = (change: Partial<Case['decisions'][number]>) =>
    known.decisions.map((each) => (each.decisionNo === event.decisionNo ? { ...each, ...change } : each))
  switch (event.type) {
    case 'DecisionPosted':
      return { ...known, decisions: changedOne({ publicUntil: event.publicUntil, boardNo: event.boardNo }) }
    case 'DecisionObjected': {
      const { decisionNo, boardNo, note, stops } = event
      const from = known.objected?.from ?? (known.status === 'closed' ? 'return-visit' : known.step)
      const objected = { decisionNo, boardNo, note, stops: stops || known.objected?.stops === true, from }
      const open = { ...limited(known, event), status: 'open' as const, result: null, closedOn: null }
      return { ...open, objected, step: event.next, notes: noted(known.notes, event) }
    }
    case 'ObjectionAnswered': {
      const decisions = event.upheld ? changedOne({ endedOn: event.day }) : known.decisions
      return { ...limited(known, event), decisions, objected: null, step: event.next, notes: noted(known.notes, event) }
    }
    default:
      return event satisfies never
  }
}

type Standing = Extract<
  CaseEvent,
  {
    type:
      | 'CasePaused'
      | 'CaseResumed'
      | 'CaseAssigned'
      | 'CaseNoted'
      | 'CaseEscalated'
      | 'CaseJoined'
      | 'CaseClosed'
      | 'CaseReopened'
  }
>

/** What changes who has a case and until when, not how far it has come. */
const standing = (known: Case, event: Standing): Case => {
  const notes = 'note' in event ? noted(known.notes, event) : known.notes
  switch (event.type) {
    case 'CasePaused':
      return { ...limited(known, { day: event.day, dueOn: event.until }), status: 'paused', notes }
    case 'CaseResumed':
      return { ...limited(known, event), status: 'open' }
    case 'CaseAssigned':
      return { ...known, owner: event.owner, assignedBy: event.by, region: event.region, notes }
    case 'CaseNoted':
      return { ...known, notes }
    case 'CaseEscalated':
      return { ...known, escalated: [...known.escalated, event.percent] }
    case 'CaseJoined':
      return { ...known, status: 'joined', closedOn: event.day }
    case 'CaseClosed':
      return { ...known, status: 'closed', result: event.result, closedOn: event.day, notes }
    case 'CaseReopened': {
      const { owner, step } = event
      return { ...limited(known, event), status: 'open', owner, step, result: null, closedOn: null, notes }
    }
    default:
      return event satisfies never
  }
}

const fed = (known: Case, { taskId, leads, ...event }: Extract<CaseEvent, { type: 'CaseFed' }>): Case => ({
  ...known,
  taskIds: taskId === null || known.taskIds.includes(taskId) ? known.taskIds : [...known.taskIds, taskId],
  leads: [...new Set([...known.leads, ...leads])],
  notes: noted(known.notes, event),
})

/** A new limit counts from the day on which it was set, and nobody has heard of it yet. */
const limited = (known: Case, { day, dueOn }: { readonly day: Day; readonly dueOn: Day }): Case => ({
  ...known,
  dueOn,
  dueSetOn: day,
  escalated: [],
})

const noted = (
  notes: Case['notes'],
  { day, by, note }: { readonly day: Day; readonly by: string; readonly note: string },
): Case['notes'] => (note === '' ? notes : [...notes, { day, by, note }])
