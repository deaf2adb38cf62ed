import { ageOn, type Day, type PersonId } from '@shouwang/contracts'
import { currentDisability, livingMembers, type Profile } from '@shouwang/household'
import type { Amount, AmountPart, Policy, Rule } from '@shouwang/policy'
import type { CountedIncome } from '../readings/counted-income.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { householdMedical } from '../readings/medical-window.ts'
import { yuanText } from '../wording/yuan-text.ts'
import type { Asked } from './condition-check.ts'
import { careGrade } from './person-conditions.ts'
import { promise, type Reckoned, ruleText } from './quantity.ts'

/** What a programme would give; both bounds in 分, equal where it is exact, null where it can't be told. */
export type AmountCheck = {
  readonly every: 'month' | 'year' | 'once'
  readonly leastFen: number | null
  readonly mostFen: number | null
  /** How it was reckoned, or why it can't be, in plain Chinese. */
  readonly text: string
  readonly rules: readonly Rule<number>[]
}

/** What a programme gives the person or family asked about; null where it gives nothing that can be reckoned. */
export const amountFor = (amount: Amount, asked: Asked): AmountCheck | null => {
  switch (amount.is) {
    case 'none':
      return null
    case 'top-up':
      return topUpFor(amount, asked)
    case 'sum':
      return sumOf(amount, asked)
    case 'range': {
      const least = amount.least === undefined ? undefined : promise(asked.policy, amount.least)
      const most = promise(asked.policy, amount.most)
      if (typeof most === 'string') return untold(amount.every, most)
      if (typeof least === 'string') return untold(amount.every, least)
      return {
        every: amount.every,
        leastFen: least?.value ?? null,
        mostFen: most.value,
        text: least === undefined ? `不超过${most.text}` : `${least.text}至${most.text}`,
        rules: [...(least?.rules ?? []), ...most.rules],
      }
    }
    case 'share':
      return shareOf(amount, asked)
    default:
      return amount satisfies never
  }
}

/** A sum over a year: twelve months of a monthly one. */
export const yearly = (fen: number, every: AmountCheck['every']): number => (every === 'month' ? fen * 12 : fen)

const untold = (every: AmountCheck['every'], text: string): AmountCheck => ({
  every,
  leastFen: null,
  mostFen: null,
  text,
  rules: [],
})

/**
 * 补差: the standard for all members less all their income, rounded up to a whole 元 once, at the end, so that no
 * decimal tail of a per-head figure adds one. Null when the income is not known.
 */
export const topUp = (standardFen: number, incomeFen: number | undefined): number | null =>
  incomeFen === undefined ? null : Math.max(0, Math.ceil((standardFen - incomeFen) / 100) * 100)

const topUpFor = (
  { standard, of, every }: Extract<Amount, { is: 'top-up' }>,
  { profile, policy, day, person }: Asked,
): AmountCheck => {
  const reckoned = promise(policy, standard)
  if (typeof reckoned === 'string') return untold(every, reckoned)
  const income = knownIncome(profile, policy, day)
  const heads = of === 'family' ? livingMembers(profile, day).length : 1
  const counted = of === 'family' ? income?.perMonthFen : person === null ? undefined : incomeOf(income, person.person)
  const fen = topUp(reckoned.value * heads, counted)
  if (fen === null || counted === undefined)
    return { ...untold(every, `${reckoned.text}×${heads}人－收入（尚不清楚）`), rules: reckoned.rules }
  const text = `${reckoned.text}×${heads}人－收入${yuanText(counted)}`
  return { every, leastFen: fen, mostFen: fen, text, rules: reckoned.rules }
}

const knownIncome = (profile: Profile, policy: Policy, day: Day): CountedIncome | null => {
  const { income, awaits } = incomeSeen(profile, policy, day)
  return awaits.length === 0 ? income : null
}

/** Of a sum that the family declared nobody knows whose it is. */
const incomeOf = (income: CountedIncome | null, person: PersonId): number | undefined =>
  income === null || income.declaration !== null
    ? undefined
    : income.sources.reduce((sum, source) => (source.person === person ? sum + source.monthlyFen : sum), 0)

