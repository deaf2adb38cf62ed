import { daysBetween } from '@shouwang/contracts'
import { evidence, isDeadOn, member } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { forgottenOn, latestHappening } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

/**
 * 重大交通事故: a member was killed or seriously injured in a traffic accident within the days looked back on.
 * Source: 常州低收入人口监测, 峨山控辍与救助 (docs/domain.md §3, S42, S66).
 */
export const trafficCasualty: Indicator = {
  id: 'traffic-casualty',
  name: '重大交通事故',
  direction: 'urgent',
  class: 'discovery',
  level: 'red',
  dimensions: { household: 60, expenditure: 60 },
  source: '常州市低收入人口动态监测',
  reads: ['TrafficCasualtyReported', 'DeathReported'],
  quietWithout: ['TrafficCasualtyReported'],
  parameters: ['traffic-casualty/look-back-days'],
  programmes: ['temporary-relief', 'medical-aid'],
  judge: (profile, policy, day) => {
    const days = policy.number('traffic-casualty/look-back-days')
    const accident = latestHappening(
      profile,
      'TrafficCasualtyReported',
      day,
      days.value,
      ({ harm }) => harm !== 'minor',
    )
    if (accident === null) return { status: 'clear' }
    const { person, fact } = accident
    const facts = member(profile, person)?.facts ?? {}
    const killed = fact.data.harm === 'death' || isDeadOn(facts, day)
    const harm = killed ? '死亡' : '重伤'
    return {
      status: 'fires',
      confidence: 0.9,
      person,
      reason: `交警：{${person}}${fact.data.day}遭遇交通事故，${harm}，${liabilities[fact.data.liability]}`,
      observations: [
        shownOnly({ label: '伤亡', observed: harm, unit: 'text' }),
        shownOnly({ label: '事故责任', observed: liabilities[fact.data.liability], unit: 'text' }),
        heldAgainst(days, {
          label: '距事故天数',
          observed: daysBetween(fact.data.day, day),
          threshold: days.value,
          unit: 'days',
        }),
      ],
      facts: [evidence(person, 'TrafficCasualtyReported', fact)],
      advice: ['核实保险赔付和道路交通事故社会救助基金垫付情况；困难的先办理临时救助'],
      reviewOn: forgottenOn(fact.data.day, days.value),
    }
  },
}

const liabilities = {
  none: '本人无责',
  minor: '本人次要责任',
  equal: '同等责任',
  major: '本人主要责任',
  full: '本人全责',
  unknown: '责任未定',
} as const
