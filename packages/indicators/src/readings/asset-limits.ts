import type { Day, PropertyRegistrationKind } from '@shouwang/contracts'
import { type Facts, type KnownFact, livingMembers, type Member, type Profile, rememberLast } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'

/** The numbers that `isOverAssetLimit` reads. */
export const assetNumbers = [
  'asset/vehicle-value',
  'asset/homes',
  'asset/home-least-share',
  'asset/business-capital',
] as const

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

/** A home that these members own, and the member and fact that tell of it. */
export type OwnedHome = {
  readonly owner: Member
  readonly fact: KnownFact<'PropertyRegistered'>
  /** What they own of it together, in percent. */
  readonly sharePercent: number
  /** The last registration that may have been a purchase; null for what was inherited, given, mended or renumbered. */
  readonly bought: { readonly fact: KnownFact<'PropertyRegistered'>; readonly surely: boolean } | null
}

/** The homes that these members own on `day`, each once although husband and wife both hold a share. */
export const homesOf = (members: readonly Member[], day: Day): readonly OwnedHome[] => {
  if (members.every(({ facts }) => facts.PropertyRegistered === undefined)) return none
  const homes = new Map<string, OwnedHome>()
  for (const owner of members)
    for (const [unit, facts] of registrationsOf(owner, day)) {
      const fact = facts.reduce((latest, each) => (isLaterEntry(each, latest) ? each : latest))
      if (fact.data.status !== 'registered') continue
      const shared = homes.get(unit)
      const sharePercent = Math.min(100, (shared?.sharePercent ?? 0) + fact.data.sharePercent)
      const bought = latestPurchase(facts)
      homes.set(unit, { ...(shared ?? { owner, fact }), sharePercent, bought: laterPurchase(shared?.bought, bought) })
    }
  return [...homes.values()]
}

const none: readonly OwnedHome[] = []

/** Registrations of one home by its unit number, which comes first in their keys. */
const registrationsOf = (
  { facts }: Member,
  day: Day,
): ReadonlyMap<string, readonly KnownFact<'PropertyRegistered'>[]> =>
  Map.groupBy(
    (facts.PropertyRegistered ?? []).filter(({ data }) => data.use === 'residential' && data.day <= day),
    ({ sourceKey }) => sourceKey.split('|')[0] ?? sourceKey,
  )

const isLaterEntry = (a: KnownFact<'PropertyRegistered'>, b: KnownFact<'PropertyRegistered'>): boolean =>
  a.data.day > b.data.day || (a.data.day === b.data.day && a.data.status === 'deregistered')

/** No purchase: what came by law or by gift, and entries about what was owned before. */
const notBought: readonly PropertyRegistrationKind[] = [
  'inherited',
  'gift',
  'division',
  'demolition',
  'correction',
  'renumber',
]

const latestPurchase = (facts: readonly KnownFact<'PropertyRegistered'>[]): OwnedHome['bought'] =>
  facts
    .filter(({ data }) => data.status === 'registered' && !notBought.includes(data.kind))
    .map((fact) => ({ fact, surely: fact.data.kind === 'bought' }))
    .reduce<OwnedHome['bought']>(laterPurchase, null)

const laterPurchase = (a: OwnedHome['bought'] | undefined, b: OwnedHome['bought']): OwnedHome['bought'] => {
  if (a === undefined || a === null) return b
  if (b === null) return a
  if (a.fact.data.day !== b.fact.data.day) return a.fact.data.day > b.fact.data.day ? a : b
  return a.surely ? a : b
}

/** Those of which the family owns enough to count as a home: a part of an inherited one does not. */
export const countedHomes = (homes: readonly OwnedHome[], policy: Policy): readonly OwnedHome[] => {
  const least = policy.number('asset/home-least-share').value
  return homes.filter(({ sharePercent }) => sharePercent >= least * 100)
}

/** Businesses that a person leads, owns or shares on `day` and that are not closed: 吊销 is not yet 注销. */
export const countedBusinesses = (facts: Facts, day: Day): readonly KnownFact<'BusinessRegistered'>[] =>
  facts.BusinessRegistered?.filter(
    ({ data }) => data.status !== 'closed' && data.day <= day && data.role !== 'manager' && data.role !== 'other',
  ) ?? []

/**
 * True when the living members hold what is kept up from an income, whatever it is worth: a vehicle, a business that is not
 * closed, a second home. It takes no right away; it tells that somebody earns whom no office sees.
 */
export const hasHoldings = rememberLast((profile: Profile, policy: Policy, day: Day): boolean => {
  const members = livingMembers(profile, day)
  return (
    members.some(({ facts }) => countedVehicles(facts, day).length > 0 || countedBusinesses(facts, day).length > 0) ||
    countedHomes(homesOf(members, day), policy).length > policy.number('asset/homes').value
  )
})

/** True when the living members own more than the asset rules of 低保 allow (docs/domain.md §1.3), as far as is known. */
export const isOverAssetLimit = rememberLast((profile: Profile, policy: Policy, day: Day): boolean => {
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
  return countedHomes(homesOf(members, day), policy).length > policy.number('asset/homes').value
})
