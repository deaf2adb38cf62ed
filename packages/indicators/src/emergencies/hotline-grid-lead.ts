import { isDeadOn, livingMembersFacts } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { emergency } from './emergency.ts'

/**
 * 12345/网格线索: a member asked for help with living, illness, housing or safety within the days looked back on.
 * Source: 东营急难救助, 救急难试点 (docs/domain.md §3, ART-0, ART-3).
 */
export const hotlineGridLead: Indicator = emergency({
  id: 'hotline-grid-lead',
  name: '12345/网格线索',
  level: 'orange',
  // Who asks, or is seen by a neighbour, is right far more often than any rule.
  dimensions: { household: 60, income: 80 },
  source: '东营急难救助；救急难试点',
  reads: ['HelpRequested', ...livingMembersFacts],
  parameters: [],
  programmes: ['temporary-relief', 'dibao', 'medical-aid', 'housing-aid'],
  fact: 'HelpRequested',
  days: 'hotline-grid-lead/look-back-days',
  daysLabel: '距求助天数',
  matters: ({ category }, whose, _policy, day) => category !== 'other' && !isDeadOn(whose, day),
  tell: ({ person, fact }) => {
    const category = categories[fact.data.category]
    return {
      confidence: 0.7,
      reason: `${fact.provider}：{${person}}${fact.data.day}求助，类别为${category}`,
      observations: [shownOnly({ label: '求助类别', observed: category, unit: 'text' })],
      advice: '先电话或上门了解急需，急难的当场办理先行救助；求助原文按权限查看',
    }
  },
})

const categories = {
  hardship: '生活困难',
  medical: '看病就医',
  housing: '住房困难',
  safety: '人身安全',
  other: '其他',
} as const
