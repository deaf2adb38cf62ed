import type { ChangeEventType, Day, Observation } from '@shouwang/contracts'
import { evidence, type KnownFact, livingMembers, livingMembersFacts, type Member } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { listingText } from '../wording/programme-text.ts'

/** What changed of somebody's means: a half sentence that begins with him, and what it was held against. */
type Gain = {
  readonly fact: Omit<KnownFact, 'data'>
  readonly what: string
  readonly observations: readonly Observation[]
  readonly reviewOn?: Day
}

type Gained = Omit<Indicator, 'direction' | 'class' | 'reads' | 'quietWithout' | 'programmes' | 'judge'> & {
  /** The kind of fact that tells of it. */
  readonly type: ChangeEventType
  readonly confidence: number
  readonly advice: string
  readonly gainOf: (member: Member, policy: Policy, day: Day) => Gain | null
}

/** Somebody whose means count for a living allowance has come into something since: a reason to look again, never to stop. */
export const recipientGained = ({ type, confidence, advice, gainOf, ...card }: Gained): Indicator => ({
  ...card,
  direction: 'wrong',
  class: 'dynamics',
  reads: [type, ...livingMembersFacts],
  quietWithout: [type],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    for (const member of livingMembers(profile, day)) {
      const gain = member.facts[type] === undefined ? null : gainOf(member, policy, day)
      const counted = gain === null ? null : countedListing(profile, member, day)
      if (gain === null || counted === null) continue
      const { person } = member
      return {
        status: 'fires',
        confidence,
        person,
        reason: `${gain.fact.provider}：{${person}}${gain.what}，现仍在${listingText(counted.listing)}`,
        observations: gain.observations,
        facts: [evidence(person, type, gain.fact), evidence(counted.holder, 'AssistanceListed', counted.listing)],
        advice: [advice, '核实前不得停发、减发'],
        ...(gain.reviewOn === undefined ? {} : { reviewOn: gain.reviewOn }),
      }
    }
    return clear
  },
})
