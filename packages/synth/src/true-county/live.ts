import type { Random } from '../random.ts'
import { befall } from './befall.ts'
import { lognormal } from './draws.ts'
import { livingIn, type TrueHousehold, type TrueSpan } from './household.ts'
import * as rates from './rates.ts'
import { expectedYuan, reckon } from './reckon.ts'

/** Lets a household live through the months of the county: what befalls it, how it stands, whether and when it asks. */
export const live = (household: TrueHousehold, random: Random, { months, firstWatched }: TrueSpan): void => {
  const begins = months[0] ?? ''
  onRoll(household, random, `${begins}-01`)
  for (const [month, name] of months.entries()) {
    befall(household, random, { month, first: `${name}-01`, unit: household.unit })
    const stands = reckon(household, random, month)
    household.months.push(stands)
    const asks = stands.need === null ? rates.aid.othersAskPerMonth.value : rates.aid.asksPerMonth.value
    const would = random.chance(asks)
    if (would && household.asksIn === null && month >= firstWatched && stands.heads > 0) household.asksIn = month
  }
}

/** Who is on the roll when the county is first looked at: part of the poor, and some who are poor no more. */
const onRoll = (household: TrueHousehold, random: Random, since: string): void => {
  const heads = household.people.length
  const yuan = expectedYuan(household)
  const line = rates.bareLiving.value * heads
  const poor = yuan < line && household.savingsYuan < 8000 * heads
  const near = !poor && yuan < line * 1.5
  // Who has lived on too little for years has spent what he had.
  if (yuan < line * 1.15)
    household.savingsYuan = random.chance(0.3) ? 0 : Math.round(lognormal(random, 2200 * heads, 0.9))
  if (poor && random.chance(rates.aid.poorCovered.value)) {
    const alone = heads === 1 && household.people[0]?.livelihood === 'elder' && household.childrenGiveYuan === 0
    const tekun = alone && random.chance(rates.aid.lonePoorElderTekun.value)
    const monthlyYuan = Math.max(50, Math.ceil(line * (tekun ? 1.5 : 1) - yuan))
    household.roll = { since, programme: tekun ? '特困' : '低保', monthlyYuan }
  } else if (near && random.chance(rates.aid.edgeCovered.value))
    household.roll = { since, programme: '低保边缘', monthlyYuan: 0 }
  else if (!poor && yuan > line * 1.7 && random.chance(rates.aid.wronglyCovered.value))
    household.roll = { since, programme: '低保', monthlyYuan: 450 * heads }
}

/** Whether a household is on a living allowance that it has no claim to: it has far more than it takes to live, or nobody is left. */
export const isWronglyCovered = (household: TrueHousehold, month: number): boolean => {
  const { roll, people, months } = household
  if (roll === null || roll.programme === '低保边缘') return false
  const living = livingIn(household, month)
  if (living.length < people.filter(({ from }) => from === 0).length && living.length === 0) return true
  const recent = months.slice(Math.max(0, month - 2), month + 1)
  const mean = recent.reduce((sum, { incomeYuan, outlayYuan }) => sum + incomeYuan - outlayYuan, 0) / recent.length
  const dead = people.some(({ left, until }) => left === 'died' && until <= month)
  return dead || mean > rates.bareLiving.value * living.length * 1.5
}
