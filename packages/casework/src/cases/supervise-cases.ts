import { addDays, type Day, daysBetween } from '@shouwang/contracts'
import { nextConditionDay } from '../conferences/case-conditions.ts'
import { conditionsDue } from '../conferences/watch-conditions.ts'
import type { HouseholdFile } from '../household-file.ts'
import { isUnderWay } from '../referrals/case-referral.ts'
import { covers, route, superior } from '../route.ts'
import type { CaseworkRules } from '../rules.ts'
import type { Circumstances, Step } from '../step.ts'
import { workingDayAfter, workingDaysBetween } from '../working-days.ts'
import { type Case, isCaseOver } from './case.ts'
import { stepDue } from './procedure.ts'
import { type CaseEventDraft, recordCase } from './record-case.ts'

/**
 * What supervision does to the cases of one household: a paused one goes on when its day has come, one whose owner left or
 * whose family moved finds another, a late one is reported upwards. Of closed ones the conditions are still told of.
 */
export const superviseCases = (step: Step, c: Circumstances): Step => {
  const all = [...step.file.cases, ...step.file.watched].map(({ caseId }) => caseId)
  const told = all.reduce((so, caseId) => each(so, caseId, conditionsDue, c), step)
  return told.file.cases.reduce((so, { caseId }) => {
    const resumed = each(so, caseId, resume, c)
    const owned = each(resumed, caseId, findOwner, c)
    const told = each(owned, caseId, lateReferrals, c)
    return each(told, caseId, escalate, c)
  }, told)
}

const each = (
  step: Step,
  caseId: string,
  drafts: (known: Case, c: Circumstances, file: HouseholdFile) => readonly CaseEventDraft[],
  c: Circumstances,
): Step => {
  const known = [...step.file.cases, ...step.file.watched].find((one) => one.caseId === caseId)
  return known === undefined ? step : recordCase(step, caseId, known, drafts(known, c, step.file), c)
}

const resume = ({ status, step, dueOn, class: urgency }: Case, c: Circumstances): readonly CaseEventDraft[] =>
  status === 'paused' && dueOn <= c.day ? [{ type: 'CaseResumed', dueOn: stepDue(c.day, step, urgency, c.rules) }] : []

const findOwner = (known: Case, { places }: Circumstances, file: HouseholdFile): readonly CaseEventDraft[] => {
  const moved = file.region !== null && file.region !== known.region && known.assignedBy === 'system'
  const region = moved ? file.region : known.region
  const present = known.owner === null ? undefined : places.staff.get(known.owner)
  if (present !== undefined && !(moved && !covers(present, region))) return []
  const { assignee } = route(region, places, 'coordinator')
  if (assignee === known.owner) return []
  return [{ type: 'CaseAssigned', owner: assignee, why: moved ? 'household-moved' : 'staff-changed', region, note: '' }]
}

const escalate = (known: Case, c: Circumstances): readonly CaseEventDraft[] =>
  known.status !== 'open'
    ? []
    : c.rules.escalations
        .filter(({ percent }) => !known.escalated.includes(percent) && passesOn(known, percent) <= c.day)
        .map(({ percent, to }) => ({
          type: 'CaseEscalated',
          percent,
          to: superior(known.region, c.places, to).assignee,
        }))

/** A department that let its day go by is late to both sides. */
const lateReferrals = ({ referrals }: Case, c: Circumstances): readonly CaseEventDraft[] =>
  referrals
    .filter((each) => isUnderWay(each) && !each.late && each.dueOn < c.day)
    .map(({ referralId }) => ({ type: 'ReferralLate', referralId }))

/** The day on which more than `percent` of a step's limit has gone by; 特急 does not wait for Monday. */
const passesOn = ({ dueSetOn, dueOn, class: urgency }: Case, percent: number): Day => {
  if (urgency === 'immediate') {
    const length = Math.max(1, daysBetween(dueSetOn, dueOn))
    return addDays(dueSetOn, Math.floor((length * percent) / 100) + 1)
  }
  const days = Math.max(1, workingDaysBetween(dueSetOn, dueOn))
  return workingDayAfter(dueSetOn, Math.floor((days * percent) / 100) + 1)
}

/** The next day on which time alone matters to a case; null when everyone has heard of everything. */
export const nextCaseDay = (known: Case, rules: CaseworkRules): Day | null => {
  const condition = nextConditionDay(known)
  if (isCaseOver(known)) return condition
  const waited = known.referrals.filter((each) => isUnderWay(each) && !each.late).map(({ dueOn }) => addDays(dueOn, 1))
  const own =
    known.status === 'paused'
      ? [known.dueOn]
      : rules.escalations
          .filter(({ percent }) => !known.escalated.includes(percent))
          .map(({ percent }) => passesOn(known, percent))
  const days = [...own, ...waited, ...(condition === null ? [] : [condition])]
  return days.reduce<Day | null>((least, day) => (least === null || day < least ? day : least), null)
}
