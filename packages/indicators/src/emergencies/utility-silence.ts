import { ageOn, type Day } from '@shouwang/contracts'
import { evidence, type KnownFact, livingMembers, livingMembersFacts, type Member } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { clear, type Indicator } from '../indicator.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'

const oldAge = 'utility-silence/age'
const zeroDays = 'utility-silence/zero-days'
const freshDays = 'utility-silence/fresh-days'

/**
 * 独居老人用电用水异常: the only one who lives here is old, and a meter of his stood still for days as of a reading of these
 * days. Source: 独居老人用水用电监测 (docs/domain.md §3; the numbers are defaults).
 */
export const utilitySilence: Indicator = {
  id: 'utility-silence',
  name: '独居老人用电用水异常',
  direction: 'urgent',
  class: 'discovery',
  level: 'red',
  dimensions: { household: 50, health: 60 },
  source: '独居老人用水用电监测（守望默认值）',
  reads: ['UtilityUsed', ...livingMembersFacts],
  quietWithout: ['UtilityUsed'],
  parameters: [oldAge, zeroDays, freshDays],
  programmes: ['visiting', 'temporary-relief'],
  judge: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const [elder] = living
    if (living.length !== 1 || elder?.facts.UtilityUsed === undefined || elder.birthDate === null) return clear
    const age = policy.number(oldAge)
    const years = ageOn(elder.birthDate, day)
    const still = years < age.value ? null : longestStill(elder, policy, day)
    if (still === null || still.data.zeroDays === null) return clear
    const least = policy.number(zeroDays)
    const { person } = elder
    const { kind, zeroDays: stood, day: readOn } = still.data
    return {
      status: 'fires',
      confidence: 0.5,
      person,
      reason: `${still.provider}：独居的{${person}}（${years}岁）截至${readOn}已连续${stood}天${meters[kind]}为零`,
      observations: [
        heldAgainst(least, { label: '连续零用量天数', observed: stood, threshold: least.value, unit: 'days' }),
        heldAgainst(age, { label: '年龄', observed: years, threshold: age.value, unit: 'years' }),
      ],
      facts: [evidence(person, 'UtilityUsed', still)],
      advice: ['马上打电话，没人接就上门敲门，必要时请社区民警一同入户；可能住院或去了子女家，先问邻居和子女'],
      reviewOn: forgottenOn(readOn, policy.number(freshDays).value),
    }
  },
}

const meters = { electricity: '用电', water: '用水', gas: '用气' } as const

/** The reading of these days by which a meter has stood still the longest, and long enough. */
const longestStill = ({ facts }: Member, policy: Policy, day: Day): KnownFact<'UtilityUsed'> | null => {
  const least = policy.number(zeroDays).value
  const fresh = policy.number(freshDays).value
  let longest: KnownFact<'UtilityUsed'> | null = null
  for (const reading of facts.UtilityUsed ?? []) {
    const stood = reading.data.zeroDays ?? 0
    if (stood < least || !isRecent(reading.data.day, day, fresh)) continue
    if (longest === null || stood > (longest.data.zeroDays ?? 0)) longest = reading
  }
  return longest
}
