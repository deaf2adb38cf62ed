import { numbersNamed, type Policy, policyDifference } from '@shouwang/policy'
import type { Indicator } from '../indicator.ts'
import { catalogue } from '../judging/catalogue.ts'
import { countedIncomeNumbers } from '../readings/counted-income.ts'

/** What differs for a household between two policies of one place and day. */
export type Concern = {
  /** Programmes whose conditions, amount or numbers differ. */
  readonly programmes: readonly string[]
  /** Indicators that read a number that differs: their leads may appear or go. */
  readonly indicators: readonly Indicator[]
}

const known = new Map<string, Concern>()

/** Compares two policies; asking again of the same two versions is a look-up. */
export const concernOf = (before: Policy, after: Policy): Concern => {
  const key = `${before.version} ${after.version} ${before.region} ${before.area ?? ''}`
  const found = known.get(key)
  if (found !== undefined) return found
  const concern = compare(before, after)
  known.set(key, concern)
  return concern
}

const compare = (before: Policy, after: Policy): Concern => {
  const difference = policyDifference(before, after)
  const differs = (id: string): boolean => difference.rules.has(id)
  const programmes = [...after.programmes.values()].filter(
    (programme) =>
      difference.programmes.has(programme.id) ||
      numbersNamed(programme).some(({ id }) => differs(id)) ||
      readBeneath(programme).some(differs),
  )
  return {
    programmes: programmes.map(({ id }) => id),
    indicators: catalogue.filter(({ parameters }) => parameters.some(differs)),
  }
}

/** Numbers that predicates read although their condition does not name them: who is a dependant, or severely disabled. */
const readBeneath = ({ conditions }: { readonly conditions: unknown }): readonly string[] => {
  const text = JSON.stringify(conditions)
  return [
    ...(text.includes('severely-disabled') || text.includes('unable-to-work') ? severity : []),
    ...(text.includes('income') || text.includes('no-able-supporter') || text.includes('self-care') ? ages : []),
    ...(text.includes('income') || text.includes('rigid-expense') ? countedIncomeNumbers : []),
    ...(text.includes('registered-assets') ? assets : []),
    ...(text.includes('parents-') || text.includes('enrolled') ? ages : []),
  ]
}

const severity = ['severe-disability/any-category-level', 'severe-disability/mental-level']
const ages = ['dependant/minor-age', 'dependant/elder-age', ...severity]
const assets = ['asset/vehicle-value', 'asset/homes', 'asset/home-least-share', 'asset/business-capital']
