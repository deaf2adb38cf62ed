import type { Dimension, FiringVerdict, Level } from '@shouwang/contracts'
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

/** Each dimension's score (0–100): the points of what fires in it, each as far as the facts make it sure. */
export const dimensionScores = (fires: readonly FiringVerdict[]): Scores => {
  if (fires.length === 0) return quiet
  const scores = { ...quiet }
  for (const { dimensions: points, confidence } of fires)
    for (const dimension of dimensions) scores[dimension] += (points[dimension] ?? 0) * confidence
  for (const dimension of dimensions) scores[dimension] = Math.min(100, toTenths(scores[dimension]))
  return scores
}

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
