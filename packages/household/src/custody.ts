import type { Day } from '@shouwang/contracts'
import type { Facts, KnownFact } from './profile.ts'

/**
 * The custody that holds a person on `day`: prison, detention or compulsory rehabilitation, first and last day
 * included; the one that began first where several do. Community correction (社区矫正) holds nobody.
 */
export const custodyOn = (facts: Facts, day: Day): KnownFact<'CustodyStarted'> | null => {
  let holding: KnownFact<'CustodyStarted'> | null = null
  for (const custody of facts.CustodyStarted ?? []) {
    const { kind, from, to } = custody.data
    if (kind === 'community-correction' || from > day || (to !== null && to < day)) continue
    if (holding === null || from < holding.data.from) holding = custody
  }
  return holding
}
