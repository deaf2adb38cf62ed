import type { ChangeEventType } from '@shouwang/contracts'
import type { Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { today } from './made-households.ts'

/** One household reduced to plain values, so that every engine compares the same ones. */
export type Inputs = { readonly [name: string]: number }

/** "This value has reached that number": what is left of an indicator without windows, evidence and reasons. */
export type Condition = { readonly id: string; readonly input: string; readonly atLeast: number }

const counted: readonly ChangeEventType[] = [
  'FireReported',
  'DisasterSuffered',
  'TrafficCasualtyReported',
  'HelpRequested',
  'DeathReported',
  'CustodyStarted',
  'VehicleRegistered',
  'PropertyRegistered',
  'BusinessRegistered',
  'DwellingGraded',
  'EnrolmentReported',
  'UnemploymentRegistered',
  'AssistanceListed',
  'DisabilitySubsidyListed',
  'MarriageRegistered',
  'ResidentMoved',
]

/** The triggers of docs/domain.md §3 as plain conditions, with the numbers of the policy. */
export const conditionsOf = (policy: Policy): readonly Condition[] => [
  { id: 'high-medical-selfpay-12m', input: 'selfPaidFen', atLeast: 2_000_000 },
  { id: 'case-conference', input: 'selfPaidFen', atLeast: policy.number('case-conference/medical-selfpay').value },
  { id: 'single-stay-selfpay', input: 'singleStayFen', atLeast: 1_000_000 },
  { id: 'chronic-outpatient-burden', input: 'outpatientMonths', atLeast: 3 },
  { id: 'medical-income-ratio', input: 'medicalIncomeRatio', atLeast: policy.number('rigid/expense-ratio').value },
  { id: 'new-severe-disability', input: 'severeDisability', atLeast: 1 },
  { id: 'elder-allowance-missed', input: 'oldestAge', atLeast: policy.number('elder-allowance/start-age').value },
  { id: 'income-below-standard', input: 'missingIncomeFen', atLeast: 1 },
  ...counted.map((type) => ({ id: type, input: type, atLeast: 1 })),
]

/** The values that the conditions ask for. */
export const inputsOf = (profile: Profile, policy: Policy): Inputs => {
  const settlements = profile.members.flatMap(({ facts }) => facts.MedicalSettled ?? []).map(({ data }) => data)
  const incomeFen = profile.members.reduce((sum, { facts }) => {
    const wages = facts.SocialInsurancePaid?.[0]?.data.baseFen ?? 0
    return sum + wages + (facts.PensionPaid?.[0]?.data.amountFen ?? 0)
  }, 0)
  const selfPaidFen = settlements.reduce((sum, { inScopeSelfPaidFen }) => sum + inScopeSelfPaidFen, 0)
  const standardFen = policy.number('dibao/monthly-standard').value * profile.members.length
  return {
    selfPaidFen,
    singleStayFen: Math.max(0, ...settlements.map(({ inScopeSelfPaidFen }) => inScopeSelfPaidFen)),
    outpatientMonths: settlements.filter(({ care }) => care === 'outpatient').length,
    medicalIncomeRatio: incomeFen === 0 ? 0 : selfPaidFen / (incomeFen * 12),
    severeDisability: profile.members.filter(({ facts }) => (facts.DisabilityCertified?.[0]?.data.level ?? 4) <= 2)
      .length,
    oldestAge: Math.max(
      0,
      ...profile.members.map(({ birthDate }) => Number(today.slice(0, 4)) - Number((birthDate ?? today).slice(0, 4))),
    ),
    missingIncomeFen: Math.max(0, standardFen - incomeFen),
    ...Object.fromEntries(
      counted.map((type) => [type, profile.members.filter(({ facts }) => facts[type] !== undefined).length]),
    ),
  }
}
