import type { ChangeEventData, Day, Month, PersonId } from '@shouwang/contracts'
import {
  type Facts,
  type KnownFact,
  lastInsuredMonth,
  livingMembers,
  monthlyIncome,
  type Profile,
  withoutDoubts,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { countedVehicles, homesOf } from '../readings/asset-limits.ts'
import type { CountedIncome } from '../readings/counted-income.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { householdMedical } from '../readings/medical-window.ts'
import { schoolFees } from '../readings/school-fees.ts'

/** Something registered in a member's name, and who says so since when. */
type Holding = {
  readonly person: PersonId
  readonly kind: 'vehicle' | 'home' | 'business'
  readonly provider: string
  readonly day: Day
  /** In 分, where the register tells it; the area of a home in m² has a field of its own. */
  readonly valueFen: number | null
  readonly areaM2: number | null
}

/** Whether a member is insured for medical care, and the last month for which social insurance was paid. */
type Insured = {
  readonly person: PersonId
  readonly medical: ChangeEventData['MedicalInsuranceStanding'] | null
  readonly lastPaidMonth: Month | null
}

/** What a household lives on and owns, as far as offices tell: what an application asks for (一证申请). */
export type HouseholdMeans = {
  readonly income: {
    readonly heads: number
    readonly perMonthFen: number
    readonly perHeadFen: number
    readonly sources: readonly {
      readonly person: PersonId
      readonly kind: CountedIncome['sources'][number]['kind']
      /** As it is paid, before the cost of having work or the basic part of a pension is taken off. */
      readonly grossFen: number
      readonly monthlyFen: number
    }[]
    /** The sum as it is paid; `perMonthFen` is the sum as law counts it. */
    readonly grossPerMonthFen: number
    /** 刚性支出 of the twelve months before, or of this school year: what the family paid itself. */
    readonly expenses: readonly {
      readonly person: PersonId
      readonly kind: 'medical' | 'school'
      readonly yearlyFen: number
    }[]
    readonly expensesYearlyFen: number
    /** What law counts less a twelfth of those expenses; below zero where they are more. */
    readonly leftPerMonthFen: number
    /** What the family itself declared last, where that still counts. */
    readonly declaredFen: number | null
    /** Adults who could work and of whom no source tells. */
    readonly unseen: readonly PersonId[]
    /** Feeds without which nothing can be said of some. */
    readonly awaits: readonly string[]
  }
  readonly holdings: readonly Holding[]
  readonly insurance: readonly Insured[]
}

/** Reads the means of a household on a day; the same readings that conditions are held against. */
export const householdMeans = (profile: Profile, policy: Policy, day: Day): HouseholdMeans => {
  const sure = profile.doubts ? withoutDoubts(profile) : profile
  const members = livingMembers(sure, day)
  const { income, unseen, awaits } = incomeSeen(sure, policy, day)
  const expenses = rigidExpenses(sure, policy, day)
  const expensesYearlyFen = expenses.reduce((sum, { yearlyFen }) => sum + yearlyFen, 0)
  const homes = homesOf(members, day).map(
    ({ owner, fact }): Holding => held(owner.person, 'home', fact, null, fact.data.areaM2),
  )
  return {
    income: {
      heads: income.heads,
      perMonthFen: income.perMonthFen,
      perHeadFen: income.perHeadFen,
      ...incomeLines(income, sure, day),
      expenses,
      expensesYearlyFen,
      leftPerMonthFen: income.perMonthFen - Math.round(expensesYearlyFen / 12),
      declaredFen: income.declaration?.monthlyFen ?? null,
      unseen,
      awaits,
    },
    holdings: [...members.flatMap(({ person, facts }) => ownThings(person, facts, day)), ...homes],
    insurance: members.map(({ person, facts }) => ({
      person,
      medical: latest(facts.MedicalInsuranceStanding)?.data ?? null,
      lastPaidMonth: lastInsuredMonth(facts),
    })),
  }
}

/** Each source as it is paid and as law counts it: the ones that are seen come first in both. */
const incomeLines = ({ sources }: CountedIncome, profile: Profile, day: Day) => {
  const seen = monthlyIncome(profile, day).sources
  const lines = sources.map(({ person, kind, monthlyFen }, at) => ({
    ...{ person, kind, monthlyFen, grossFen: seen[at]?.monthlyFen ?? monthlyFen },
  }))
  return { sources: lines, grossPerMonthFen: lines.reduce((sum, { grossFen }) => sum + grossFen, 0) }
}

/** 医疗合规自付 and 教育净支出, by person, the most first within each. */
const rigidExpenses = (profile: Profile, policy: Policy, day: Day): HouseholdMeans['income']['expenses'] => {
  const months = policy.standard('education-burden/fee-months')
  const fees = months === null ? [] : schoolFees(profile, day, months.value)
  return [
    ...householdMedical(profile, day, 12)
      .payers.filter(({ inScopeSelfPaidFen }) => inScopeSelfPaidFen > 0)
      .map(({ person, inScopeSelfPaidFen: yearlyFen }) => ({ person, kind: 'medical' as const, yearlyFen })),
    ...fees.map(({ person, netFen: yearlyFen }) => ({ person, kind: 'school' as const, yearlyFen })),
  ]
}

const ownThings = (person: PersonId, facts: Facts, day: Day): readonly Holding[] => [
  ...countedVehicles(facts, day).map((fact) => held(person, 'vehicle', fact, fact.data.priceFen, null)),
  ...(facts.BusinessRegistered ?? [])
    .filter(({ data }) => data.status !== 'closed' && data.day <= day)
    .map((fact) => held(person, 'business', fact, fact.data.capitalFen, null)),
]

const held = (
  person: PersonId,
  kind: Holding['kind'],
  { provider, data }: Pick<KnownFact, 'provider'> & { readonly data: { readonly day: Day } },
  valueFen: number | null,
  areaM2: number | null,
): Holding => ({ person, kind, provider, day: data.day, valueFen, areaM2 })

const latest = <Stated extends { readonly day: Day }>(facts: readonly Stated[] | undefined): Stated | undefined =>
  facts?.reduce((last, each) => (each.day >= last.day ? each : last))
