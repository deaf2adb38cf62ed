import { ageOn, type Day } from '@shouwang/contracts'
import { twinIdentityOf } from '../id-number.ts'
import { nameOf, surnameOf } from '../names.ts'
import { pickWeighted, type Random } from '../random.ts'
import { lognormal, monthly } from './draws.ts'
import { type Happening, livingIn, type TrueHousehold, type TruePerson } from './household.ts'
import { disabilityOf, peopleNumbered } from './make-household.ts'
import * as rates from './rates.ts'

type Moment = { readonly month: number; readonly first: Day; readonly unit: number }

/** What happens to a household and its people within one month; changes both, and writes down what happened. */
export const befall = (household: TrueHousehold, random: Random, at: Moment): void => {
  const living = livingIn(household, at.month)
  if (living.length === 0) return
  for (const person of living) {
    const age = ageOn(person.birthDate, at.first)
    illness(household, person, age, random, at)
    work(household, person, random, at)
    if (person.until > at.month) endings(household, person, age, random, at)
  }
  couples(household, random, at)
  calamities(household, random, at)
}

const tell = (
  { happenings, people }: TrueHousehold,
  person: TruePerson,
  { month }: Moment,
  kind: Happening['kind'],
  more: Partial<Happening> = {},
): void => void happenings.push({ month, person: people.indexOf(person), kind, ...more })

/** About 18 % of people are in hospital in a year, mostly the old and the very young. */
const staysByAge = (age: number): number =>
  age < 6 ? 0.16 : age < 45 ? 0.09 : age < 60 ? 0.17 : age < 75 ? 0.34 : 0.46

const ordinary: readonly (readonly [string, string])[] = [
  ['J18.9', '肺炎'],
  ['K80.2', '胆囊结石'],
  ['I10', '高血压'],
  ['E11.9', '2型糖尿病'],
  ['M51.2', '腰椎间盘突出'],
  ['S82.2', '胫骨骨折'],
]
const graveDiseases: readonly (readonly [string, string])[] = [
  ['C34.9', '肺恶性肿瘤'],
  ['C16.9', '胃恶性肿瘤'],
  ['C50.9', '乳腺恶性肿瘤'],
  ['I63.9', '脑梗死'],
  ['I61.9', '脑出血'],
  ['N18.5', '慢性肾衰竭尿毒症期'],
  ['I21.9', '急性心肌梗死'],
  ['K74.6', '肝硬化'],
]

const illness = (household: TrueHousehold, person: TruePerson, age: number, random: Random, at: Moment): void => {
  const scale = rates.misfortune.stays.value / 0.18
  if (random.chance(monthly(staysByAge(age) * scale)))
    tell(household, person, at, 'stay', {
      ...bill(random, person, lognormal(random, rates.misfortune.stayCost.value, 0.65)),
      disease: random.pick(ordinary),
    })
  const risk = rates.misfortune.graveIllness.value * (age < 30 ? 0.15 : age < 45 ? 0.5 : age < 60 ? 1.2 : 2.6)
  if (person.grave === null && random.chance(monthly(risk)))
    person.grave = { from: at.month, until: at.month + random.int(5, 16), disease: random.pick(graveDiseases) }
  if (person.grave !== null && at.month >= person.grave.from && at.month < person.grave.until) {
    const first = at.month === person.grave.from
    const cost = lognormal(random, first ? 32_000 : 7000, 0.6)
    tell(household, person, at, first ? 'stay' : 'grave-care', {
      ...bill(random, person, cost, random.chance(0.3) ? 0.3 : 0.12),
      disease: person.grave.disease,
    })
  }
  const disabling = rates.misfortune.newDisability.value * (age < 40 ? 0.4 : age < 60 ? 1 : 2.2)
  if (person.disability === null && random.chance(monthly(disabling))) {
    person.disability = {
      ...disabilityOf(random),
      since: at.month,
      certified: random.chance(rates.misfortune.certified.value),
    }
    tell(household, person, at, 'disabled')
  }
}

/** What a stay costs and what of it the family pays: more of it where nobody insures, or the list leaves drugs out. */
const bill = (random: Random, { livelihood, pension }: TruePerson, cost: number, outOfList = 0.08) => {
  const totalYuan = Math.round(cost)
  const outside = totalYuan * outOfList * (0.5 + random.next())
  const employee = livelihood === 'formal' || livelihood === 'public' || pension?.kind === 'employee'
  const covered = employee ? 0.8 : 0.6
  const paidYuan = Math.round(outside + (totalYuan - outside) * (1 - covered))
  return { totalYuan, paidYuan }
}

