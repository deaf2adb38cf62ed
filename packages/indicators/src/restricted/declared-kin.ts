import { addDays, addMonthsToDay, type Day, type PersonId } from '@shouwang/contracts'
import { type KnownFact, listingsOn, livingMembers, type Profile } from '@shouwang/household'
import type { Policy } from '@shouwang/policy'
import { isOnce, standingDecisions } from '../readings/programmes-granted.ts'

/** Somebody of a household who was declared as kin of an official, and since when that is on record (备案). */
export type DeclaredKin = {
  readonly person: PersonId
  readonly declared: KnownFact<'OfficialKinDeclared'>
  readonly recordedOn: Day | null
}

/** The declarations that hold on a day, of those who live there. */
export const declaredKin = (profile: Profile, day: Day): readonly DeclaredKin[] =>
  livingMembers(profile, day).flatMap(({ person, facts }) =>
    (facts.OfficialKinDeclared ?? [])
      .filter(({ data }) => data.declaredOn <= day && (data.endedOn === null || data.endedOn > day))
      .map((declared) => {
        const { declarationNo, recordedOn } = declared.data
        const here = (facts.OfficialKinRecorded ?? []).filter(({ data }) => data.declarationNo === declarationNo)
        const days = [recordedOn, ...here.map(({ data }) => data.day)].filter((on) => on !== null && on <= day)
        return { person, declared, recordedOn: days.sort()[0] ?? null }
      }),
  )

/** What a household receives on a day, by a roll or by a case's decision, and since when. */
export type Received = { readonly programme: string; readonly from: Day | null }

/** What is given once counts for as long after its decision. */
const ONCE_MONTHS = 12

/** The programmes of the roll and of cases under which a household is helped on a day. */
export const received = (profile: Profile, policy: Policy, day: Day): readonly Received[] => {
  const found = new Map<string, Received>()
  for (const { facts } of livingMembers(profile, day)) {
    for (const { data } of listingsOn(facts, profile.coverage, day))
      if (data.programme !== 'other') found.set(data.programme, data)
    for (const { data } of standingDecisions(facts, day))
      if (stands(data, policy, day) && !found.has(data.programme)) found.set(data.programme, data)
  }
  return [...found.values()].map(({ programme, from }) => ({ programme, from }))
}

const stands = ({ programme, from, to }: KnownFact<'DecisionMade'>['data'], policy: Policy, day: Day): boolean =>
  (to === null || to >= day) && (!isOnce(programme, policy) || addMonthsToDay(from, ONCE_MONTHS) > day)

/** The next day on which time alone may change who is declared, or what is received. */
export const kinChangesOn = (profile: Profile, policy: Policy, day: Day): Day | null => {
  let next: Day | null = null
  const on = (change: Day | null): void => {
    if (change !== null && change > day && (next === null || change < next)) next = change
  }
  for (const { facts } of livingMembers(profile, day)) {
    for (const { data } of facts.OfficialKinDeclared ?? []) {
      on(data.declaredOn)
      on(data.endedOn)
      on(data.recordedOn)
    }
    for (const { data } of facts.AssistanceListed ?? []) {
      on(data.from)
      on(data.to === null ? null : addDays(data.to, 1))
    }
    for (const { data } of facts.DecisionMade ?? []) {
      on(data.from)
      on(data.to === null ? null : addDays(data.to, 1))
      if (isOnce(data.programme, policy)) on(addMonthsToDay(data.from, ONCE_MONTHS))
    }
  }
  return next
}
