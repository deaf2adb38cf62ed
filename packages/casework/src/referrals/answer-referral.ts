import { type Department, isWithin, type ReferralGift, type RegionCode } from '@shouwang/contracts'
import type { Case } from '../cases/case.ts'
import type { CasePerformed } from '../cases/perform-case.ts'
import { stepAfter, stepDue } from '../cases/procedure.ts'
import { type CaseEventDraft, recordCase } from '../cases/record-case.ts'
import type { HouseholdFile } from '../household-file.ts'
import { type Circumstances, noStep } from '../step.ts'
import { withoutIdentifiers } from '../without-identifiers.ts'
import type { CaseRefusal } from '../words/case-refusals.ts'
import { type CaseReferral, isUnderWay } from './case-referral.ts'
import type { ReferralCommand } from './referral-command.ts'

/** Who answers for a department or an organisation. `unit` is the organisation's name; null for an office. */
export type DepartmentUser = {
  readonly staffNo: string
  readonly department: Department
  readonly unit: string | null
  readonly region: RegionCode
}

/** True when a referral of a case in `region` was sent to this user: to the department, in his region, to his organisation. */
export const isReferredTo = (
  referral: Pick<CaseReferral, 'department' | 'unit'>,
  region: RegionCode | null,
  user: Omit<DepartmentUser, 'staffNo'>,
): boolean =>
  referral.department === user.department &&
  (referral.unit === null || referral.unit === user.unit) &&
  region !== null &&
  isWithin(region, user.region)

/** What a department answers. What was not referred to it is not there for it. */
export const answerReferral = (
  file: HouseholdFile,
  known: Case | undefined,
  command: ReferralCommand,
  user: DepartmentUser,
  circumstances: Circumstances,
): CasePerformed => {
  const c = { ...circumstances, by: user.staffNo }
  const referral = known?.referrals.find(({ referralId }) => referralId === command.referralId)
  if (known === undefined || referral === undefined || !isReferredTo(referral, known.region, user))
    return { ok: false, refusal: 'no-such-referral' }
  if (command.commandId !== undefined && known.commands.includes(command.commandId))
    return { ok: true, step: noStep(file) }
  const answer = answerTo(known, referral, command, c)
  if (typeof answer === 'string') return { ok: false, refusal: answer }
  return { ok: true, step: recordCase(noStep(file), known.caseId, known, answer, c, command.commandId) }
}

type Answer = CaseRefusal | readonly CaseEventDraft[]

const answerTo = (known: Case, referral: CaseReferral, command: ReferralCommand, c: Circumstances): Answer => {
  const { referralId } = referral
  if (!isUnderWay(referral)) return 'referral-over'
  if (command.type === 'AcceptReferral')
    return referral.status === 'sent' ? [{ type: 'ReferralAccepted', referralId }] : 'referral-accepted'
  const note = withoutIdentifiers(command.note)
  if (note === '') return 'case-note-needed'
  if (command.type === 'ReturnReferral') return [{ type: 'ReferralReturned', referralId, note }]
  if (referral.status !== 'accepted') return 'referral-not-accepted'
  const given = command.given === null ? null : { ...command.given, what: withoutIdentifiers(command.given.what) }
  const wrong = given === null ? null : wrongGift(given, referral, c)
  if (wrong !== null) return wrong
  if (command.type === 'RecordProgress') return [{ type: 'ReferralProgressed', referralId, note, given }]
  return [{ type: 'ReferralDone', referralId, note, given, ...nextOf(known, referralId, c) }]
}

const wrongGift = (given: ReferralGift, { sentOn }: CaseReferral, { day }: Circumstances): CaseRefusal | null => {
  if (given.what === '') return 'what-needed'
  if ((given.form === 'card' || given.form === 'cash') && given.amountFen === 0) return 'amount-needed'
  return given.day > day || given.day < sentOn ? 'gift-day-outside' : null
}

/** A case that waits for departments alone goes on with the last of them; a returned one has to be looked at first. */
const nextOf = (known: Case, referralId: string, c: Circumstances) => {
  const others = known.referrals.filter((each) => each.referralId !== referralId)
  const waits = known.step !== 'referral' || others.some((each) => isUnderWay(each) || each.status === 'returned')
  if (waits) return { next: known.step, dueOn: known.dueOn }
  const next = stepAfter(known.matter, 'referral')
  return { next, dueOn: stepDue(c.day, next, known.class, c.rules) }
}
