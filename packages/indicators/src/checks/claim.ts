import type { Day, PersonId } from '@shouwang/contracts'
import { livingMembers, member, type Profile } from '@shouwang/household'
import type { Policy, Programme } from '@shouwang/policy'
import { answerOf } from './check-condition.ts'
import { type Asked, type CheckState, oneOf } from './condition-check.ts'

/** A programme that somebody may be owed; null names the family, or nobody in particular. */
export type Claim = { readonly programme: string; readonly person: PersonId | null }

/** Whether the conditions of a programme hold for whom it is claimed; of nobody in particular, for any who lives there. */
export const claimState = ({ programme, person }: Claim, profile: Profile, policy: Policy, day: Day): CheckState => {
  const described = policy.programmes.get(programme)
  if (described === undefined) return 'not-known'
  if (described.holder === 'family') return programmeState(described, { profile, policy, day, person: null })
  if (person !== null)
    return programmeState(described, { profile, policy, day, person: member(profile, person) ?? null })
  let best: CheckState = 'not-met'
  for (const each of livingMembers(profile, day)) {
    best = oneOf([best, programmeState(described, { profile, policy, day, person: each })])
    if (best === 'met') return best
  }
  return best
}

/** Whether all conditions of a programme hold. */
const programmeState = ({ conditions }: Programme, asked: Asked): CheckState => {
  let known: CheckState = 'met'
  for (const condition of conditions) {
    const { state } = answerOf(condition, asked)
    if (state === 'not-met') return state
    if (state === 'not-known') known = state
  }
  return known
}

/**
 * The claim besides which a weaker one can't be had: it excludes the weaker, both give money, it is at least as well known,
 * and it covers whoever the weaker is for: the same person, or every one of a family. Null without one.
 */
export const strongerClaim = <Of extends Claim & { readonly state: CheckState }>(
  weaker: Of,
  claims: readonly Of[],
  profile: Profile,
  policy: Policy,
  day: Day,
): Of | null => {
  if (claims.length === 1 || policy.programmes.get(weaker.programme)?.kind !== 'money') return null
  return (
    claims.find(
      (claim) =>
        excludes(policy.programmes.get(claim.programme), weaker.programme) &&
        (claim.state === weaker.state || claim.state === 'met') &&
        covers(claim, weaker, profile, policy, day),
    ) ?? null
  )
}

const excludes = (stronger: Programme | undefined, weaker: string): boolean =>
  stronger?.kind === 'money' && stronger.excludes.includes(weaker)

const covers = (stronger: Claim, weaker: Claim, profile: Profile, policy: Policy, day: Day): boolean => {
  const described = policy.programmes.get(stronger.programme)
  if (described?.holder === 'family' || stronger.person === weaker.person) return true
  if (weaker.person !== null || described === undefined) return stronger.person === null
  return livingMembers(profile, day).every(
    (each) => programmeState(described, { profile, policy, day, person: each }) !== 'not-met',
  )
}
