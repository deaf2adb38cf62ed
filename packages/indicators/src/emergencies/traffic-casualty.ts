import { isDeadOn, livingMembersFacts, member } from '@shouwang/household'
import type { Indicator } from '../indicator.ts'
import { shownOnly } from '../wording/held-against.ts'
import { emergency } from './emergency.ts'

/**
 * 重大交通事故: a member was killed or seriously injured in a traffic accident within the days looked back on.
 * Source: 常州低收入人口监测, 峨山控辍与救助 (docs/domain.md §3, S42, S66).
 */
export const trafficCasualty: Indicator = emergency({
  id: 'traffic-casualty',
  name: '重大交通事故',
  level: 'red',
  dimensions: { household: 60, expenditure: 60 },
  source: '常州市低收入人口动态监测',
  reads: ['TrafficCasualtyReported', ...livingMembersFacts],
  parameters: [],
  programmes: ['temporary-relief', 'medical-aid'],
  fact: 'TrafficCasualtyReported',
  days: 'traffic-casualty/look-back-days',
  daysLabel: '距事故天数',
  matters: ({ harm }) => harm !== 'minor',
  tell: ({ person, fact }, profile, _policy, day) => {
    const killed = fact.data.harm === 'death' || isDeadOn(member(profile, person)?.facts ?? {}, day)
    const harm = killed ? '死亡' : '重伤'
    const liability = liabilities[fact.data.liability]
    return {
      confidence: 0.9,
      reason: `交警：{${person}}${fact.data.day}遭遇交通事故，${harm}，${liability}`,
      observations: [
        shownOnly({ label: '伤亡', observed: harm, unit: 'text' }),
        shownOnly({ label: '事故责任', observed: liability, unit: 'text' }),
      ],
      advice: '核实保险赔付和道路交通事故社会救助基金垫付情况；困难的先办理临时救助',
    }
  },
})

const liabilities = {
  none: '本人无责',
  minor: '本人次要责任',
  equal: '同等责任',
  major: '本人主要责任',
  full: '本人全责',
  unknown: '责任未定',
} as const
