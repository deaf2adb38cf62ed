import { daysBetween } from '@shouwang/contracts'
import { evidence } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { forgottenOn, latestHappening } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 自然灾害: a disaster destroyed the home, drove the family out of it, or cost at least the loss that policy names,
 * within the days looked back on. Source: 县级防返贫监测办法 (docs/domain.md §2.1, S47).
 */
export const disasterLoss: Indicator = {
  id: 'disaster-loss',
  name: '自然灾害',
  direction: 'urgent',
  class: 'discovery',
  level: 'red',
  dimensions: { assets: 70, household: 50 },
  source: '某县防返贫监测办法',
  reads: ['DisasterSuffered'],
  quietWithout: ['DisasterSuffered'],
  parameters: ['disaster-loss/look-back-days', 'disaster-loss/loss'],
  programmes: ['disaster-relief', 'temporary-relief', 'housing-aid'],
  judge: (profile, policy, day) => {
    const days = policy.number('disaster-loss/look-back-days')
    const loss = policy.number('disaster-loss/loss')
    const disaster = latestHappening(
      profile,
      'DisasterSuffered',
      day,
      days.value,
      ({ homeLost, relocated, lossFen }) => homeLost || relocated || (lossFen !== null && lossFen >= loss.value),
    )
    if (disaster === null) return { status: 'clear' }
    const { person, fact } = disaster
    const { kind, day: struckOn, homeLost, relocated, lossFen } = fact.data
    const harms = [
      ...(homeLost ? ['房屋倒损'] : []),
      ...(relocated ? ['转移安置'] : []),
      lossFen === null ? '损失待核' : `报损${yuanText(lossFen)}`,
    ]
    return {
      status: 'fires',
      confidence: 0.9,
      person,
      reason: `应急：{${person}}家${struckOn}遭受${kind}，${harms.join('，')}`,
      observations: [
        shownOnly({ label: '房屋倒损', observed: homeLost, unit: 'text' }),
        shownOnly({ label: '转移安置', observed: relocated, unit: 'text' }),
        heldAgainst(loss, {
          label: '灾害损失',
          observed: lossFen ?? '不详',
          threshold: loss.value,
          unit: lossFen === null ? 'text' : 'fen',
        }),
        heldAgainst(days, {
          label: '距受灾天数',
          observed: daysBetween(struckOn, day),
          threshold: days.value,
          unit: 'days',
        }),
      ],
      facts: [evidence(person, 'DisasterSuffered', fact)],
      advice: ['24 小时内联系，先安排转移安置和生活救助；房屋倒损的对接住建恢复重建'],
      reviewOn: forgottenOn(struckOn, days.value),
    }
  },
}
