import type { ChangeEventData, Day, Month, PersonId } from '@shouwang/contracts'
import {
  type Facts,
  type KnownFact,
  lastInsuredMonth,
  livingMembers,
  type Profile,
  withoutDoubts,
} from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { countedVehicles, homesOf } from '../readings/asset-limits.ts'
import type { CountedIncome } from '../readings/counted-income.ts'
import { incomeSeen } from '../readings/income-seen.ts'

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
      readonly monthlyFen: number
    }[]
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
  const homes = homesOf(members, day).map(
    ({ owner, fact }): Holding => held(owner.person, 'home', fact, null, fact.data.areaM2),
  )
  return {
    income: {
      heads: income.heads,
      perMonthFen: income.perMonthFen,
      perHeadFen: income.perHeadFen,
      sources: income.sources.map(({ person, kind, monthlyFen }) => ({ person, kind, monthlyFen })),
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
