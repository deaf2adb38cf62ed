import { addDays } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { firstListed } from '../readings/counted-family.ts'
import { lowIncome } from '../readings/low-income.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

const ratio = 'public-rent-burden/ratio'
const standard = 'dibao/monthly-standard'

/**
 * 公租房租金减免未落实: a family on a programme of low income pays for a public flat more than the named share of what the
 * standard gives its heads. Source: 公租房租金减免 (docs/domain.md §3.1, S85; 社会救助暂行办法第三十七条至第四十条, S1).
 */
export const publicRentBurden: Indicator = {
  id: 'public-rent-burden',
  name: '公租房租金减免未落实',
  direction: 'missed',
  class: 'need',
  level: 'blue',
  dimensions: { expenditure: 30 },
  source: '社会救助暂行办法（住房救助）；公租房租金减免政策',
  inUse: 'in-use/public-rent-burden',
  reads: ['PublicRentalGranted', ...livingMembersFacts],
  quietWithout: ['PublicRentalGranted'],
  standards: [standard],
  parameters: [ratio, standard],
  programmes: ['housing-aid'],
  judge: (profile, policy, day) => {
    const living = livingMembers(profile, day)
    const listed = firstListed(profile, living, day, lowIncome)
    if (listed === null) return clear
    const share = policy.number(ratio)
    const limitFen = Math.round(policy.number(standard).value * living.length * share.value)
    for (const { person, facts } of living)
      for (const flat of facts.PublicRentalGranted ?? []) {
        const { monthlyFen, from, to } = flat.data
        if (from > day || (to !== null && to < day) || monthlyFen <= limitFen) continue
        return {
          status: 'fires',
          confidence: 0.6,
          person,
          reason: `${flat.provider}：{${person}}自${from}起承租公租房，月租金${yuanText(monthlyFen)}，超过全家${living.length}人低保标准的${Math.round(share.value * 100)}%（${yuanText(limitFen)}），现在${listingText(listed.listing)}`,
          observations: [
            heldAgainst(share, { label: '月租金支出', observed: monthlyFen, threshold: limitFen, unit: 'fen' }),
          ],
          facts: [
            evidence(person, 'PublicRentalGranted', flat),
            evidence(listed.holder, 'AssistanceListed', listed.listing),
          ],
          advice: ['转住房保障部门核对租金减免档次；欠租的先别催退，商量减免或补贴'],
          ...(to === null ? {} : { reviewOn: addDays(to, 1) }),
        }
      }
    return clear
  },
}
