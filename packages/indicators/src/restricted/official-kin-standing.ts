import type { Day, OfficialKinStanding } from '@shouwang/contracts'
import { type Profile, withoutDoubts } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { type DeclaredKin, declaredKin, kinChangesOn, type Received, received } from './declared-kin.ts'
import { officialKinUnrecorded } from './official-kin-unrecorded.ts'

/** How a household stands to 近亲属备案, who was declared, what it receives, and the sentence where a record is missing. */
export type OfficialKin = OfficialKinStanding & {
  readonly kin: readonly DeclaredKin[]
  readonly received: readonly Received[]
  /** Persons as `{p_…}`; null where no record is missing. */
  readonly reason: string | null
}

/** Judges a household by 近亲属备案 on a day, apart from every assessment: who may read of it is decided at each door. */
export const officialKinOf = (given: Profile, policy: Policy, day: Day): OfficialKin => {
  const profile = given.doubts ? withoutDoubts(given) : given
  const kin = declaredKin(profile, day)
  const changesOn = kinChangesOf(profile, policy, day)
  if (kin.length === 0) return { state: 'none', changesOn, kin, received: [], reason: null }
  const helped = received(profile, policy, day)
  if (kin.every(({ recordedOn }) => recordedOn !== null))
    return { state: 'recorded', changesOn, kin, received: helped, reason: null }
  const verdict = officialKinUnrecorded.judge(profile, policy, day)
  const fires = verdict.status === 'fires'
  return {
    state: fires ? 'needed' : 'declared',
    changesOn,
    kin,
    received: helped,
    reason: fires ? verdict.reason : null,
  }
}

/** What is kept of it beside the household; of nearly all, that nobody was declared. */
export const officialKinStanding = (profile: Profile, policy: Policy, day: Day): OfficialKinStanding => {
  if (!profile.members.some(({ facts }) => facts.OfficialKinDeclared !== undefined)) return nobody
  const { state, changesOn } = officialKinOf(profile, policy, day)
  return { state, changesOn }
}

const nobody: OfficialKinStanding = { state: 'none', changesOn: null }

const kinChangesOf = (profile: Profile, policy: Policy, day: Day): Day | null =>
  profile.members.some(({ facts }) => facts.OfficialKinDeclared !== undefined)
    ? kinChangesOn(profile, policy, day)
    : null
