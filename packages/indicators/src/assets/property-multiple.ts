import { addDays, addMonthsToDay, type Day } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import type { Fires, Indicator } from '../indicator.ts'
import { homesOf } from '../readings/asset-limits.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

/**
 * 多套/新购房: those whose means count for a living allowance own more homes than allowed, or registered one within
 * the months looked back on. Shops and parking places are no homes; a home that two members share is one.
 * Source: 低保家庭财产认定规定 (docs/domain.md §1.3, S34).
 */
export const propertyMultiple: Indicator = {
  id: 'property-multiple',
  name: '多套/新购房',
  direction: 'wrong',
  class: 'dynamics',
  level: 'yellow',
  dimensions: { assets: 60 },
  source: '低保家庭财产认定规定',
  reads: ['PropertyRegistered', ...livingMembersFacts],
  quietWithout: ['PropertyRegistered'],
  parameters: ['asset/homes', 'asset/home-bought-months'],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const most = policy.number('asset/homes')
    const months = policy.number('asset/home-bought-months')
    const owners = livingMembers(profile, day).filter((member) => countedListing(profile, member, day) !== null)
    const homes = homesOf(owners, day)
    const newest = homes.toSorted((a, b) => (a.fact.data.day < b.fact.data.day ? 1 : -1))[0]
    if (newest === undefined) return { status: 'clear' }
    const boughtOn = newest.fact.data.day
    const several = homes.length > most.value
    if (!several && boughtOn < addMonthsToDay(day, -months.value)) return { status: 'clear' }
    const { person } = newest.owner
    const counted = countedListing(profile, newest.owner, day)
    if (counted === null) return { status: 'clear' }
    const areas = homes.map(({ fact }) => `${fact.data.areaM2}平方米`).join('、')
    const seen = several ? `名下住房${homes.length}套（${areas}）` : `名下新登记住房一套（${areas}）`
    return {
      status: 'fires',
      confidence: several ? 0.8 : 0.6,
      person,
      reason: `${newest.fact.provider}：{${person}}家${seen}，最近一套${boughtOn}登记，现仍在${listingText(counted.listing)}`,
      observations: [
        heldAgainst(most, { label: '住房套数', observed: homes.length, threshold: most.value, unit: 'count' }),
        heldAgainst(months, { label: '最近登记日期', observed: boughtOn, threshold: months.value, unit: 'day' }),
      ],
      facts: [
        ...homes.map(({ owner, fact }) => evidence(owner.person, 'PropertyRegistered', fact)),
        evidence(counted.holder, 'AssistanceListed', counted.listing),
      ],
      advice: ['核实来源：继承份额、拆迁安置、唯一住房置换的，按当地规定可以不算超标'],
      ...(several ? {} : forgotten(boughtOn, months.value)),
    }
  },
}

const forgotten = (boughtOn: Day, months: number): Pick<Fires, 'reviewOn'> => ({
  reviewOn: addDays(addMonthsToDay(boughtOn, months), 1),
})
