import type { HardshipCause, HardshipPartId } from '@shouwang/contracts'
import type { NumberId, Policy } from '@shouwang/policy'
import { oncePerPolicy } from '../readings/once-per-policy.ts'

/** One of the parts that a household's hardship is the sum of. */
export type HardshipPart = {
  readonly part: HardshipPartId
  /** Below zero for the help that it received. */
  readonly points: number
  /** As many points as this part may have. */
  readonly most: number
  /** One plain Chinese sentence; persons are written `{p_…}`. Written only where somebody reads it. */
  readonly says: () => string
}

/** A part, and what it says of why the household is in need. */
export type Weighed = HardshipPart & { readonly causes: readonly Weight[] }
type Weight = { readonly cause: HardshipCause; readonly points: number }

const numbers = {
  income: 'hardship/income-points',
  burden: 'hardship/burden-points',
  dependant: 'hardship/dependant-points',
  dependants: 'hardship/dependants-most',
  illness: 'hardship/illness-points',
  severe: 'hardship/severe-disability-points',
  disability: 'hardship/disability-points',
  unsafe: 'hardship/unsafe-housing-points',
  damaged: 'hardship/damaged-housing-points',
  shock: 'hardship/shock-points',
  help: 'hardship/help-points',
} as const satisfies Record<string, NumberId>

/** The policy numbers that say how much each part weighs. */
export const hardshipWeightNumbers: readonly NumberId[] = Object.values(numbers)

/** How much each part weighs, in points. */
export const weightsOf = oncePerPolicy(
  (policy: Policy) =>
    Object.fromEntries(Object.entries(numbers).map(([name, id]) => [name, policy.number(id).value])) as {
      readonly [Name in keyof typeof numbers]: number
    },
)

/** A part that weighs nothing. */
export const nothing = (part: HardshipPartId, most: number, says: string): Weighed => ({
  part,
  points: 0,
  most,
  says: () => says,
  causes: noCauses,
})

const noCauses: readonly Weight[] = []
