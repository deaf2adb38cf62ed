import type { ChangeEventType } from '@shouwang/contracts'
import {
  type Condition,
  numbersNamed,
  type Policy,
  type Programme,
  policyDifference,
  type Quantity,
  type SimpleCondition,
} from '@shouwang/policy'
import { reckon } from '../checks/quantity.ts'
import type { Indicator } from '../indicator.ts'
import { catalogue } from '../judging/catalogue.ts'
import { type FactTypes, setOf } from '../judging/fact-types.ts'
import { countedIncomeNumbers } from '../readings/counted-income.ts'
import { incomeShareRules } from '../readings/income-share.ts'
import { surelyEarnsNumbers } from '../readings/surely-earns.ts'
import { needsOfAll } from './needs.ts'

/** What differs for a household between two policies of one place and day. */
export type Concern = {
  readonly programmes: readonly ProgrammeConcern[]
  readonly indicators: readonly IndicatorConcern[]
}

/** An indicator that reads a number that differs: its lead may appear or go. */
type IndicatorConcern = {
  readonly indicator: Indicator
  /** The facts without which it is silent. */
  readonly needs: FactTypes
  /** 分 a head and month with which it is silent by both policies; null where no income silences it. */
  readonly quietEarning: number | null
}

/** A programme whose conditions, amount or numbers differ. */
export type ProgrammeConcern = {
  readonly id: string
  readonly holder: Programme['holder']
  /** Conditions that are the same and read nothing that differs: who fails one is entitled by neither policy. */
  readonly alike: readonly Condition[]
  /** The conditions that may be answered otherwise; null where the policy has no such programme. */
  readonly before: readonly Condition[] | null
  readonly after: readonly Condition[] | null
  /** The types of facts of which a household has one if either policy entitles somebody in it; null where no fact is needed. */
  readonly needs: readonly ChangeEventType[] | null
  /** 分 a head and month with which nobody is entitled by either policy; null where it does not go by the family's income. */
  readonly quietEarning: number | null
}

const known = new WeakMap<Policy, WeakMap<Policy, Concern>>()

/** Compares two policies; asking again of the same two is a look-up. */
export const concernOf = (before: Policy, after: Policy): Concern => {
  const found = known.get(before)?.get(after)
  if (found !== undefined) return found
  const concern = compare(before, after)
  const others = known.get(before) ?? new WeakMap<Policy, Concern>()
  known.set(before, others.set(after, concern))
  return concern
}

const compare = (before: Policy, after: Policy): Concern => {
  const { rules, programmes: changed } = policyDifference(before, after)
  const differs = (id: string): boolean => rules.has(id)
  // Whoever surely earns so much by one policy does by the other, where both count wages and pensions alike.
  const earnAlike = !surelyEarnsNumbers.some(differs)
  const reads = (value: unknown): boolean =>
    numbersNamed(value).some(({ id }) => differs(id)) || readBeneath(value).some(differs)
  const asks = (condition: Condition): boolean => reads(asEntered(condition, before, after))
  const ids = [...new Set([...before.programmes.keys(), ...after.programmes.keys()])]
  const programmes = ids.flatMap((id): ProgrammeConcern[] => {
    const [was, is] = [before.programmes.get(id), after.programmes.get(id)]
    const either = is ?? was
    if (either === undefined || !(changed.has(id) || readsOf(is, reads, asks))) return []
    const alike = (was?.conditions ?? []).filter((each) => !asks(each) && isAmong(each, is?.conditions ?? []))
    const others = (programme: Programme | undefined) =>
      programme === undefined ? null : programme.conditions.filter((each) => !isAmong(each, alike))
    const needs = [was && needsOfAll(was.conditions, before), is && needsOfAll(is.conditions, after)]
    return [
      {
        id,
        holder: either.holder,
        alike,
        before: others(was),
        after: others(is),
        needs: needs.includes(null) ? null : needs.flatMap((types) => types ?? []),
        quietEarning: earnAlike ? enoughFor([was && limitOf(was, before), is && limitOf(is, after)]) : null,
      },
    ]
  })
  const indicators = catalogue
    .filter(({ parameters, inUse }) => parameters.some(differs) || (inUse !== undefined && differs(inUse)))
    .map((indicator) => ({
      indicator,
      needs: setOf(indicator.quietWithout),
      quietEarning: earnAlike ? enoughFor([silenceOf(indicator, before), silenceOf(indicator, after)]) : null,
    }))
  return { programmes, indicators }
}

