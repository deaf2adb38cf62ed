import type { Indicator } from '../indicator.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { recipientGained } from './recipient-gained.ts'

const least = 'recipient-land-compensated/amount'
const lookBack = 'recipient-land-compensated/look-back-days'

/** 在保对象获征地补偿. Source: 家庭财产认定（一次性收入）(docs/domain.md §1.3, §4 row 47). */
export const recipientLandCompensated: Indicator = recipientGained({
  id: 'recipient-land-compensated',
  name: '在保对象获征地补偿',
  level: 'blue',
  dimensions: { assets: 40 },
  source: '家庭经济状况核对（征地补偿）',
  inUse: 'in-use/recipient-land-compensated',
  parameters: [least, lookBack],
  type: 'LandCompensated',
  confidence: 0.6,
  advice: '问清补偿是安置还是现金、几口人分、已用在哪里；用于购置安置房、缴养老保险的多可豁免',
  gainOf: ({ facts }, policy, day) => {
    const [amount, days] = [policy.number(least), policy.number(lookBack)]
    const recent = (facts.LandCompensated ?? []).filter(({ data }) => isRecent(data.paidOn, day, days.value))
    const sumFen = recent.reduce((sum, { data }) => sum + data.amountFen, 0)
    const [fact] = recent.toSorted((a, b) => b.data.amountFen - a.data.amountFen)
    if (fact === undefined || sumFen < amount.value) return null
    return {
      fact,
      what: `${fact.data.paidOn}领取征地补偿，合计${yuanText(sumFen)}`,
      observations: [
        heldAgainst(amount, { label: '征地补偿', observed: sumFen, threshold: amount.value, unit: 'fen' }),
        heldAgainst(days, { label: '领取日期', observed: fact.data.paidOn, threshold: null, unit: 'day' }),
      ],
      reviewOn: forgottenOn(recent.map(({ data }) => data.paidOn).sort()[0] ?? day, days.value),
    }
  },
})
