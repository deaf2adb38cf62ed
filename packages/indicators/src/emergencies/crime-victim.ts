import { isDeadOn, livingMembersFacts, member } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { emergency } from './emergency.ts'

/**
 * 刑事致困: a member was killed or seriously injured by a crime within the days looked back on. For the village it reads like
 * an accident. Source: 峨山司法救助与社会救助衔接 (docs/domain.md §3, S66).
 */
export const crimeVictim: Indicator = emergency({
  id: 'crime-victim',
  name: '刑事案件致困',
  level: 'red',
  dimensions: { household: 60, income: 50 },
  source: '司法救助与社会救助衔接办法（峨山县）',
  reads: ['CrimeVictimReported', ...livingMembersFacts],
  parameters: [],
  programmes: ['judicial-relief', 'temporary-relief', 'legal-aid', 'medical-aid'],
  fact: 'CrimeVictimReported',
  days: 'crime-victim/look-back-days',
  daysLabel: '距事发天数',
  matters: ({ harm }) => harm !== 'minor',
  tell: ({ person, fact }, profile, _policy, day) => {
    const killed = fact.data.harm === 'death' || isDeadOn(member(profile, person)?.facts ?? {}, day)
    const harm = killed ? '死亡' : '重伤'
    return {
      confidence: 0.9,
      reason: `${fact.provider}：{${person}}${fact.data.day}因刑事案件${harm}`,
      observations: [shownOnly({ label: '伤亡', observed: harm, unit: 'text' })],
      advice: '先电话联系、尊重意愿再上门；对接司法救助、法律援助和心理支持，急难的先办理临时救助',
    }
  },
})
