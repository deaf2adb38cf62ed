import { daysBetween } from '@shouwang/contracts'
import { evidence, isDeadOn } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { forgottenOn, latestHappening } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'

/**
 * 12345/网格线索: a member asked for help with living, illness, housing or safety within the days looked back on.
 * Source: 东营急难救助, 救急难试点 (docs/domain.md §3, ART-0, ART-3).
 */
export const hotlineGridLead: Indicator = {
  id: 'hotline-grid-lead',
  name: '12345/网格线索',
  direction: 'urgent',
  class: 'discovery',
  level: 'orange',
  dimensions: { household: 40, income: 30 },
  source: '东营急难救助；救急难试点',
  reads: ['HelpRequested', 'DeathReported'],
  quietWithout: ['HelpRequested'],
  parameters: ['hotline-grid-lead/look-back-days'],
  programmes: ['temporary-relief', 'dibao', 'medical-aid', 'housing-aid'],
  judge: (profile, policy, day) => {
    const days = policy.number('hotline-grid-lead/look-back-days')
    const lead = latestHappening(
      profile,
      'HelpRequested',
      day,
      days.value,
      ({ category }, whose) => category !== 'other' && !isDeadOn(whose, day),
    )
    if (lead === null) return { status: 'clear' }
    const { person, fact } = lead
    const category = categories[fact.data.category]
    return {
      status: 'fires',
      confidence: 0.7,
      person,
      reason: `${fact.provider}：{${person}}${fact.data.day}求助，类别为${category}`,
      observations: [
        shownOnly({ label: '求助类别', observed: category, unit: 'text' }),
        heldAgainst(days, {
          label: '距求助天数',
          observed: daysBetween(fact.data.day, day),
          threshold: days.value,
          unit: 'days',
        }),
      ],
      facts: [evidence(person, 'HelpRequested', fact)],
      advice: ['先电话或上门了解急需，急难的当场办理先行救助；求助原文按权限查看'],
      reviewOn: forgottenOn(fact.data.day, days.value),
    }
  },
}

const categories = {
  hardship: '生活困难',
  medical: '看病就医',
  housing: '住房困难',
  safety: '人身安全',
  other: '其他',
} as const
