import { type ChangeEventData, daysBetween } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator, type Unknown } from '../indicator.ts'
import { countedBusinesses } from '../readings/asset-limits.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 新办企业: someone whose means count for a living allowance leads or shares a business with the capital named, or
 * more. A closed one (注销) is gone; a revoked one (吊销) still exists and is a weak lead. Registering alone
 * disqualifies nobody. Source: 泗县财产规定 (docs/domain.md §1.3, S32).
 */
export const businessRegistered: Indicator = {
  id: 'business-registered',
  name: '新办企业',
  direction: 'wrong',
  class: 'dynamics',
  level: 'blue',
  dimensions: { assets: 40, income: 20 },
  source: '泗县低保家庭财产认定规定',
  reads: ['BusinessRegistered', ...livingMembersFacts],
  quietWithout: ['BusinessRegistered'],
  parameters: ['asset/business-capital'],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const limit = policy.number('asset/business-capital')
    let uncapitalised: Unknown | null = null
    for (const member of livingMembers(profile, day)) {
      const { person } = member
      for (const business of countedBusinesses(member.facts, day)) {
        const { role, capitalFen, status, day: statedFor } = business.data
        if (capitalFen === null ? role === 'sole-trader' : capitalFen < limit.value) continue
        const counted = countedListing(profile, member, day)
        if (counted === null) break
        if (capitalFen === null) {
          uncapitalised = { status: 'unknown', missing: [`{${person}}名下企业的出资额`], awaits: ['business-reg'] }
          continue
        }
        const revoked = status === 'revoked'
        return {
          status: 'fires',
          confidence: revoked ? 0.4 : 0.7,
          person,
          reason: `${business.provider}：{${person}}任${roleNames[role]}的企业（出资${yuanText(capitalFen)}）${statedFor}${revoked ? '被吊销、尚未注销' : '登记存续'}，现仍在${listingText(counted.listing)}`,
          observations: [
            heldAgainst(limit, { label: '出资额', observed: capitalFen, threshold: limit.value, unit: 'fen' }),
            shownOnly({ label: '登记至今天数', observed: daysBetween(statedFor, day), unit: 'days' }),
          ],
          facts: [
            evidence(person, 'BusinessRegistered', business),
            evidence(counted.holder, 'AssistanceListed', counted.listing),
          ],
          advice: [
            revoked
              ? '吊销后不得经营，多无收入：核实有无剩余资产，协助办理注销'
              : '核实是否实际出资、经营和雇人；被冒名登记的协助撤销',
            '仅有登记而无经营收入的，一般不影响救助',
          ],
        }
      }
    }
    return uncapitalised ?? clear
  },
}

const roleNames: { readonly [Role in ChangeEventData['BusinessRegistered']['role']]: string } = {
  'legal-representative': '法定代表人',
  shareholder: '股东',
  'sole-trader': '经营者',
  manager: '管理人员',
  other: '成员',
}
