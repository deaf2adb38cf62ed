import { livingMembersFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { emergency, lossSeen, lossText } from './emergency.ts'

const loss = 'disaster-loss/loss'

/**
 * 自然灾害: a disaster destroyed the home, drove the family out of it, or cost at least the loss that policy names,
 * within the days looked back on. Source: 县级防返贫监测办法 (docs/domain.md §2.1, S47).
 */
export const disasterLoss: Indicator = emergency({
  id: 'disaster-loss',
  name: '自然灾害',
  level: 'red',
  dimensions: { assets: 70, household: 50 },
  source: '某县防返贫监测办法',
  reads: ['DisasterSuffered', ...livingMembersFacts],
  parameters: [loss],
  programmes: ['disaster-relief', 'temporary-relief', 'housing-aid'],
  fact: 'DisasterSuffered',
  days: 'disaster-loss/look-back-days',
  daysLabel: '距受灾天数',
  matters: ({ homeLost, relocated, lossFen }, _whose, policy) =>
    homeLost || relocated || (lossFen !== null && lossFen >= policy.number(loss).value),
  tell: ({ person, fact }, _profile, policy) => {
    const { kind, day, homeLost, relocated, lossFen } = fact.data
    const harms = [...(homeLost ? ['房屋倒损'] : []), ...(relocated ? ['转移安置'] : []), lossText(lossFen)]
    return {
      confidence: 0.9,
      reason: `应急：{${person}}家${day}遭受${kind}，${harms.join('，')}`,
      observations: [
        shownOnly({ label: '房屋倒损', observed: homeLost, unit: 'text' }),
        shownOnly({ label: '转移安置', observed: relocated, unit: 'text' }),
        lossSeen('灾害损失', lossFen, policy.number(loss)),
      ],
      advice: '24 小时内联系，先安排转移安置和生活救助；房屋倒损的对接住建恢复重建',
    }
  },
})