const sumOf = ({ parts, every }: Extract<Amount, { is: 'sum' }>, asked: Asked): AmountCheck => {
  const tiers = parts.map((part) => tiersOf(part, asked))
  const lacking = tiers.find((each) => typeof each === 'string')
  if (lacking !== undefined) return untold(every, lacking)
  const told = tiers.filter((each) => typeof each !== 'string')
  const texts = told.map((each) => [...new Set(each.map(({ text }) => text))])
  const sumBy = (pick: (...values: number[]) => number) =>
    told.reduce((sum, each) => sum + pick(...each.map(({ value }) => value)), 0)
  return {
    every,
    leastFen: sumBy(Math.min),
    mostFen: sumBy(Math.max),
    text: texts.map((each) => (each.length > 1 ? `（${each.join('或')}）` : each[0])).join('＋'),
    rules: told.flatMap((each) => each.flatMap(({ rules }) => rules)),
  }
}

/** The tiers that may be this person's: one where it is known which; else why none can be told. */
const tiersOf = (part: AmountPart, { policy, person, day }: Asked): readonly Reckoned[] | string => {
  switch (part.is) {
    case 'quantity':
      return allTold([promise(policy, part)])
    case 'by-care': {
      const grade = person === null ? null : careGrade(person)
      const tier = grade === null ? null : grade >= 3 ? part.full : grade >= 1 ? part.half : part.self
      const tiers = tier === null ? [part.self, part.half, part.full] : [tier]
      const told = allTold(tiers.map((each) => promise(policy, each)))
      return typeof told === 'string' ? [{ value: 0, least: 0, text: careUnstated, rules: [] }] : told
    }
    case 'by-level': {
      const level = person === null ? undefined : currentDisability(person.facts)?.data.level
      const own = part.tiers.filter((tier) => level === undefined || tier.level === level)
      const tiers = anyTold(own.map(({ number }) => promise(policy, { number })))
      return typeof tiers === 'string' ? anyTold(part.otherwise.map((each) => promise(policy, each))) : tiers
    }
    case 'by-age': {
      const age = person === null || person.birthDate === null ? null : ageOn(person.birthDate, day)
      const reached = part.tiers.filter(({ from }) => age === null || from <= age).toReversed()
      const tiers = reached.map(({ number }) => promise(policy, { number }))
      return age === null ? anyTold(tiers) : allTold(tiers.slice(0, 1))
    }
    default:
      return part satisfies never
  }
}

/** Stands in a sum for a part that the place has not entered: what it would add is not counted. */
export const careUnstated = '照料护理费（本市尚未录入标准）'

const unstated = '本市尚未录入标准，不写金额'

const allTold = (tiers: readonly (Reckoned | string)[]): readonly Reckoned[] | string =>
  tiers.find((each) => typeof each === 'string') ?? anyTold(tiers)

const anyTold = (tiers: readonly (Reckoned | string)[]): readonly Reckoned[] | string => {
  const told = tiers.filter((each) => typeof each !== 'string')
  return told.length > 0 ? told : (tiers.find((each) => typeof each === 'string') ?? unstated)
}

const shareOf = (
  { ratio, cap, every }: Extract<Amount, { is: 'share' }>,
  { profile, policy, day }: Asked,
): AmountCheck => {
  const reckoned = promise(policy, { number: ratio })
  const share = policy.standard(ratio)
  if (typeof reckoned === 'string' || share === null)
    return untold(every, typeof reckoned === 'string' ? reckoned : unstated)
  const limit = cap === undefined ? null : policy.standard(cap)
  const burden = householdMedical(profile, day, 12).personalBurdenFen
  const fen = Math.min(Math.round(burden * share.value), limit?.value ?? Number.POSITIVE_INFINITY)
  return {
    every,
    leastFen: 0,
    mostFen: fen,
    text: `近12个月个人负担${yuanText(burden)}×${ruleText(share)}${limit === null ? '' : `，不超过${ruleText(limit)}`}`,
    rules: limit === null ? [share] : [share, limit],
  }
}
