import { ageOn, type Day } from '@shouwang/contracts'
import type { Coverage } from '@shouwang/household'
import type { NumberId, Policy, Programme, SimpleCondition } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'
import { holdingFacts } from '../judging/held.ts'
import { netWage } from '../readings/counted-income.ts'
import { outlayToReach } from '../readings/income-share.ts'
import { meanOfMonths, monthsOfWages } from '../readings/surely-earns.ts'
import { concernOf, incomeLimit } from './concern.ts'
import type { Glance } from './glance.ts'
import { ownNeeds } from './needs.ts'

/** Whether something may be true of a household of which a glance is all that is known; of a person, by when he was born. */
type May = (glance: Glance) => boolean
type MayOfPerson = (glance: Glance, birthDate: Day | null) => boolean

/**
 * Tells by a glance of a household that `effectOn` would find nothing: neither policy entitles anybody in it to what they differ
 * in, and no indicator that reads what differs fires by either. False says nothing.
 */
export const leavesAlone = (before: Policy, after: Policy, day: Day, coverage: Coverage): May => {
  const { programmes, indicators } = concernOf(before, after)
  const months = monthsOfWages(coverage, day)
  const mays = [before, after].flatMap((policy) => {
    const by: By = { policy, day, earns: earningBy(policy, months) }
    return [
      ...programmes.map(({ id }) => mayEntitle(policy.programmes.get(id), by)),
      ...indicators.map(({ indicator }) => mayFire(indicator, by)),
    ]
  })
  const mayHold: May = ({ types }) => programmes.length > 0 && holdingFacts.some((type) => types.has(type))
  return (glance) => !mayHold(glance) && !mays.some((may) => may(glance))
}

type By = { readonly policy: Policy; readonly day: Day; readonly earns: Earning }

/** What a family surely has in a month by a policy, 分: wages alone, less what rounding may take from each of them. */
type Earning = { readonly ofAll: (glance: Glance) => number; readonly aHead: (glance: Glance) => number }

const earningBy = (policy: Policy, months: readonly string[]): Earning => {
  const ofAll = ({ wages, birthDates }: Glance): number => {
    const reported = months.reduce((sum, month) => sum + (wages.get(month) ?? 0), 0)
    return netWage(meanOfMonths(reported), policy) - ROUNDED_FEN * birthDates.length
  }
  // Of nobody there is nothing to say, whatever they have.
  const aHead = (glance: Glance): number => ofAll(glance) / glance.birthDates.length
  return { ofAll, aHead: (glance) => (glance.birthDates.length === 0 ? Number.POSITIVE_INFINITY : aHead(glance)) }
}

/** A mean and a net wage are rounded down for each of them. */
const ROUNDED_FEN = 2

const mayFire = (indicator: Indicator, { policy, earns }: By): May => {
  const { quietWithout, quietOutlay, quietEarning, silentEarning = quietEarning, standards = [] } = indicator
  if (standards.some((id) => policy.standard(id) === null)) return never
  const silent = silentEarning?.(policy) ?? Number.POSITIVE_INFINITY
  return (glance) =>
    (quietWithout === undefined || quietWithout.some((type) => glance.types.has(type))) &&
    (quietOutlay === undefined || glance.outlayFen >= quietOutlay(policy, earns.ofAll(glance))) &&
    earns.aHead(glance) < silent
}

const never: May = () => false

/** Who holds nothing is entitled where all conditions are met together, of himself or of somebody in his family. */
const mayEntitle = (programme: Programme | undefined, by: By): May => {
  if (programme === undefined) return never
  const conditions = programme.conditions.map((condition): MayOfPerson => {
    const some = (condition.is === 'any-of' ? condition.of : [condition]).map((each) => mayBeMet(each, by))
    return (glance, birthDate) => some.some((may) => may(glance, birthDate))
  })
  return programme.holder === 'family'
    ? (glance) => conditions.every((may) => glance.birthDates.some((birthDate) => may(glance, birthDate)))
    : (glance) => glance.birthDates.some((birthDate) => conditions.every((may) => may(glance, birthDate)))
}

const mayBeMet = (condition: SimpleCondition, by: By): MayOfPerson => {
  const types = ownNeeds(condition, by.policy)
  const may = mayBeMetOtherwise(condition, by)
  return types === null
    ? may
    : (glance, birthDate) => types.some((type) => glance.types.has(type)) && may(glance, birthDate)
}

/** What speaks for or against a condition beside the types of facts. */
const mayBeMetOtherwise = (condition: SimpleCondition, { policy, day, earns }: By): MayOfPerson => {
  const limit = (id: NumberId): number | null => policy.standard(id)?.value ?? null
  const aged = (number: NumberId, holds: (age: number, limit: number) => boolean): MayOfPerson => {
    const years = limit(number)
    return (_, birthDate) => years === null || birthDate === null || holds(ageOn(birthDate, day), years)
  }
  switch (condition.is) {
    case 'income-per-head-below':
    case 'yearly-income-per-head-below': {
      const silent = incomeLimit(condition, policy) ?? Number.POSITIVE_INFINITY
      return (glance) => earns.aHead(glance) < silent
    }
    case 'medical-burden-from':
      return ({ outlayFen }) => outlayFen >= (limit(condition.number) ?? 0)
    case 'rigid-expense-from':
      return (glance) =>
        limit(condition.ratio) === null ||
        glance.outlayFen >= outlayToReach(policy, condition.ratio, earns.ofAll(glance))
    case 'aged-from':
      return aged(condition.number, (age, from) => age >= from)
    case 'aged-below':
      return aged(condition.number, (age, below) => age < below)
    default:
      return always
  }
}

const always: MayOfPerson = () => true
