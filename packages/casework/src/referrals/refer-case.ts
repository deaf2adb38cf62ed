import type { Case } from '../cases/case.ts'
import type { CaseEventDraft } from '../cases/record-case.ts'
import type { Circumstances } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { isUnderWay } from './case-referral.ts'
import type { ReferralDraft } from './referral-command.ts'

type Answer = CaseRefusal | readonly CaseEventDraft[]

/**
 * Hands a need of a case to a department or an organisation, several at once if need be; the case and its owner stay, and
 * every answer comes back to it (一口进、一口出).
 */
export const refer = (known: Case, draft: ReferralDraft, c: Circumstances): Answer => {
  const need = withoutIdentifiers(draft.need)
  const why = withoutIdentifiers(draft.why)
  if (need === '' || why === '') return 'case-note-needed'
  if (draft.dueOn <= c.day) return 'until-not-later'
  const open = known.referrals.filter(isUnderWay)
  if (open.some(({ department, unit }) => department === draft.department && unit === draft.unit))
    return 'referral-open-there'
  const referralId = `${known.caseId}-r${known.referrals.length + 1}`
  const sent: CaseEventDraft = { type: 'ReferralSent', referral: { ...draft, need, why, referralId } }
  const departments = new Set([...open.map(({ department }) => department), draft.department])
  return departments.size > 1 ? [sent, ...becomesJoint(known)] : [sent]
}

/** A case that two departments have at once is 联合; one that a person ranked, or that is 特急, stays what it is. */
const becomesJoint = ({ class: rankClass, kind, grade, reasons }: Case): readonly CaseEventDraft[] =>
  rankClass !== 'department' || reasons.includes('by-hand')
    ? []
    : [
        {
          ...{ type: 'CaseGraded', class: 'joint', kind, grade },
          reasons: [...reasons, 'several-departments'],
          note: '',
        },
      ]

/** Takes a referral back: sent by mistake, answered otherwise, or returned and looked at. */
export const recall = (known: Case, referralId: string, why: string): Answer => {
  const referral = known.referrals.find((each) => each.referralId === referralId)
  const note = withoutIdentifiers(why)
  if (referral === undefined) return 'no-such-referral'
  if (!isUnderWay(referral) && referral.status !== 'returned') return 'referral-over'
  return note === '' ? 'case-note-needed' : [{ type: 'ReferralRecalled', referralId, note }]
}
