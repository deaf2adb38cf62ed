import type { CaseEvent } from '@shouwang/contracts'
import { momentOf } from './moment-of.ts'

/** A line of a case's history as a row of `case_events`: what money and days are counted from, no words of people. */
export const caseEventRow = (event: CaseEvent): Record<string, unknown> => {
  const { caseId: case_id, seq, type, day, at, by: by_whom } = event
  return { case_id, seq, type, day, at: momentOf(at), by_whom, ...noDetail, ...detailOf(event) }
}

/** The columns that only some events fill. */
const noDetail = {
  household: '',
  household_no: '',
  region: '',
  matter: '',
  department: '',
  class: '',
  grade: 0,
  task_id: '',
  owner: '',
  step: '',
  due_on: null as string | null,
  programme: '',
  result: '',
  amount_fen: 0,
  aid_id: '',
  form: '',
  fund: '',
  person: '',
  help_first: false,
}

/** What one event fills of them. A new type does not compile until this is decided. */
const detailOf = (event: CaseEvent): Partial<typeof noDetail> => {
  switch (event.type) {
    case 'CaseOpened':
      return {
        household: event.household,
        household_no: event.householdNo,
        region: event.region ?? '',
        matter: event.matter,
        department: event.department ?? '',
        class: event.class,
        grade: event.grade,
        task_id: event.taskId ?? '',
        owner: event.owner ?? '',
        step: event.step,
        due_on: event.dueOn,
      }
    case 'CaseFed':
      return { task_id: event.taskId ?? '' }
    case 'CaseGraded':
      return { class: event.class, grade: event.grade }
    case 'StepCompleted':
      return { department: event.department ?? '', step: event.next, due_on: event.dueOn }
    case 'DecisionProposed':
      return decided(event.decision, { due_on: event.dueOn })
    case 'DecisionMade':
      return decided(event.decision, { step: event.next, due_on: event.dueOn })
    case 'AidGiven':
      return {
        programme: event.aid.programme,
        amount_fen: event.aid.amountFen,
        aid_id: event.aidId,
        form: event.aid.form,
        fund: event.aid.fund ?? '',
        person: event.aid.person ?? '',
        help_first: event.decisionNo === null,
        step: event.next,
        due_on: event.dueOn,
      }
    case 'FundsRecovered':
      return {
        amount_fen: event.recovery.amountFen,
        aid_id: event.recovery.aidId ?? '',
        fund: event.recovery.fund ?? '',
        form: event.recovery.way,
        step: event.next,
        due_on: event.dueOn,
      }
    case 'DecisionObjected':
      return { step: event.next, due_on: event.dueOn }
    case 'ObjectionAnswered':
      return { result: event.upheld ? 'upheld' : 'not-upheld', step: event.next, due_on: event.dueOn }
    case 'DecisionAppealed':
      return { step: event.next, due_on: event.dueOn }
    case 'AidReversed':
      return { aid_id: event.aidId, step: event.next, due_on: event.dueOn }
    case 'CaseAssigned':
      return { owner: event.owner ?? '', region: event.region ?? '' }
    case 'CaseReopened':
      return { owner: event.owner ?? '', step: event.step, due_on: event.dueOn }
    case 'CaseClosed':
      return { result: event.result }
    case 'CaseJoined':
      return { result: event.into }
    case 'ReferralSent': {
      const { department, dueOn, programme } = event.referral
      return { department, due_on: dueOn, programme: programme ?? '', class: event.referral.class }
    }
    case 'ReferralProgressed':
      return giftOf(event)
    case 'ReferralDone':
      return { ...giftOf(event), step: event.next, due_on: event.dueOn }
    case 'ConferenceDecided': {
      const { result, programme, amountFen } = event.conference
      return { result, programme: programme ?? '', amount_fen: amountFen, step: event.next, due_on: event.dueOn }
    }
    case 'ReferralAccepted':
    case 'ReferralReturned':
    case 'ReferralRecalled':
    case 'ReferralLate':
      return {}
    case 'ConditionDue':
    case 'ConditionLookedAt':
    case 'DecisionPosted':
      return {}
    case 'DecisionReturned':
    case 'CaseResumed':
      return { due_on: event.dueOn }
    case 'CasePaused':
      return { due_on: event.until }
    case 'AuthorisationRecorded':
    case 'CheckTaken':
    case 'CaseNoted':
    case 'CaseEscalated':
      return {}
    default:
      return event satisfies never
  }
}

/** What a department gave, counted as help with the number of its line; its money stays its own. */
const giftOf = ({
  referralId,
  seq,
  given,
}: Extract<CaseEvent, { type: 'ReferralProgressed' | 'ReferralDone' }>): Partial<typeof noDetail> =>
  given === null ? {} : { aid_id: `${referralId}-${seq}`, form: given.form, amount_fen: given.amountFen }

const decided = (
  { programme, result, amountFen }: Extract<CaseEvent, { type: 'DecisionMade' }>['decision'],
  limits: Partial<typeof noDetail>,
): Partial<typeof noDetail> => ({ programme, result, amount_fen: amountFen, ...limits })