const work = (household: TrueHousehold, person: TruePerson, random: Random, at: Moment): void => {
  const { livelihood, grave, disability } = person
  const ill = grave !== null && at.month < grave.until
  const cannot = ill || (disability !== null && disability.level <= 2)
  if (cannot && ['formal', 'flexible', 'own-business', 'farm', 'away'].includes(livelihood)) {
    if (!random.chance(livelihood === 'formal' ? 0.12 : 0.6)) return
    person.livelihood = 'home'
    return
  }
  const loses = rates.misfortune.jobLossPerMonth.value
  if ((livelihood === 'formal' || livelihood === 'away') && random.chance(loses)) {
    person.livelihood = 'jobless'
    tell(household, person, at, 'job-loss')
  } else if (livelihood === 'flexible' && random.chance(0.012)) person.livelihood = 'jobless'
  else if (livelihood === 'own-business' && random.chance(rates.misfortune.businessFailurePerMonth.value)) {
    person.livelihood = 'jobless'
    tell(household, person, at, 'business-failed')
  } else if (livelihood === 'jobless' && !cannot && random.chance(0.16)) {
    person.livelihood = person.wageYuan === 0 ? 'flexible' : random.chance(0.45) ? 'flexible' : 'formal'
    tell(household, person, at, 'recovered')
  }
}

/** Deaths a year by age: 人口死亡率 7.9 ‰ as a whole [BK]. */
const deathsByAge = (age: number): number =>
  age < 1 ? 0.003 : age < 40 ? 0.0006 : age < 60 ? 0.0032 : age < 70 ? 0.011 : age < 80 ? 0.033 : 0.095

const endings = (household: TrueHousehold, person: TruePerson, age: number, random: Random, at: Moment): void => {
  const ill = person.grave !== null && at.month < person.grave.until
  const leave = (left: NonNullable<TruePerson['left']>, kind: Happening['kind']): void => {
    person.until = at.month + 1
    person.left = left
    tell(household, person, at, kind)
  }
  if (random.chance(monthly(deathsByAge(age) + (ill ? 0.16 : 0)))) leave('died', 'death')
  else if (
    person.sex === 'male' &&
    age >= 18 &&
    age < 60 &&
    random.chance(monthly(rates.people.custodyPerManYear.value))
  )
    leave('imprisoned', 'custody')
  else if (isGrownChild(person, age) && random.chance(monthly(rates.people.marriagesPerYear.value)))
    leave('married', 'marriage')
}

const isGrownChild = ({ relation }: TruePerson, age: number): boolean =>
  (relation === '2' || relation === '3') && age >= 24 && age <= 32

const couples = (household: TrueHousehold, random: Random, at: Moment): void => {
  const living = livingIn(household, at.month + 1)
  const husband = living.find(({ relation }) => relation === '0')
  const wife = living.find(({ relation }) => relation === '1')
  if (husband === undefined || wife === undefined) return
  const age = ageOn(wife.birthDate, at.first)
  if (age < 55 && random.chance(monthly(rates.people.divorcesPerCoupleYear.value))) {
    const gone = random.chance(0.6) ? husband : wife
    gone.until = at.month + 1
    gone.left = 'divorced'
    tell(household, gone, at, 'divorce')
  } else if (age >= 22 && age <= 38 && random.chance(monthly(rates.people.birthsPerCoupleYear.value)))
    isBorn(household, husband, wife, random, at)
}

const isBorn = (household: TrueHousehold, father: TruePerson, mother: TruePerson, random: Random, at: Moment): void => {
  if (household.people.length >= peopleNumbered) return
  const sex = random.chance(0.52) ? 'male' : 'female'
  const birthDate = `${at.first.slice(0, 8)}${String(random.int(1, 28)).padStart(2, '0')}`
  const ordinal = household.unit * peopleNumbered + household.people.length
  const child: TruePerson = {
    ...twinIdentityOf({ idNumber: mother.idNumber, birthDate }, ordinal, sex),
    name: nameOf(random, { sex, age: 0, family: surnameOf(father.name) }),
    sex,
    relation: sex === 'male' ? '2' : '3',
    phone: father.phone,
    from: at.month,
    until: Number.POSITIVE_INFINITY,
    left: null,
    livelihood: 'child',
    wageYuan: 0,
    pension: null,
    disability: null,
    chronic: false,
    grewUpIn: null,
    grave: null,
    months: Array.from({ length: at.month }, () => ({ livelihood: 'child' as const, yuan: 0 })),
  }
  household.people.push(child)
  tell(household, child, at, 'birth')
}

const calamities = (household: TrueHousehold, random: Random, at: Moment): void => {
  const living = livingIn(household, at.month + 1)
  const [head] = living
  if (head === undefined) return
  if (random.chance(monthly(rates.misfortune.fire.value))) loss(household, head, 'fire', random, at)
  if (household.inCountry && random.chance(monthly(rates.misfortune.disaster.value)))
    loss(household, head, 'disaster', random, at)
  for (const person of living)
    if (random.chance(monthly(rates.misfortune.seriousAccident.value)))
      tell(household, person, at, 'accident', bill(random, person, lognormal(random, 30_000, 0.7)))
  if (random.chance(monthly(rates.people.movesPerYear.value))) tell(household, head, at, 'moved')
}

const loss = (
  household: TrueHousehold,
  person: TruePerson,
  kind: 'fire' | 'disaster',
  random: Random,
  at: Moment,
): void => {
  const { yuan } = pickWeighted(random, [
    { weight: 7, yuan: 2500 },
    { weight: 2, yuan: 14_000 },
    { weight: 1, yuan: 60_000 },
  ])
  const paidYuan = Math.round(yuan * (0.6 + random.next()))
  tell(household, person, at, kind, { totalYuan: paidYuan, paidYuan })
}
