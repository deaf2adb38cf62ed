import type { Random } from '../random.ts'
import { livingIn, type NeedKind, type TrueHousehold, type TrueMonth, type TruePerson } from './household.ts'
import * as rates from './rates.ts'

/**
 * What a household truly had in a month, and whether it was in need: what came in, less what it could not avoid, over three
 * months, is less than it takes to live on, and nothing saved or lent bridges it; or somebody who cannot look after himself
 * has nobody who does.
 */
export const reckon = (household: TrueHousehold, random: Random, month: number): TrueMonth => {
  const living = livingIn(household, month)
  const heads = living.length
  let incomeYuan = household.childrenGiveYuan * (living.some(({ pension }) => pension !== null) ? 1 : 0)
  for (const person of living) {
    const yuan = earned(household, person, random, month)
    person.months.push({ livelihood: person.livelihood, yuan })
    incomeYuan += yuan + (person.pension?.yuan ?? 0)
  }
  if (household.inCountry) incomeYuan += rates.income.ownProduce.value * heads
  const aidYuan = heads === 0 ? 0 : (household.roll?.monthlyYuan ?? 0)
  const outlayYuan = outlayOf(household, living, month)
  const living_ = rates.bareLiving.value * heads
  const left = incomeYuan + aidYuan - outlayYuan - living_
  household.savingsYuan += left > 0 ? Math.round(left * savedShare) : left
  // Nobody owes kin and neighbours without end: what is beyond is not bought.
  household.savingsYuan = Math.max(household.savingsYuan, -heads * mostOwedYuan)
  const stands = { heads, incomeYuan, outlayYuan, aidYuan, savingsYuan: household.savingsYuan }
  return { ...stands, need: needOf(household, living, stands) }
}

const savedShare = 0.35
const mostOwedYuan = 4000
/** So much of the bare living may lack before somebody goes without. */
const bearable = 0.1

const earned = ({ roll }: TrueHousehold, person: TruePerson, random: Random, month: number): number => {
  const { livelihood, wageYuan } = person
  const well = 0.9 + random.next() * 0.2
  const stayed = person.grave !== null && month < person.grave.until ? 0.6 : 1
  switch (livelihood) {
    case 'formal':
    case 'public':
      return Math.round((wageYuan === 0 ? rates.income.formalWage.value * 0.7 : wageYuan) * well * stayed)
    case 'flexible':
      return Math.round(
        (wageYuan === 0 ? rates.income.flexibleWage.value * 0.7 : wageYuan) * (0.55 + random.next() * 0.8) * stayed,
      )
    case 'own-business':
      return Math.round(wageYuan * (0.4 + random.next() * 1.2))
    case 'farm':
      return Math.round((wageYuan === 0 ? rates.income.farming.value * 0.6 : wageYuan) * stayed)
    case 'away':
      return Math.round(wageYuan * rates.income.awaySentHome.value * well)
    case 'jobless':
      return roll === null ? Math.round(wageYuan * 0.08) : 0
    default:
      return 0
  }
}

const outlayOf = (household: TrueHousehold, living: readonly TruePerson[], month: number): number => {
  let yuan = household.rentYuan
  for (const { chronic, disability, livelihood } of living) {
    if (chronic) yuan += chronicYuan
    if (disability !== null && disability.level <= 2) yuan += careYuan
    if (livelihood === 'student') yuan += studentYuan
  }
  for (const happening of household.happenings) if (happening.month === month) yuan += happening.paidYuan ?? 0
  return yuan
}

const chronicYuan = 190
const careYuan = 350
const studentYuan = 850

const needOf = (
  household: TrueHousehold,
  living: readonly TruePerson[],
  now: Omit<TrueMonth, 'need'>,
): NeedKind | null => {
  if (now.heads === 0) return null
  const recent = [...household.months.slice(-2), now]
  const mean = (of: (month: Omit<TrueMonth, 'need'>) => number): number =>
    recent.reduce((sum, month) => sum + of(month), 0) / recent.length
  const line = rates.bareLiving.value * now.heads * (1 - bearable)
  const income = mean(({ incomeYuan, aidYuan }) => incomeYuan + aidYuan)
  if (now.savingsYuan <= 0 && income - mean(({ outlayYuan }) => outlayYuan) < line)
    return income < line ? 'livelihood' : 'outlay'
  const helpless = living.some(({ disability }) => disability !== null && disability.level === 1)
  const alone = living.every(({ livelihood, disability }) => livelihood === 'elder' || disability !== null)
  return helpless && alone && income < rates.bareLiving.value * now.heads * careCosts ? 'care' : null
}

/** Care of somebody helpless is bought for about so many times the bare living of the household. */
const careCosts = 2.2

/** What a household has in a month when all goes as usual, less rent and care; yuan. */
export const expectedYuan = ({ people, inCountry, childrenGiveYuan, rentYuan }: TrueHousehold): number => {
  let yuan = childrenGiveYuan - rentYuan + (inCountry ? rates.income.ownProduce.value * people.length : 0)
  for (const { livelihood, wageYuan, pension, disability } of people) {
    const works = !['jobless', 'home', 'elder', 'child', 'student'].includes(livelihood)
    const share = livelihood === 'away' ? rates.income.awaySentHome.value : 0.95
    yuan += (works ? wageYuan * share : 0) + (pension?.yuan ?? 0)
    if (disability !== null && disability.level <= 2) yuan -= careYuan
  }
  return yuan
}
