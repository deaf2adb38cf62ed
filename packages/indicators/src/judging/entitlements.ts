import type { Day, Entitlement, FiringVerdict, PersonId } from '@shouwang/contracts'
import { member, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { amountFor, careUnstated } from '../checks/amount.ts'
import { type Claim, claimState, strongerClaim } from '../checks/claim.ts'
import type { CheckState } from '../checks/condition-check.ts'
import { runOutText } from '../checks/quantity.ts'
import type { Indicator } from '../indicator.ts'
import { unseenText } from '../readings/income-band.ts'
import { incomeSeen } from '../readings/income-seen.ts'
import { heldBy, isGone, isOfTheFamily, named } from './held.ts'

/**
 * What the household holds, holds although the facts speak against it, and may be owed by what fires: likely where the
 * indicator compares an entitlement with its roll (需求预警), possibly where it only found hardship; never what a
 * condition of the programme is known not to be met for. A lead for a person to look at, never a decision. In the order of programme and person.
 */
export const entitlementsOf = (
  profile: Profile,
  policy: Policy,
  day: Day,
  fires: readonly FiringVerdict[],
  fired: readonly Indicator[],
): Entitlement[] => {
  const held = heldBy(profile, policy, day)
  if (held.length === 0 && fires.length === 0) return []
  const known = held.length > 1 ? eachOnce(held) : held
  const owed = fires.length === 0 ? [] : owedOf(known, profile, policy, day, fires, fired)
  return [...known, ...owed].sort(byProgramme)
}

const byProgramme = (a: Claim, b: Claim): number =>
  a.programme < b.programme || (a.programme === b.programme && (a.person ?? '') < (b.person ?? '')) ? -1 : 1

const keyOf = ({ programme, person }: Claim): string => `${programme} ${person ?? ''}`

/** Of what is held twice, by a roll and by a decision, one: what speaks against it rather. */
const eachOnce = (held: readonly Entitlement[]): readonly Entitlement[] => {
  const known = new Map<string, Entitlement>()
  for (const entitlement of held) {
    const key = keyOf(entitlement)
    const other = known.get(key)
    if (other === undefined || worseHeld(entitlement, other)) known.set(key, entitlement)
  }
  return [...known.values()]
}

const worseHeld = (a: Entitlement, b: Entitlement): boolean => a.standing === 'wrongly-held' && b.standing === 'held'

const owedOf = (
  known: readonly Entitlement[],
  profile: Profile,
  policy: Policy,
  day: Day,
  fires: readonly FiringVerdict[],
  fired: readonly Indicator[],
): readonly Entitlement[] => {
  const claims: (Owed & { readonly state: CheckState })[] = []
  for (const { programme, person, isLikely, why } of owedBy(known, profile, policy, day, fires, fired)) {
    const state = claimState({ programme, person }, profile, policy, day)
    if (state !== 'not-met') claims.push({ programme, person, isLikely, why, state })
  }
  return claims
    .filter((claim) => strongerClaim(claim, claims, profile, policy, day) === null)
    .map((claim) => withAmount(claim, profile, policy, day))
}

/** What is claimed of somebody is not claimed of nobody in particular as well. */
const owedBy = (
  known: readonly Entitlement[],
  profile: Profile,
  policy: Policy,
  day: Day,
  fires: readonly FiringVerdict[],
  fired: readonly Indicator[],
): readonly Owed[] => {
  const owed: Owed[] = []
  for (const [index, indicator] of fired.entries()) {
    const verdict = fires[index]
    if (verdict === undefined || verdict.direction === 'wrong') continue
    const isLikely = indicator.class === 'need'
    const about = living(verdict.person, profile, day)
    for (const programme of indicator.programmes) {
      const person = isOfTheFamily(programme, policy) ? null : about
      const at = owed.findIndex((each) => each.programme === programme && each.person === person)
      const other = owed[at]
      if (other !== undefined && (other.isLikely || !isLikely)) continue
      if (isHeld(known, programme, person, policy)) continue
      const claim = { programme, person, isLikely, why: verdict.reason }
      if (other === undefined) owed.push(claim)
      else owed[at] = claim
    }
  }
  return owed.filter(
    ({ programme, person }) =>
      person !== null || !owed.some((each) => each.programme === programme && each.person !== null),
  )
}

/** What an indicator's firing says may be owed, before anybody asked what the programme's conditions come to. */
type Owed = Claim & { readonly isLikely: boolean; readonly why: string }

/** An entitlement with what it would give a month, and a sentence on what that does not count. */
const withAmount = (claim: Owed, profile: Profile, policy: Policy, day: Day): Entitlement => {
  const programme = policy.programmes.get(claim.programme)
  const person = claim.person === null ? null : (member(profile, claim.person) ?? null)
  const amount = programme === undefined ? null : amountFor(programme.amount, { profile, policy, day, person })
  const isExact = amount?.every === 'month' && amount.leastFen !== null && amount.leastFen === amount.mostFen
  const notes = isExact
    ? [uncountedText(claim, profile, policy, day), withoutCare(amount.text), runOutText(amount.rules)]
    : amount === null || (amount.mostFen === null && amount.rules.length > 0)
      ? []
      : [`${amount.mostFen === null ? '' : '金额：'}${amount.text}。`, runOutText(amount.rules)]
  const remark = notes.join('')
  return {
    ...named(claim.programme, policy),
    person: claim.person,
    standing: claim.isLikely ? 'likely-owed' : 'possibly-owed',
    monthlyFen: isExact ? amount.leastFen : null,
    why: remark === '' ? claim.why : `${claim.why}。${remark}`,
  }
}

const withoutCare = (text: string): string => (text.includes(careUnstated) ? `金额不含${careUnstated}。` : '')

/** What an amount that hangs on income does not count, as a sentence; empty where it counts everybody. */
const uncountedText = ({ programme, person }: Claim, profile: Profile, policy: Policy, day: Day): string => {
  const amount = policy.programmes.get(programme)?.amount
  if (amount?.is !== 'top-up') return ''
  const { unseen, awaits } = incomeSeen(profile, policy, day)
  const about = amount.of === 'family' ? unseen : unseen.filter((each) => each === person)
  return awaits.length > 0 || about.length === 0 ? '' : `金额未计入：${unseenText(about)}，以核对结果为准。`
}

/** Nothing is owed to a member who has died or is held; what his family may be owed names nobody. */
const living = (person: PersonId | null, profile: Profile, day: Day): PersonId | null => {
  const about = person === null ? undefined : member(profile, person)
  return about === undefined || isGone(about, day) !== null ? null : person
}

/** Held by this person, or by anyone where no person is meant; or excluded by something stronger that is held. */
const isHeld = (known: readonly Entitlement[], programme: string, person: PersonId | null, policy: Policy): boolean => {
  for (const held of known) {
    if (held.programme === programme && (held.person === null || person === null || held.person === person)) return true
    if (held.person === person && policy.programmes.get(held.programme)?.excludes.includes(programme)) return true
  }
  return false
}
