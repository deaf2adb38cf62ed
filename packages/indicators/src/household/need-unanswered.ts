import type { ChangeEventType, Day } from '@shouwang/contracts'
import { coverageStatus, livingMembersFacts, type Profile } from '@shouwang/household'
import type { ListId, NumberId, Policy } from '@shouwang/policy'
import { type Clear, clear, type Fires, type Indicator, type Unknown } from '../indicator.ts'
import { edgeLine, edgeLineNumbers, lowIncome } from '../readings/low-income.ts'
import { surelyEarns, surelyEarnsFacts, surelyEarnsNumbers } from '../readings/surely-earns.ts'

const standard = 'dibao/monthly-standard'

type Need = Omit<Indicator, 'direction' | 'class' | 'standards' | 'judge'> & {
  /** What points to need, before anybody asks whether the family is helped or earns enough. */
  readonly needOf: (profile: Profile, policy: Policy, day: Day) => Fires | Clear
}

/**
 * Something points to need in a family that is on no programme of low income, and that is not seen to live above the line
 * of 低保边缘. What points to it is the indicator's own; alerts that ask nothing else are mostly false (docs/domain.md §2.2, S58).
 */
export const needUnanswered = ({ needOf, reads, parameters, ...card }: Need): Indicator => ({
  ...card,
  direction: 'missed',
  class: 'discovery',
  reads: [...new Set<ChangeEventType>([...reads, ...livingMembersFacts, ...surelyEarnsFacts])],
  standards: [standard],
  parameters: [...new Set<ListId | NumberId>([...parameters, ...edgeLineNumbers, ...surelyEarnsNumbers])],
  quietEarning: edgeLine,
  judge: (profile, policy, day) => {
    if (surelyEarns(profile, policy, day, edgeLine(policy))) return clear
    const found = needOf(profile, policy, day)
    if (found.status === 'clear') return found
    const review = found.reviewOn === undefined ? {} : { reviewOn: found.reviewOn }
    const covered = coverageStatus(profile, day, lowIncome)
    if (covered === 'listed') return { status: 'clear', ...review }
    return covered === 'unknown' ? { ...awaitingRoll, ...review } : found
  },
})

const awaitingRoll: Unknown = { status: 'unknown', missing: ['救助名册'], awaits: ['assistance-roll'] }
