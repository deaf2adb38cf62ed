import { type ChangeEventData, type Day, daysBetween, type Observation } from '@shouwang/contracts'
import { evidence, type Facts, type Profile } from '@shouwang/household'
import type { NumberId, Policy, Rule } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { forgottenOn, type Happening, type HappeningType, latestHappening } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

type Told = {
  readonly confidence: number
  readonly reason: string
  readonly observations: readonly Observation[]
  readonly advice: string
}

type Emergency<T extends HappeningType> = Pick<
  Indicator,
  'id' | 'name' | 'level' | 'dimensions' | 'source' | 'reads' | 'parameters' | 'programmes'
> & {
  /** The kind of fact that tells of it. */
  readonly fact: T
  /** The policy number of how many days it stays an emergency, and what these days are called. */
  readonly days: NumberId
  readonly daysLabel: string
  /** False for what is too slight, or befell somebody who cannot be helped. */
  readonly matters: (data: ChangeEventData[T], whose: Facts, policy: Policy, day: Day) => boolean
  readonly tell: (happening: Happening<T>, profile: Profile, policy: Policy, day: Day) => Told
}

/** 急难: something befell a member within the days looked back on, and somebody is left to help. Fires for the latest. */
export const emergency = <T extends HappeningType>({
  fact: type,
  days: daysId,
  daysLabel,
  matters,
  tell,
  parameters,
  ...card
}: Emergency<T>): Indicator => ({
  ...card,
  direction: 'urgent',
  class: 'discovery',
  quietWithout: [type],
  parameters: [daysId, ...parameters],
  judge: (profile, policy, day) => {
    const days = policy.number(daysId)
    const happening = latestHappening(profile, type, day, days.value, (data, whose) =>
      matters(data, whose, policy, day),
    )
    if (happening === null) return clear
    const { person, fact } = happening
    const { confidence, reason, observations, advice } = tell(happening, profile, policy, day)
    const passed = daysBetween(fact.data.day, day)
    return {
      status: 'fires',
      confidence,
      person,
      reason,
      observations: [
        ...observations,
        heldAgainst(days, { label: daysLabel, observed: passed, threshold: days.value, unit: 'days' }),
      ],
      facts: [evidence(person, type, fact)],
      advice: [advice],
      reviewOn: forgottenOn(fact.data.day, days.value),
    }
  },
})

/** A loss, in 分, beside the number that makes it grave; null where it was not counted yet. */
export const lossSeen = (label: string, lossFen: number | null, loss: Rule): Observation =>
  heldAgainst(loss, {
    label,
    observed: lossFen ?? '不详',
    threshold: loss.value,
    unit: lossFen === null ? 'text' : 'fen',
  })

/** A loss in words. */
export const lossText = (lossFen: number | null): string => (lossFen === null ? '损失待核' : `报损${yuanText(lossFen)}`)
