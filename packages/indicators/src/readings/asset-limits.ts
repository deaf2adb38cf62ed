import type { Day } from '@shouwang/contracts'
import { type Facts, type KnownFact, livingMembers, type Member, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'

/** The numbers that `isOverAssetLimit` reads. */
export const assetNumbers = ['asset/vehicle-value', 'asset/homes', 'asset/business-capital'] as const

/**
 * Vehicles a person owns on `day`, without motorcycles and disability vehicles, which are exempt
 * (docs/domain.md §1.3).
 */
export const countedVehicles = (facts: Facts, day: Day): readonly KnownFact<'VehicleRegistered'>[] =>
  facts.VehicleRegistered?.filter(
    ({ data }) =>
      data.status === 'registered' &&
      data.day <= day &&
      data.vehicleClass !== 'motorcycle' &&
      data.vehicleClass !== 'disability-vehicle',
  ) ?? []

/** A home and one member who owns it, wholly or in part. */
export type Home = { readonly owner: Member; readonly fact: KnownFact<'PropertyRegistered'> }

/** The homes that these members own on `day`, each once although husband and wife both hold a share. */
export const homesOf = (members: readonly Member[], day: Day): readonly Home[] => {
  const homes = new Map<string, Home>()
  for (const owner of members)
    for (const fact of owner.facts.PropertyRegistered ?? []) {
      const { use, status, day: registeredOn } = fact.data
      if (use !== 'residential' || status !== 'registered' || registeredOn > day) continue
      if (!homes.has(fact.sourceKey)) homes.set(fact.sourceKey, { owner, fact })
    }
  return [...homes.values()]
}

/** Businesses that a person leads, owns or shares on `day` and that are not closed: 吊销 is not yet 注销. */
export const countedBusinesses = (facts: Facts, day: Day): readonly KnownFact<'BusinessRegistered'>[] =>
  facts.BusinessRegistered?.filter(
    ({ data }) => data.status !== 'closed' && data.day <= day && data.role !== 'manager' && data.role !== 'other',
  ) ?? []

/** True when the living members own more than the asset rules of 低保 allow (docs/domain.md §1.3), as far as is known. */
export const isOverAssetLimit = (profile: Profile, policy: Policy, day: Day): boolean => {
  const members = livingMembers(profile, day)
  const vehicleFen = policy.number('asset/vehicle-value').value
  const capitalFen = policy.number('asset/business-capital').value
  for (const { facts } of members) {
    if (countedVehicles(facts, day).some(({ data }) => (data.priceFen ?? 0) >= vehicleFen)) return true
    if (
      countedBusinesses(facts, day).some(({ data }) => data.status === 'active' && (data.capitalFen ?? 0) >= capitalFen)
    )
      return true
  }
  return homesOf(members, day).length > policy.number('asset/homes').value
}
