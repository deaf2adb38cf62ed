import { livingMembersFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { emergency, lossSeen, lossText } from './emergency.ts'

const loss = 'fire-loss/loss'

/**
 * 火灾: a fire damaged a member's home, or cost at least the loss that policy names, within the days looked back on.
 * Source: 东营急难救助 (docs/domain.md §3, ART-0).
 */
export const fireLoss: Indicator = emergency({
  id: 'fire-loss',
  name: '火灾',
  level: 'red',
  dimensions: { assets: 70, expenditure: 50 },
  source: '东营急难救助',
  reads: ['FireReported', ...livingMembersFacts],
  parameters: [loss],
  programmes: ['temporary-relief', 'housing-aid'],
  fact: 'FireReported',
  days: 'fire-loss/look-back-days',
  daysLabel: '距火灾天数',
  matters: ({ homeDamaged, lossFen }, _whose, policy) =>
    homeDamaged || (lossFen !== null && lossFen >= policy.number(loss).value),
  tell: ({ person, fact }, _profile, policy) => {
    const { day, homeDamaged, lossFen } = fact.data
    return {
      confidence: 0.9,
      reason: `消防：{${person}}家${day}发生火灾，${homeDamaged ? '住房受损，' : ''}${lossText(lossFen)}`,
      observations: [
        shownOnly({ label: '住房受损', observed: homeDamaged, unit: 'text' }),
        lossSeen('火灾损失', lossFen, policy.number(loss)),
      ],
      advice: '24 小时内联系，按"先行救助"办理临时救助；无处居住的先安排临时住所',
    }
  },
})
