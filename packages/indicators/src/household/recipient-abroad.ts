import { addDays, daysBetween } from '@shouwang/contracts'
import { recipientGained } from '../assets/recipient-gained.ts'
import type { Indicator } from '../indicator.ts'
import { heldAgainst } from '../wording/held-against.ts'

const least = 'recipient-abroad/days'

/**
 * 在保对象长期出境: the last crossing of somebody on a living allowance was out of the country, and the days named have passed
 * since. Source: 家庭经济状况核对（出入境）(docs/domain.md §4 row 10).
 */
export const recipientAbroad: Indicator = recipientGained({
  id: 'recipient-abroad',
  name: '在保对象长期出境',
  level: 'blue',
  dimensions: { household: 40 },
  source: '家庭经济状况核对（出入境记录）',
  inUse: 'in-use/recipient-abroad',
  parameters: [least],
  type: 'BorderCrossed',
  confidence: 0.5,
  advice: '问家人或村（居）本人在哪里、去做什么：探亲、务工、看病都可能；长期不在的按共同生活人口重新核算',
  gainOf: ({ facts }, policy, day) => {
    const days = policy.number(least)
    const last = (facts.BorderCrossed ?? [])
      .filter(({ data }) => data.day <= day)
      .toSorted((a, b) => (a.data.day + a.data.direction > b.data.day + b.data.direction ? -1 : 1))[0]
    if (last === undefined || last.data.direction !== 'out' || addDays(last.data.day, days.value) > day) return null
    return {
      fact: last,
      what: `${last.data.day}出境，${daysBetween(last.data.day, day)}天未见入境`,
      observations: [
        heldAgainst(days, {
          label: '出境天数',
          observed: daysBetween(last.data.day, day),
          threshold: days.value,
          unit: 'days',
        }),
      ],
    }
  },
})
