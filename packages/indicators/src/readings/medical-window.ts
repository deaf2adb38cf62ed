import {
  addDays,
  addMonthsToDay,
  type ChangeEventData,
  type Day,
  type EvidenceFact,
  type PersonId,
} from '@shouwang/contracts'
import { evidence, type KnownFact, livingMembers, medicalSpend, type Profile, rememberLast } from '@shouwang/household'

/** What the living members of a household paid themselves over some months, refunds netted; amounts in 分. */
export type HouseholdMedical = {
  readonly from: Day
  readonly inScopeSelfPaidFen: number
  readonly outOfScopeFen: number
  readonly personalBurdenFen: number
  /** Who paid something, the most first. */
  readonly payers: readonly { readonly person: PersonId; readonly inScopeSelfPaidFen: number }[]
  /** The largest settlements, as evidence. */
  readonly facts: readonly EvidenceFact[]
  /** The day on which the oldest settlement leaves the window. */
  readonly reviewOn: Day
}

const shownSettlements = 12

/** The first day of the window of whole months that ends on `day`. */
export const windowStart = (day: Day, months: number): Day => addMonthsToDay(addDays(day, 1), -months)

/**
 * False when even without refunds, windows and deaths the household's settlements stay below `fen`: a cheap answer for
 * the many who pay little.
 */
export const mayHavePaid = (profile: Profile, fen: number): boolean => everBilled(profile) >= fen

const everBilled = rememberLast(({ members }: Profile): number => {
  let sum = 0
  for (const { facts } of members)
    if (facts.MedicalSettled !== undefined)
      for (const { data } of facts.MedicalSettled) if (!data.refund) sum += data.inScopeSelfPaidFen
  return sum
})

/** Sums what the household paid within the window of whole months that ends on `day`. */
export const householdMedical = rememberLast((profile: Profile, day: Day, months: number): HouseholdMedical => {
  const from = windowStart(day, months)
  const spends = livingMembers(profile, day)
    .map(({ person, facts }) => ({ ...medicalSpend(facts, from, day), person }))
    .filter(({ settlements }) => settlements.length > 0)
    .sort((a, b) => b.inScopeSelfPaidFen - a.inScopeSelfPaidFen)
  const settled: PersonSettlement[] = []
  let oldest = day
  for (const { person, settlements } of spends)
    for (const fact of settlements) {
      settled.push({ person, fact })
      if (fact.data.settledOn < oldest) oldest = fact.data.settledOn
    }
  return {
    from,
    inScopeSelfPaidFen: spends.reduce((sum, spend) => sum + spend.inScopeSelfPaidFen, 0),
    outOfScopeFen: spends.reduce((sum, spend) => sum + spend.outOfScopeFen, 0),
    personalBurdenFen: spends.reduce((sum, spend) => sum + spend.personalBurdenFen, 0),
    payers: spends.filter(({ inScopeSelfPaidFen }) => inScopeSelfPaidFen > 0),
    facts: largest(settled),
    reviewOn: leavesWindowOn(oldest, months),
  }
})

type PersonSettlement = { readonly person: PersonId; readonly fact: KnownFact<'MedicalSettled'> }

/** The largest settlements as evidence, so that years of dialysis do not drown the verdict. */
export const largest = (settled: readonly PersonSettlement[]): EvidenceFact[] =>
  settled
    .toSorted((a, b) => burden(b.fact.data) - burden(a.fact.data))
    .slice(0, shownSettlements)
    .map(({ person, fact }) => evidence(person, 'MedicalSettled', fact))

const burden = (data: ChangeEventData['MedicalSettled']): number => data.personalBurdenFen

/** The first day whose window no longer holds what was settled on a day. */
export const leavesWindowOn = (settledOn: Day, months: number): Day => {
  const anniversary = addMonthsToDay(settledOn, months)
  return windowStart(anniversary, months) > settledOn ? anniversary : addDays(anniversary, 1)
}