/** What is enough under both policies; null where under one of them nothing is. A policy without the programme needs nothing. */
const enoughFor = (limits: readonly (number | null | undefined)[]): number | null =>
  limits.includes(null) ? null : Math.max(0, ...limits.flatMap((limit) => limit ?? []))

/** 分 a head and month with which a family is known not to be entitled; null where no condition goes by that or it can't be told. */
const limitOf = ({ conditions }: Programme, policy: Policy): number | null => {
  const limits = conditions.flatMap((condition) => incomeLimit(condition, policy) ?? [])
  return limits.length === 0 ? null : Math.min(...limits)
}

/** 分 a head and month with which a family does not meet a condition; null where it goes by something else or it can't be told. */
export const incomeLimit = (condition: Condition, policy: Policy): number | null => {
  const months = incomeMonths[condition.is]
  const limit = months === undefined ? null : reckon(policy, condition as Quantity)
  return months === undefined || limit === null ? null : Math.ceil(limit.value / months)
}

/** The conditions that go by what a family has a head, and of how many months. */
const incomeMonths: { readonly [Is in Condition['is']]?: number } = {
  'income-per-head-below': 1,
  'yearly-income-per-head-below': 12,
}

const silenceOf = ({ quietEarning, silentEarning = quietEarning, standards = [] }: Indicator, policy: Policy) =>
  silentEarning === undefined || standards.some((id) => policy.standard(id) === null) ? null : silentEarning(policy)

const readsOf = (
  programme: Programme | undefined,
  reads: (value: unknown) => boolean,
  asks: (condition: Condition) => boolean,
): boolean => {
  if (programme === undefined) return false
  const { conditions, ...others } = programme
  return reads(others) || conditions.some(asks)
}

/** A condition as both policies read it: what stands in for a number that they have entered is not read. */
const asEntered = (condition: Condition, before: Policy, after: Policy): Condition => {
  if (condition.is === 'any-of')
    return { ...condition, of: condition.of.map((each) => asEntered(each, before, after) as SimpleCondition) }
  if (!('otherwise' in condition) || condition.otherwise === undefined) return condition
  const { otherwise: _, ...entered } = condition
  return [before, after].every((policy) => reckon(policy, entered) !== null) ? entered : condition
}

const isAmong = (condition: Condition, conditions: readonly Condition[]): boolean =>
  conditions.some((each) => JSON.stringify(each) === JSON.stringify(condition))

/** Numbers that predicates read although their condition does not name them: who is a dependant, or severely disabled. */
const readBeneath = (value: unknown): readonly string[] => {
  const text = JSON.stringify(value) ?? ''
  return [
    ...(text.includes('severely-disabled') || text.includes('unable-to-work') ? severity : []),
    ...(text.includes('income') || text.includes('no-able-supporter') || text.includes('self-care') ? ages : []),
    ...(text.includes('income') ? countedIncomeNumbers : []),
    ...(text.includes('rigid-expense') ? incomeShareRules : []),
    ...(text.includes('registered-assets') ? assets : []),
    ...(text.includes('parents-') || text.includes('enrolled') ? ages : []),
  ]
}

const severity = ['severe-disability/any-category-level', 'severe-disability/mental-level']
const ages = ['dependant/minor-age', 'dependant/elder-age', ...severity]
const assets = ['asset/vehicle-value', 'asset/homes', 'asset/home-least-share', 'asset/business-capital']
