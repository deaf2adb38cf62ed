import { ageOn, type Day } from '@shouwang/contracts'
import type { Random } from '../random.ts'
import { lognormal } from './draws.ts'
import type { TrueHousehold, TruePerson } from './household.ts'
import * as rates from './rates.ts'
import { expectedYuan } from './reckon.ts'

/**
 * Gives old people who live by themselves their children: some live in other households of the county, the others away.
 * What children give hangs on what they have; some give nothing. And gives every household what it owns and whether
 * somebody pays its medical insurance, which both hang on what it lives on.
 */
export const tieTogether = (households: readonly TrueHousehold[], on: Day, random: Random): void => {
  const grown = households.flatMap((household) =>
    household.people
      .filter(({ birthDate }) => ageOn(birthDate, on) >= 24 && ageOn(birthDate, on) < 60)
      .map((person) => ({ person, household })),
  )
  for (const household of households)
    if (household.people.every(({ livelihood, birthDate }) => isOld(livelihood, birthDate, on)))
      household.childrenGiveYuan = givenBy(household, grown, on, random)
  for (const household of households) {
    const perHead = expectedYuan(household) / household.people.length
    const poor = perHead < rates.bareLiving.value * 1.3
    household.uninsured = random.chance(rates.records.uninsured.value * (poor ? 2.5 : 0.8))
    const old = household.people.every(({ livelihood }) => livelihood === 'elder')
    if (random.chance(carOwners(perHead) * (old ? 0.25 : 1))) household.cars = 1
  }
}

const isOld = (livelihood: string, birthDate: Day, on: Day): boolean =>
  livelihood === 'elder' || ageOn(birthDate, on) >= 60

/** Most families that live well have a car, few of the poor. */
const carOwners = (perHeadYuan: number): number =>
  1 / (1 + Math.exp(-1.7 * Math.log(Math.max(200, perHeadYuan) / 3300)))

const givenBy = (
  { people, no }: TrueHousehold,
  grown: readonly { readonly person: TruePerson; readonly household: TrueHousehold }[],
  on: Day,
  random: Random,
): number => {
  const [parent] = people
  if (parent === undefined) return 0
  let yuan = 0
  const children = random.chance(0.08) ? 0 : random.int(1, 3)
  for (let child = 0; child < children; child += 1) {
    if (!random.chance(childrenHere)) {
      if (random.chance(rates.income.childrenGive.value * 0.85)) yuan += away(random) * people.length
      continue
    }
    const found = Array.from({ length: 12 }, () => random.pick(grown)).find(
      ({ person }) => person.grewUpIn === null && isChildsAge(parent.birthDate, person.birthDate, on),
    )
    if (found === undefined) continue
    found.person.grewUpIn = no
    const spare = expectedYuan(found.household) / found.household.people.length - rates.bareLiving.value
    if (spare > 0 && random.chance(rates.income.childrenGive.value))
      yuan += Math.min(1600, spare * 0.28 * lognormal(random, 1, 0.5)) * people.length
  }
  return Math.round(yuan)
}

/** Share of the children of old people who live in the same county. */
const childrenHere = 0.5

const away = (random: Random): number => lognormal(random, rates.income.childrenGiveYuan.value * 0.5, 0.55)

const isChildsAge = (parent: Day, child: Day, on: Day): boolean => {
  const between = ageOn(parent, on) - ageOn(child, on)
  return between >= 21 && between <= 38
}
