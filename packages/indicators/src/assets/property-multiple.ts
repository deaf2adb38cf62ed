import { addDays, addMonthsToDay, type Day } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Fires, type Indicator } from '../indicator.ts'
import { countedHomes, homesOf, type OwnedHome } from '../readings/asset-limits.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { heldAgainst } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'

/**
 * 多套/新购房: those whose means count for a living allowance own more homes than allowed, or bought one within the
 * months looked back on. Shops and parking places are no homes; a home that two members share is one, and one of which
 * the family owns a small share is none. What was inherited, given, mended or renumbered was not bought; where the office
 * does not say why a home was registered, the lead says so and is weaker.
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
  parameters: ['asset/homes', 'asset/home-bought-months', 'asset/home-least-share'],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const most = policy.number('asset/homes')
    const months = policy.number('asset/home-bought-months')
    const share = policy.number('asset/home-least-share')
    const owners = livingMembers(profile, day).filter((member) => countedListing(profile, member, day) !== null)
    const owned = homesOf(owners, day)
    const homes = countedHomes(owned, policy)
    const newest = homes.reduce<OwnedHome | null>(
      (last, home) => (last === null || newer(home, last) ? home : last),
      null,
    )
    if (newest === null) return clear
    const several = homes.length > most.value
    const boughtOn = newest.bought?.fact.data.day ?? newest.fact.data.day
    if (!several && (newest.bought === null || boughtOn < addMonthsToDay(day, -months.value))) return clear
    const { person } = newest.owner
    const counted = countedListing(profile, newest.owner, day)
    if (counted === null) return clear
    const surely = newest.bought?.surely === true
    return {
      status: 'fires',
      confidence: several ? 0.8 : surely ? 0.6 : 0.4,
      person,
      reason: `${newest.fact.provider}：{${person}}家${seenText(homes, owned, several, surely)}，最近一套${boughtOn}登记，现仍在${listingText(counted.listing)}`,
      observations: [
        heldAgainst(most, { label: '住房套数', observed: homes.length, threshold: most.value, unit: 'count' }),
        heldAgainst(months, { label: '最近登记日期', observed: boughtOn, threshold: months.value, unit: 'day' }),
        ...homes
          .filter(({ sharePercent }) => sharePercent < 100)
          .map(({ sharePercent }) =>
            heldAgainst(share, {
              label: '家庭共有份额',
              observed: sharePercent / 100,
              threshold: share.value,
              unit: 'ratio',
            }),
          ),
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

/** Homes that may have been bought come before those that were not, the last bought first. */
const newer = (a: OwnedHome, b: OwnedHome): boolean => {
  const [left, right] = [a.bought?.fact.data.day ?? '', b.bought?.fact.data.day ?? '']
  return left !== right ? left > right : a.fact.data.day > b.fact.data.day
}

const seenText = (
  homes: readonly OwnedHome[],
  owned: readonly OwnedHome[],
  several: boolean,
  surely: boolean,
): string => {
  const areas = homes.map(({ fact }) => `${fact.data.areaM2}平方米`).join('、')
  const parts = owned.length - homes.length
  const rest = parts > 0 ? `（另有${parts}套只占少量份额，未计）` : ''
  if (several) return `名下住房${homes.length}套（${areas}）${rest}`
  return surely
    ? `名下新购住房一套（${areas}）${rest}`
    : `名下新登记住房一套（${areas}），未报登记原因，是否新购待核${rest}`
}

const forgotten = (boughtOn: Day, months: number): Pick<Fires, 'reviewOn'> => ({
  reviewOn: addDays(addMonthsToDay(boughtOn, months), 1),
})
