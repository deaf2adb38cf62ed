import type { Indicator } from '../indicator.ts'
import { forgottenOn, isRecent } from '../readings/happening.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { yuanText } from '../wording/yuan-text.ts'
import { recipientGained } from './recipient-gained.ts'

const lookBack = 'recipient-home-contracted/look-back-days'

/** 在保对象网签购房: months before any registration. Source: 一年内购房 (docs/domain.md §1.3, §4 row 43, S34). */
export const recipientHomeContracted: Indicator = recipientGained({
  id: 'recipient-home-contracted',
  name: '在保对象网签购房',
  level: 'yellow',
  dimensions: { assets: 50 },
  source: '家庭财产认定规定（一年内购买商品房）',
  inUse: 'in-use/recipient-home-contracted',
  parameters: [lookBack],
  type: 'HomeContracted',
  confidence: 0.7,
  advice: '问清钱从哪里来、谁出的、是否拆迁安置或替子女签约；贷款买唯一住房的按当地规定办',
  gainOf: ({ facts }, policy, day) => {
    const days = policy.number(lookBack)
    const contract = (facts.HomeContracted ?? [])
      .filter(({ data }) => data.status === 'signed' && isRecent(data.day, day, days.value))
      .toSorted((a, b) => (a.data.day > b.data.day ? -1 : 1))[0]
    if (contract === undefined) return null
    const { priceFen, areaM2, day: signedOn } = contract.data
    return {
      fact: contract,
      what: `${signedOn}网签购买住房${areaM2 === null ? '' : `（${areaM2}平方米）`}${priceFen === null ? '' : `，合同价${yuanText(priceFen)}`}`,
      observations: [
        heldAgainst(days, { label: '网签日期', observed: signedOn, threshold: null, unit: 'day' }),
        shownOnly({ label: '合同价', observed: priceFen ?? '不详', unit: priceFen === null ? 'text' : 'fen' }),
      ],
      reviewOn: forgottenOn(signedOn, days.value),
    }
  },
})
