import { identityOf, type Sex } from '../id-number.ts'
import { nameOf, surnameOf } from '../names.ts'
import { pickWeighted, type Random } from '../random.ts'
import { type CountyRegion, phoneOf, type Village } from '../region.ts'
import { chances, lognormal } from './draws.ts'
import type { Livelihood, TrueHousehold, TruePerson } from './household.ts'
import * as rates from './rates.ts'

type Place = { readonly inCountry: boolean; readonly unit: number; readonly seed: number; readonly on: string }
type Spec = { readonly relation: string; readonly sex: Sex; readonly age: number; readonly student?: boolean }

/** How often each shape of household comes, in town and in the country: 第七次人口普查, one-person households 25 %, mean size 2.6 [BK]. */
const shapes: readonly {
  readonly kind: string
  readonly town: number
  readonly country: number
  readonly members: (random: Random) => readonly Spec[]
}[] = [
  {
    kind: 'alone-worker',
    town: 15,
    country: 5,
    members: (r) => [{ relation: '0', sex: sexOf(r), age: r.int(22, 58) }],
  },
  {
    kind: 'alone-elder',
    town: 6,
    country: 9,
    members: (r) => [{ relation: '0', sex: sexOf(r, 0.4), age: r.int(61, 90) }],
  },
  { kind: 'couple', town: 16, country: 11, members: (r) => pair(r, r.int(27, 58)) },
  { kind: 'one-child', town: 22, country: 14, members: (r) => withChildren(r, 1) },
  { kind: 'two-children', town: 10, country: 12, members: (r) => withChildren(r, 2) },
  {
    kind: 'student',
    town: 4,
    country: 4,
    members: (r) => [
      ...pair(r, r.int(43, 52)),
      { relation: r.chance(0.5) ? '2' : '3', sex: sexOf(r), age: r.int(18, 21), student: true },
    ],
  },
  { kind: 'three-generations', town: 7, country: 15, members: (r) => threeGenerations(r) },
  { kind: 'elder-couple', town: 10, country: 15, members: (r) => pair(r, r.int(62, 84)) },
  { kind: 'lone-parent', town: 3, country: 2.5, members: (r) => loneParent(r) },
  {
    kind: 'grandparents',
    town: 0.5,
    country: 4,
    members: (r) => [...pair(r, r.int(58, 70)), { relation: '4', sex: sexOf(r), age: r.int(3, 14) }],
  },
  { kind: 'grown-child', town: 5.5, country: 7, members: (r) => grownChild(r) },
]

const sexOf = (random: Random, male = 0.5): Sex => (random.chance(male) ? 'male' : 'female')

const pair = (random: Random, age: number): readonly Spec[] => [
  { relation: '0', sex: 'male', age },
  { relation: '1', sex: 'female', age: Math.max(20, age - random.int(-1, 4)) },
]

const childOf = (random: Random, age: number): Spec => {
  const sex = sexOf(random, 0.52)
  return { relation: sex === 'male' ? '2' : '3', sex, age }
}

const withChildren = (random: Random, count: 1 | 2): readonly Spec[] => {
  const first = random.int(count === 2 ? 5 : 1, 17)
  const ages = count === 2 ? [first, random.int(1, first - 2)] : [first]
  return [...pair(random, first + random.int(23, 31)), ...ages.map((age) => childOf(random, age))]
}

const threeGenerations = (random: Random): readonly Spec[] => {
  const family = withChildren(random, random.chance(0.4) ? 2 : 1)
  const age = (family[0]?.age ?? 30) + random.int(23, 28)
  const elders = random.chance(0.5) ? (['male', 'female'] as const) : (['female'] as const)
  return [...family, ...elders.map((sex) => ({ relation: '5', sex, age }))]
}

const loneParent = (random: Random): readonly Spec[] => {
  const age = random.int(27, 48)
  const child = childOf(random, Math.min(17, Math.max(1, age - random.int(23, 30))))
  return [{ relation: '0', sex: sexOf(random, 0.3), age }, child]
}

const grownChild = (random: Random): readonly Spec[] => {
  const age = random.int(50, 78)
  const child = childOf(random, age - random.int(22, 30))
  return random.chance(0.5) ? [...pair(random, age), child] : [{ relation: '0', sex: sexOf(random, 0.35), age }, child]
}

const townWork: readonly { readonly weight: number; readonly does: Livelihood }[] = [
  { weight: 50, does: 'formal' },
  { weight: 8, does: 'public' },
  { weight: 24, does: 'flexible' },
  { weight: 12, does: 'own-business' },
  { weight: 2, does: 'jobless' },
  { weight: 4, does: 'home' },
]
const countryWork: readonly { readonly weight: number; readonly does: Livelihood }[] = [
  { weight: 30, does: 'farm' },
  { weight: 25, does: 'away' },
  { weight: 17, does: 'formal' },
  { weight: 16, does: 'flexible' },
  { weight: 6, does: 'own-business' },
  { weight: 2, does: 'jobless' },
  { weight: 4, does: 'home' },
]

