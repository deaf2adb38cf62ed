import type { Facts, KnownFact, Profile } from '@shouwang/household'
import { loadPolicies, policyOn } from '@shouwang/policy'
import { expect, test } from 'vitest'
import { assess } from '../src/index.ts'
import { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const day = '2026-11-07'
const policy = policyOn(loadPolicies(), '350203001201', day)
const onRoll = {
  AssistanceListed: { programme: 'dibao', householdMonthlyYuan: 1300, from: '2025-03-01', recheckedOn: '2026-09-01' },
}
const family = (...facts: unknown[]): Profile =>
  profileOfCase(
    Case.parse({
      name: 'x',
      day,
      region: '350203001201',
      members: [
        { id: 'dong', relation: 'head', born: '1957-01-03', facts: [onRoll, ...facts] },
        { id: 'fu', relation: 'spouse', born: '1956-01-03' },
      ],
      coverage: { 'assistance-roll': day },
      expect: { status: 'clear' },
    }),
  )

/** The same family, every fact of one type from rows that name somebody else. */
const doubted = (profile: Profile, type: 'DeathReported' | 'MedicalSettled'): Profile => ({
  ...profile,
  doubts: true,
  members: profile.members.map((member) => {
    const told: readonly KnownFact[] | undefined = member.facts[type]
    const facts = { ...member.facts, [type]: told?.map((fact) => ({ ...fact, doubtful: true })) }
    return told === undefined ? member : { ...member, facts: facts as Facts }
  }),
})

const death = { DeathReported: { source: 'health', day: '2026-11-03' } }

test('a death certificate under another name stops nothing: it is a slight lead that says to find out who it is', () => {
  const sure = assess(family(death), policy, day)
  expect(sure.fires).toContainEqual(expect.objectContaining({ indicator: 'recipient-deceased', level: 'red' }))
  const doubtful = assess(doubted(family(death), 'DeathReported'), policy, day)
  expect(doubtful.fires).toEqual([
    expect.objectContaining({
      indicator: 'recipient-deceased',
      level: 'yellow',
      confidence: 0.3,
      reason: expect.stringContaining('姓名与身份证号不符，先核实身份'),
      facts: expect.arrayContaining([expect.objectContaining({ type: 'DeathReported' })]),
    }),
  ])
  expect(doubtful.levelToday).toBe('yellow')
  expect(doubtful.entitlements).toEqual(assess(family(), policy, day).entitlements)
})

test('a second source under the right name makes the lead grave again', () => {
  const both = doubted(family(death), 'DeathReported')
  const police = family({ DeathReported: { source: 'police', day: '2026-11-03' } })
  const members = both.members.map((member, at) => ({
    ...member,
    facts: {
      ...member.facts,
      DeathReported: [...(member.facts.DeathReported ?? []), ...(police.members[at]?.facts.DeathReported ?? [])],
    },
  }))
  expect(assess({ ...both, members }, policy, day).fires).toContainEqual(
    expect.objectContaining({ indicator: 'recipient-deceased', level: 'red' }),
  )
})

test('a doubtful row clears nothing: what fires without it still fires', () => {
  const paid = { MedicalSettled: { settledOn: '2026-09-20', care: 'inpatient', inScopeSelfPaidYuan: 66_000 } }
  const before = assess(family(paid), policy, day)
  const after = assess(doubted(family(paid, death), 'DeathReported'), policy, day)
  for (const lead of before.fires) expect(after.fires).toContainEqual(lead)
})
