import type { CaseEvent, ChangeEventOf, Decision, PersonId } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import { factEnvelope } from '../fact-envelope.ts'

type Fact = ChangeEventOf<'AidGiven'> | ChangeEventOf<'DecisionMade'>

/** What a line of a case says as a fact of a person: the one who got the aid, else the head of the household. */
export const aidEvents = (event: CaseEvent, known: Case, head: PersonId | null): readonly Fact[] => {
  switch (event.type) {
    case 'AidGiven':
      return factsOf(event, known, head, event.aidId)
    case 'AidReversed':
      return factsOf(event, known, head, event.aidId)
    case 'FundsRecovered':
      return event.recovery.aidId === null ? [] : factsOf(event, known, head, event.recovery.aidId)
    case 'DecisionMade':
      return decisionFacts(event, known, head, event.decision, false)
    case 'ObjectionAnswered': {
      const decision = known.decisions.find(({ decisionNo }) => decisionNo === event.decisionNo)
      return decision === undefined || !event.upheld ? [] : decisionFacts(event, known, head, decision, true)
    }
    case 'ReferralProgressed':
    case 'ReferralDone': {
      const referral = known.referrals.find(({ referralId }) => referralId === event.referralId)
      const subject = referral?.persons[0] ?? head
      if (event.given === null || subject === null || referral === undefined || referral.programme === null) return []
      const aidId = `${event.referralId}-${event.seq}`
      const { form, amountFen, day } = event.given
      const data = {
        aidId,
        caseId: event.caseId,
        programme: referral.programme,
        form,
        amountFen,
        day,
        helpFirst: false,
      }
      return [{ ...envelope(event, subject, aidId, false), type: 'AidGiven', data }]
    }
    default:
      return []
  }
}

const decisionFacts = (
  event: Extract<CaseEvent, { type: 'DecisionMade' | 'ObjectionAnswered' }>,
  known: Case,
  head: PersonId | null,
  decision: Decision,
  retracted: boolean,
): readonly Fact[] => {
  const { decisionNo, caseId } = event
  const { result, programme, amountFen, from, to, checkNo } = decision
  const checkedOn = known.check !== null && known.check.checkNo === checkNo ? known.check.day : null
  const data = { decisionNo, caseId, result, programme, amountFen, from, to, checkedOn }
  const subject = decision.person ?? head
  return subject === null ? [] : [{ ...envelope(event, subject, decisionNo, retracted), type: 'DecisionMade', data }]
}

const factsOf = (event: CaseEvent, known: Case, head: PersonId | null, aidId: string): readonly Fact[] => {
  const aid = known.aid.find((each) => each.aidId === aidId)
  const subject = aid?.person ?? head
  if (aid === undefined || subject === null) return []
  const { programme, form, day, decisionNo } = aid
  const back = known.recovered.reduce((sum, each) => (each.aidId === aidId ? sum + each.amountFen : sum), 0)
  const amountFen = aid.amountFen - back
  const data = { aidId, caseId: event.caseId, programme, form, amountFen, day, helpFirst: decisionNo === null }
  return [{ ...envelope(event, subject, aidId, event.type === 'AidReversed'), type: 'AidGiven', data }]
}

const envelope = (event: CaseEvent, subject: PersonId, sourcekey: string, retracted: boolean) =>
  factEnvelope(event, { origin: event.caseId, subject, sourcekey, retracted })
