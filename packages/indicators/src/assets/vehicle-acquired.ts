import type { ChangeEventData } from '@shouwang/contracts'
import { evidence, livingMembers, livingMembersFacts } from '@shouwang/household'
import { clear, type Indicator, type Unknown } from '../indicator.ts'
import { countedVehicles } from '../readings/asset-limits.ts'
import { countedListing } from '../readings/counted-listing.ts'
import { heldAgainst, shownOnly } from '../wording/held-against.ts'
import { listingText } from '../wording/programme-text.ts'
import { yuanText } from '../wording/yuan-text.ts'

/**
 * 新增机动车: someone whose means count for a living allowance owns a vehicle worth the limit or more. Motorcycles and
 * disability vehicles are exempt; one sold or scrapped no longer counts. Source: 泗县、重庆、昆明财产规定 (docs/domain.md §1.3).
 */
export const vehicleAcquired: Indicator = {
  id: 'vehicle-acquired',
  name: '新增机动车',
  direction: 'wrong',
  class: 'dynamics',
  level: 'yellow',
  dimensions: { assets: 50 },
  source: '重庆市、泗县低保家庭财产认定规定',
  reads: ['VehicleRegistered', ...livingMembersFacts],
  quietWithout: ['VehicleRegistered'],
  parameters: ['asset/vehicle-value'],
  programmes: ['dibao', 'dibao_single', 'tekun'],
  judge: (profile, policy, day) => {
    const limit = policy.number('asset/vehicle-value')
    let unpriced: Unknown | null = null
    for (const member of livingMembers(profile, day)) {
      const { person } = member
      for (const vehicle of countedVehicles(member.facts, day)) {
        const { vehicleClass, priceFen, day: registeredOn, commercial } = vehicle.data
        if (priceFen !== null && priceFen < limit.value) continue
        const counted = countedListing(profile, member, day)
        if (counted === null) break
        if (priceFen === null) {
          unpriced = { status: 'unknown', missing: [`{${person}}名下车辆的购置价`], awaits: ['vehicle-register'] }
          continue
        }
        const isNew = registeredOn >= (counted.listing.data.from ?? '')
        return {
          status: 'fires',
          confidence: isNew ? 0.85 : 0.6,
          person,
          reason: `${vehicle.provider}：{${person}}名下${commercial ? '营运' : ''}${classNames[vehicleClass]}（购置价${yuanText(priceFen)}）于${registeredOn}登记，现仍在${listingText(counted.listing)}`,
          observations: [
            heldAgainst(limit, { label: '车辆购置价', observed: priceFen, threshold: limit.value, unit: 'fen' }),
            shownOnly({ label: '登记日期', observed: registeredOn, unit: 'day' }),
          ],
          facts: [
            evidence(person, 'VehicleRegistered', vehicle),
            evidence(counted.holder, 'AssistanceListed', counted.listing),
          ],
          advice: [
            isNew ? '核实购车款来源和实际使用人；借名登记的请其过户' : '认定前已登记，先查当时是否核过此车',
            '生活、生产必需或已按当地规定折旧的，可按豁免处理',
          ],
        }
      }
    }
    return unpriced ?? clear
  },
}

const classNames: { readonly [Class in ChangeEventData['VehicleRegistered']['vehicleClass']]: string } = {
  car: '小型汽车',
  truck: '货车',
  bus: '客车',
  motorcycle: '摩托车',
  'disability-vehicle': '残疾人机动轮椅车',
  tractor: '拖拉机',
  other: '机动车',
}
