import { addDays, addMonthsToDay, type Day } from '@shouwang/contracts'
import { evidence, type Facts, isDeadOn, isRecipient, type KnownFact, type Profile } from '@shouwang/household'
import type { NumberId } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { newRiskFacts, newRiskLists, newRiskNumbers, newRiskSince } from '../readings/new-risk.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { programmeText } from '../wording/programme-text.ts'

/** The day from which a family goes without a living allowance, and the roll line that says so. */
type WithoutAid = { readonly since: Day; readonly listing: KnownFact<'AssistanceListed'> }

type Case = Pick<Indicator, 'id' | 'name' | 'source' | 'programmes'> & {
  /** The policy number of how many months back counts. */
  readonly months: NumberId
  readonly withoutAid: (facts: Facts, profile: Profile, day: Day) => WithoutAid | null
  /** What the day is called, and the sentence about it. */
  readonly dayLabel: string
  readonly sentence: (since: Day, programme: string) => string
  readonly advice: string
}

/**
 * A family that lost or was refused a living allowance within the months named, and is on none now, has met with a new
 * grave risk since: 退保后复困 and 未批后新风险 are this one rule.
 */
export const newRiskWithoutAid = ({ months, withoutAid, dayLabel, sentence, advice, ...card }: Case): Indicator => ({
  ...card,
  direction: 'missed',
  class: 'discovery',
  level: 'yellow',
  dimensions: { household: 30, income: 30 },
  reads: ['AssistanceListed', ...newRiskFacts],
  quietWithout: ['AssistanceListed'],
  parameters: [months, ...newRiskNumbers, ...newRiskLists],
  judge: (profile, policy, day) => {
    const lookBack = policy.number(months)
    for (const { person, facts } of profile.members) {
      if (facts.AssistanceListed === undefined || isDeadOn(facts, day)) continue
      const without = withoutAid(facts, profile, day)
      if (without === null || without.since < addMonthsToDay(day, -lookBack.value)) continue
      if (isRecipient(profile, day)) break
      const { since, listing } = without
      const risk = newRiskSince(profile, policy, since, day)
      if (risk === null) continue
      const { fact, on, what } = risk
      return {
        status: 'fires',
        confidence: 0.7,
        person: risk.person,
        reason: `${fact.provider}：{${risk.person}}${on}${what}，这家${sentence(since, programmeText[listing.data.programme])}`,
        observations: [
          heldAgainst(lookBack, { label: dayLabel, observed: since, threshold: lookBack.value, unit: 'day' }),
          shownOnly({ label: what, observed: on, unit: 'day' }),
        ],
        facts: [evidence(risk.person, risk.type, fact), evidence(person, 'AssistanceListed', listing)],
        advice: [advice],
        reviewOn: addDays(addMonthsToDay(since, lookBack.value), 1),
      }
    }
    return clear
  },
})