const medians: { readonly [L in Livelihood]?: readonly [number, number] } = {
  formal: [rates.income.formalWage.value, 0.36],
  public: [rates.income.publicWage.value, 0.25],
  flexible: [rates.income.flexibleWage.value, 0.48],
  'own-business': [rates.income.ownBusiness.value, 0.65],
  farm: [rates.income.farming.value, 0.5],
  away: [rates.income.awayWage.value, 0.35],
}

/** A household as it stands at the beginning: who lives in it, how each lives, and what it has. */
export const makeHousehold = (
  random: Random,
  place: Place & { readonly county: CountyRegion; readonly village: Village },
): TrueHousehold => {
  const { inCountry, unit, village, county } = place
  const shape = pickWeighted(
    random,
    shapes.map((each) => ({ ...each, weight: inCountry ? each.country : each.town })),
  )
  const able = lognormal(random, 1, 0.28)
  const specs = shape.members(random)
  const people: TruePerson[] = []
  for (const [at, spec] of specs.entries()) people.push(makePerson(random, place, spec, at, able, people[0]))
  const registeredHere = inCountry || !random.chance(rates.people.withoutLocalRegistration.value)
  return {
    unit,
    no: `3598${String(unit + 1).padStart(8, '0')}`,
    village,
    address: `${county.cityName}${county.name}${village.town}${village.name}${random.int(1, 480)}号`,
    inCountry,
    registeredHere,
    kind: shape.kind,
    people,
    childrenGiveYuan: 0,
    rentYuan: registeredHere ? 0 : random.int(5, 11) * 100,
    cars: 0,
    uninsured: false,
    savingsYuan: Math.round(lognormal(random, 14_000 * able ** 2, 1.2)),
    roll: null,
    happenings: [],
    months: [],
    asksIn: null,
    refuses: random.chance(rates.aid.refuses.value),
  }
}

const makePerson = (
  random: Random,
  { unit, seed, on, inCountry }: Place,
  { relation, sex, age, student }: Spec,
  at: number,
  able: number,
  head: TruePerson | undefined,
): TruePerson => {
  const identity = identityOf(unit * peopleNumbered + at, seed, { sex, age, on })
  const surname = head !== undefined && ['2', '3', '4'].includes(relation) ? { family: surnameOf(head.name) } : {}
  const livelihood = livelihoodOf(random, age, inCountry, student === true)
  const [median, spread] = medians[livelihood] ?? [0, 0]
  return {
    ...identity,
    name: nameOf(random, { sex, age, ...surname }),
    sex,
    relation,
    phone: phoneOf(random),
    from: 0,
    until: Number.POSITIVE_INFINITY,
    left: null,
    livelihood,
    wageYuan: median === 0 ? 0 : Math.round(able * lognormal(random, median, spread)),
    pension: pensionOf(random, age, inCountry),
    disability: disabledFromThePast(random, age),
    chronic: random.chance(age >= 60 ? 0.3 : age >= 40 ? 0.12 : 0.02),
    grewUpIn: null,
    grave: null,
    months: [],
  }
}

/** How many people one household may number. */
export const peopleNumbered = 8

const livelihoodOf = (random: Random, age: number, inCountry: boolean, student: boolean): Livelihood => {
  if (student) return 'student'
  if (age < 18) return 'child'
  if (age < 60)
    return age < 23 && random.chance(0.4) ? 'student' : pickWeighted(random, inCountry ? countryWork : townWork).does
  return inCountry && age < 73 && random.chance(0.5) ? 'farm' : 'elder'
}

const pensionOf = (random: Random, age: number, inCountry: boolean): TruePerson['pension'] => {
  if (age < 60) return null
  if (random.chance(inCountry ? 0.13 : 0.68))
    return { kind: 'employee', yuan: Math.round(lognormal(random, rates.income.employeePension.value, 0.28)) }
  if (random.chance(0.04)) return null
  return { kind: 'resident', yuan: Math.round(lognormal(random, rates.income.residentPension.value, 0.25)) }
}

/** Prevalence by age comes to about 6 %, with a certificate about 2.7 % [BK]. */
const disabledFromThePast = (random: Random, age: number): TruePerson['disability'] => {
  if (!random.chance(age < 18 ? 0.008 : age < 60 ? 0.028 : 0.11)) return null
  return { ...disabilityOf(random), since: -1 - random.int(12, 200), certified: random.chance(age < 60 ? 0.72 : 0.35) }
}

/** A kind of disability and its level. */
export const disabilityOf = (random: Random): { readonly category: number; readonly level: number } => ({
  category: chances(random, [0.15, 0.1, 0.02, 0.52, 0.1, 0.09, 0.02]) + 1,
  level: chances(random, [0.16, 0.28, 0.26, 0.3]) + 1,
})
