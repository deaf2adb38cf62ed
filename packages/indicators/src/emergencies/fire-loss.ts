import { daysBetween } from '@shouwang/contracts'
import { evidence } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { forgottenOn, latestHappening } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 火灾: a fire damaged a member's home, or cost at least the loss that policy names, within the days looked back on.
 * Source: 东营急难救助 (docs/domain.md §3, ART-0).
 */
export const fireLoss: Indicator = {
  id: 'fire-loss',
  name: '火灾',
  direction: 'urgent',
  class: 'discovery',
  level: 'red',
  dimensions: { assets: 70, expenditure: 50 },
  source: '东营急难救助',
  reads: ['FireReported'],
  quietWithout: ['FireReported'],
  parameters: ['fire-loss/look-back-days', 'fire-loss/loss'],
  programmes: ['temporary-relief', 'housing-aid'],
  judge: (profile, policy, day) => {
    const days = policy.number('fire-loss/look-back-days')
    const loss = policy.number('fire-loss/loss')
    const fire = latestHappening(
      profile,
      'FireReported',
      day,
      days.value,
      ({ homeDamaged, lossFen }) => homeDamaged || (lossFen !== null && lossFen >= loss.value),
    )
    if (fire === null) return { status: 'clear' }
    const { day: burntOn, homeDamaged, lossFen } = fire.fact.data
    const lost = lossFen === null ? '损失待核' : `报损${yuanText(lossFen)}`
    return {
      status: 'fires',
      confidence: 0.9,
      person: fire.person,
      reason: `消防：{${fire.person}}家${burntOn}发生火灾，${homeDamaged ? '住房受损，' : ''}${lost}`,
      observations: [
        shownOnly({ label: '住房受损', observed: homeDamaged, unit: 'text' }),
        heldAgainst(loss, {
          label: '火灾损失',
          observed: lossFen ?? '不详',
          threshold: loss.value,
          unit: lossFen === null ? 'text' : 'fen',
        }),
        heldAgainst(days, {
          label: '距火灾天数',
          observed: daysBetween(burntOn, day),
          threshold: days.value,
          unit: 'days',
        }),
      ],
      facts: [evidence(fire.person, 'FireReported', fire.fact)],
      advice: ['24 小时内联系，按"先行救助"办理临时救助；无处居住的先安排临时住所'],
      reviewOn: forgottenOn(burntOn, days.value),
    }
  },
}
