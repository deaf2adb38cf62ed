import type { ListPurpose, PersonId, ReferralGift, RegionCode } from '@shouwang/contracts'
import type { Need } from '../cases/open-case.ts'
import type { CasePerformed } from '../cases/perform-case.ts'
import { stepDue } from '../cases/procedure.ts'
import { recordCase } from '../cases/record-case.ts'
import { caseIdFor, takeInHand } from '../cases/take-in-hand.ts'
import type { HouseholdFile } from '../household-file.ts'
import { answerReferral, type DepartmentUser } from '../referrals/answer-referral.ts'
import { refer } from '../referrals/refer-case.ts'
import { type Circumstances, noStep, type Step } from '../step.ts'
import { readableHash } from '../tasks/task-id.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import { listPurposeWords } from '../words/list-words.ts'

/** A department helps a family of a list that was drawn for it; `given` is null where it only takes it in hand. */
export type HelpFromList = {
  readonly listNo: string
  readonly purpose: ListPurpose
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode
  readonly head: PersonId | null
  readonly programme: string
  readonly note: string
  readonly given: ReferralGift | null
  readonly commandId: string
}

/** The number of a list: the same for the same call, and it gives nothing away. */
export const listNoOf = (region: RegionCode, commandId: string): string => `L-${readableHash(`${region}/${commandId}`)}`

/**
 * What a department gives from its list is a referral like any other: a case that somebody of the town has, sent and accepted at
 * once, and done where it was given at once. So it counts as help, and the family is judged anew with it.
 */
export const helpFromList = (
  file: HouseholdFile,
  asked: HelpFromList,
  user: DepartmentUser,
  circumstances: Circumstances,
): CasePerformed => {
  const c = { ...circumstances, by: user.staffNo }
  const known =
    file.version > 0 ? file : { ...file, householdNo: asked.householdNo, region: asked.region, head: asked.head }
  const note = withoutIdentifiers(asked.note)
  if (note === '') return { ok: false, refusal: 'case-note-needed' }
  const need: Need = {
    matter: 'referral',
    origin: 'referral',
    department: user.department,
    direction: null,
    level: 'none',
    region: asked.region,
    ...{ taskId: null, outcome: null, leads: [], note: `${asked.listNo} ${note}` },
  }
  const id = caseIdFor(known, need)
  // Nobody of a department owns a case: where the town has nobody in charge it waits for an owner.
  const opened = takeInHand(noStep(known), id, need, null, circumstances)
  return opened.ok ? referred(opened.step, id, asked, user, c) : opened
}

const referred = (
  step: Step,
  id: string,
  { purpose, programme, note, given, commandId }: HelpFromList,
  user: DepartmentUser,
  c: Circumstances,
): CasePerformed => {
  const opened = step.file.cases.find(({ caseId }) => caseId === id)
  if (opened === undefined) return { ok: false, refusal: 'no-such-case' }
  const { department, unit } = user
  const words = { need: listPurposeWords[purpose].zh, why: note, class: 'department' as const }
  const dueOn = stepDue(c.day, 'referral', 'department', c.rules)
  const sent = refer(opened, { department, unit, programme, ...words, dueOn, persons: [], plan: null }, c)
  if (typeof sent === 'string') return { ok: false, refusal: sent }
  const line = sent.find(({ type }) => type === 'ReferralSent')
  if (line?.type !== 'ReferralSent') return { ok: false, refusal: 'no-such-referral' }
  const { referralId } = line.referral
  const accepted = recordCase(step, id, opened, [...sent, { type: 'ReferralAccepted', referralId }], c, commandId)
  const now = accepted.file.cases.find(({ caseId }) => caseId === id)
  if (given === null || now === undefined) return { ok: true, step: accepted }
  const done = answerReferral(accepted.file, now, { type: 'FinishReferral', referralId, note, given }, user, c)
  if (!done.ok) return done
  return { ok: true, step: { ...done.step, caseEvents: [...accepted.caseEvents, ...done.step.caseEvents] } }
}
