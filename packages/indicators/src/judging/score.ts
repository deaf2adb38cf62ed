import type { Dimension, EvidenceFact, FiringVerdict, Level } from '@shouwang/contracts'
import type { NumberId, Policy } from '@shouwang/policy'

export type Scores = Record<Dimension, number>

const dimensions: readonly Dimension[] = ['household', 'health', 'assets', 'income', 'expenditure']

const weights: { readonly [D in Dimension]: NumberId } = {
  household: 'score/weight-household',
  health: 'score/weight-health',
  assets: 'score/weight-assets',
  income: 'score/weight-income',
  expenditure: 'score/weight-expenditure',
}

/** The numbers that scores and levels are made of. */
export const scoreNumbers: readonly NumberId[] = [
  ...Object.values(weights),
  'score/several-dimensions-bonus',
  'score/red-from',
  'score/orange-from',
  'score/yellow-from',
  'score/blue-from',
]

const quiet: Scores = Object.freeze({ household: 0, health: 0, assets: 0, income: 0, expenditure: 0 })

/**
 * Each dimension's score (0–100): the points of what fires in it, each as far as the facts make it sure. One fact counts once:
 * of indicators that rest on the same fact (a bill that is high for a stay, for the year and for the income) those count that
 * together, each on facts of its own, come to most.
 */
export const dimensionScores = (fires: readonly FiringVerdict[]): Scores => {
  if (fires.length === 0) return quiet
  const scores: Scores = { household: 0, health: 0, assets: 0, income: 0, expenditure: 0 }
  for (const dimension of dimensions) {
    const resting: Resting[] = []
    for (const { dimensions: points, confidence, facts } of fires) {
      const sure = (points[dimension] ?? 0) * confidence
      if (sure > 0 && resting.length < MOST_COMPARED) resting.push({ points: sure, facts })
    }
    scores[dimension] = Math.min(100, toTenths(mostOf(resting)))
  }
  return scores
}

type Resting = { readonly points: number; readonly facts: readonly EvidenceFact[] }

/** So many leads of one household in one dimension are compared in every way; beyond it they come to a hundred anyhow. */
const MOST_COMPARED = 12

/** The most points that leads come to of which no two rest on one fact. */
const mostOf = ([first, ...rest]: readonly Resting[]): number => {
  if (first === undefined) return 0
  if (rest.length === 0) return first.points
  const apart = rest.filter(({ facts }) => !shareOne(facts, first.facts))
  const taken = first.points + mostOf(apart)
  return apart.length === rest.length ? taken : Math.max(taken, mostOf(rest))
}

const shareOne = (some: Resting['facts'], others: Resting['facts']): boolean =>
  some.some((one) => others.some((other) => isSame(one, other)))

const isSame = (one: EvidenceFact, other: EvidenceFact): boolean =>
  one.sourceKey === other.sourceKey && one.person === other.person && one.type === other.type

/** The household's score (0–100): the weighted mean of its dimensions, and more where several come together. */
export const householdScore = (scores: Scores, policy: Policy): number => {
  let weighted = 0
  let weight = 0
  let firing = 0
  for (const dimension of dimensions) {
    const share = policy.number(weights[dimension]).value
    weighted += share * scores[dimension]
    weight += share
    if (scores[dimension] > 0) firing++
  }
  const together = firing > 1 ? policy.number('score/several-dimensions-bonus').value : 0
  return Math.min(100, toTenths(weighted / weight + together))
}

/** The level that a household's score alone asks for. */
export const levelOfScore = (score: number, policy: Policy): Level => {
  if (score >= policy.number('score/red-from').value) return 'red'
  if (score >= policy.number('score/orange-from').value) return 'orange'
  if (score >= policy.number('score/yellow-from').value) return 'yellow'
  return score >= policy.number('score/blue-from').value ? 'blue' : 'none'
}

const toTenths = (points: number): number => Math.round(points * 10) / 10
