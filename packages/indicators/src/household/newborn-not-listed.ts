import { daysBetween } from '@shouwang/contracts'
import { evidence, isDeadOn, listingsOn, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator } from '../indicator.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { forgottenOn } from '../readings/happening.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

const grace = 'newborn-not-listed/grace-days'
const lookBack = 'newborn-not-listed/look-back-days'

/**
 * 在保家庭新生儿未纳入: a mother in a family on 低保 gave birth, and once the time to arrange it has passed the child is not
 * on the roll: the family is paid for one head too few. Source: 社会救助暂行办法第十三条 (docs/domain.md §1.2, S1).
 */
export const newbornNotListed: Indicator = {
  id: 'newborn-not-listed',
  name: '在保家庭新生儿未纳入',
  direction: 'missed',
  class: 'dynamics',
  level: 'blue',
  dimensions: { household: 35 },
  source: '社会救助暂行办法第十三条',
  reads: ['BirthCertified', ...livingMembersFacts],
  quietWithout: ['BirthCertified'],
  parameters: [grace, lookBack],
  programmes: ['dibao', 'insurance-subsidy'],
  judge: (profile, policy, day) => {
    const [least, most] = [policy.number(grace), policy.number(lookBack)]
    for (const mother of livingMembers(profile, day)) {
      const counted = mother.facts.BirthCertified === undefined ? null : countedListing(profile, mother, day)
      if (counted === null || counted.listing.data.programme !== 'dibao') continue
      for (const birth of mother.facts.BirthCertified ?? []) {
        const { bornOn, child } = birth.data
        const passed = daysBetween(bornOn, day)
        if (bornOn > day || passed > most.value) continue
        if (passed <= least.value) return { status: 'clear', reviewOn: forgottenOn(bornOn, least.value) }
        const known = profile.members.find(({ person }) => person === child)
        const isListed = known !== undefined && listingsOn(known.facts, profile.coverage, day, ['dibao']).length > 0
        if (isListed || (known !== undefined && isDeadOn(known.facts, day))) continue
        return {
          status: 'fires',
          confidence: 0.75,
          person: mother.person,
          reason: `${birth.provider}：{${mother.person}}${bornOn}生育，${passed}天来孩子未列入${listingText(counted.listing)}`,
          observations: [
            heldAgainst(least, { label: '出生至今天数', observed: passed, threshold: least.value, unit: 'days' }),
          ],
          facts: [
            evidence(mother.person, 'BirthCertified', birth),
            evidence(counted.holder, 'AssistanceListed', counted.listing),
          ],
          advice: ['协助上户口、参保，按新的家庭人口重新核算低保金'],
          reviewOn: forgottenOn(bornOn, most.value),
        }
      }
    }
    return clear
  },
}
