import type { PersonId } from '@shouwang/contracts'
import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assess, checkHousehold, type ProgrammeCheck } from '../src/index.ts'
import { arbitraryCase, today } from './arbitrary-case.ts'
import { Case } from './case-format.ts'
import { personOf, profileOfCase } from './profile-of-case.ts'

const day = '2026-10-31'
const policy = policyOn(loadPolicies(), null, day)
const delivered = Object.fromEntries(
  ['assistance-roll', 'social-insurance', 'pension-pay', 'disability-subsidy'].map((feed) => [feed, day]),
)

const checkOf = (members: readonly Record<string, unknown>[], coverage: Record<string, unknown> = delivered) =>
  checkHousehold(
    profileOfCase(Case.parse({ name: 'x', day, expect: { status: 'clear' }, members, coverage })),
    policy,
    day,
  )

const find = ({ programmes }: { programmes: readonly ProgrammeCheck[] }, programme: string, person?: PersonId) =>
  programmes.find((check) => check.programme === programme && (person === undefined || check.person === person))

test('a lone old man with a small pension: 特困 and its tiers, 低保 behind it, the elder allowance by his age', () => {
  const pension = { PensionPaid: { month: '2026-10', amountYuan: 300 } }
  const check = checkOf([{ id: 'li', born: '1944-01-01', facts: [pension] }])
  expect(find(check, 'tekun')).toMatchObject({
    state: 'not-known',
    behind: null,
    amount: { every: 'month', leastFen: 202_000, mostFen: 303_000 },
  })
  expect(find(check, 'dibao')).toMatchObject({ behind: 'tekun', amount: { leastFen: 82_000, mostFen: 82_000 } })
  expect(find(check, 'elder-allowance')).toMatchObject({
    state: 'met',
    amount: { leastFen: 10_000 },
    yearlyFen: { least: 120_000, most: 120_000 },
  })
  expect(check.missedYearlyFen.met).toBe(120_000)
})

test('the tier of care is the assessed one where somebody assessed', () => {
  const graded = { SelfCareGraded: { grade: 4, assessedOn: '2026-05-01' } }
  const check = checkOf([{ id: 'li', born: '1944-01-01', facts: [graded] }])
  expect(find(check, 'tekun')?.amount).toMatchObject({ leastFen: 303_000, mostFen: 303_000 })
})

test('every condition says what it was held against and what was seen; savings need the family’s authorisation', () => {
  const pension = { PensionPaid: { month: '2026-10', amountYuan: 900 } }
  const check = find(checkOf([{ id: 'li', born: '1944-01-01', facts: [pension] }]), 'dibao')
  expect(check?.conditions).toMatchObject([
    {
      text: '家庭人均月收入低于1,120元',
      state: 'met',
      seen: '人均月收入900元',
      rules: [{ id: 'dibao/monthly-standard', value: 112_000 }],
    },
    { is: 'registered-assets-within', state: 'met' },
    { is: 'authorised-assets-within', state: 'not-known', needs: 'authorisation' },
  ])
})

test('a condition that is known not to hold decides, whatever else is not known', () => {
  const pension = { PensionPaid: { month: '2026-10', amountYuan: 5000 } }
  const check = find(checkOf([{ id: 'li', born: '1944-01-01', facts: [pension] }]), 'dibao')
  expect(check?.state).toBe('not-met')
})

test('not being on a roll is known only once the roll was delivered', () => {
  const members = [{ id: 'li', born: '1970-01-01', facts: [{ DisabilityCertified: { category: 4, level: 3 } }] }]
  expect(find(checkOf(members), 'disability-living')?.state).toBe('not-met')
  expect(find(checkOf(members, {}), 'disability-living')?.state).toBe('not-known')
})

test('what is held is not missed, and what it excludes stands behind it', () => {
  const members = [{ id: 'li', born: '1940-01-01', facts: [{ AssistanceListed: { programme: 'tekun' } }] }]
  const check = checkOf([
    { ...members[0], facts: [...(members[0]?.facts ?? []), { DisabilityCertified: { level: 1 } }] },
  ])
  expect(find(check, 'tekun')).toMatchObject({ held: { standing: 'held' }, behind: null })
  expect(find(check, 'disability-care')).toMatchObject({ behind: 'tekun' })
  expect(check.missedYearlyFen.met).toBe(120_000)
})

test('an orphan is owed the allowance of orphans, and not that of children whose parents cannot raise them', () => {
  const died = { DeathReported: { day: '2026-01-01' } }
  const check = checkHousehold(
    profileOfCase(
      Case.parse({
        name: 'x',
        day,
        expect: { status: 'clear' },
        members: [
          { id: 'granny', relation: 'head', born: '1955-01-01' },
          {
            id: 'kid',
            relation: 'grandchild',
            born: '2018-01-01',
            facts: [{ ParentsRecorded: { father: 'fa', mother: 'mo' } }],
          },
        ],
        kin: { fa: [died], mo: [died] },
        coverage: delivered,
      }),
    ),
    policy,
    day,
  )
  expect(find(check, 'orphan', personOf('kid'))).toMatchObject({ state: 'met', amount: { leastFen: 280_000 } })
  expect(find(check, 'unattended-child')?.state).toBe('not-met')
  expect(check.missedYearlyFen.met).toBe(280_000 * 12)
})

test('a fire opens temporary relief as a range that someone decides within', () => {
  const region = '370502001001'
  const members = [{ id: 'li', born: '1970-01-01', facts: [{ FireReported: { day: '2026-10-20' } }] }]
  const profile = profileOfCase(Case.parse({ name: 'x', day, region, expect: { status: 'clear' }, members }))
  const check = checkHousehold(profile, policyOn(loadPolicies(), region, day), day)
  // 山东: 3 to 12 times 东营's 1,075 元.
  expect(find(check, 'temporary-relief')).toMatchObject({
    state: 'met',
    amount: { every: 'once', leastFen: 322_500, mostFen: 1_290_000 },
  })
})

test('a place that has not entered a standard promises no amount and says so', () => {
  const check = find(checkOf([{ id: 'li', born: '1940-01-01' }]), 'elder-subsidy')
  expect(check?.amount).toMatchObject({
    leastFen: null,
    mostFen: null,
    text: '本市尚未录入标准（经济困难老年人补贴），不写金额',
  })
  expect(check?.yearlyFen).toBe(null)
})

test('the check agrees with the entitlements of an assessment: what may be owed is not refused, and costs the same', () => {
  fc.assert(
    fc.property(arbitraryCase, (example) => {
      const profile = profileOfCase(example)
      const { programmes } = checkHousehold(profile, policy, today)
      for (const { programme, person, standing, monthlyFen } of assess(profile, policy, today).entitlements) {
        const own = programmes.filter(
          (check) =>
            check.programme === programme && (person === null || check.person === null || check.person === person),
        )
        if (standing === 'held') expect(own.some(({ held }) => held !== null)).toBe(true)
        if (standing !== 'likely-owed' && standing !== 'possibly-owed') continue
        expect(own.some(({ state }) => state !== 'not-met')).toBe(true)
        if (monthlyFen !== null && own.some((check) => check.person === person && check.amount !== null))
          expect(own.map(({ amount }) => amount?.leastFen)).toContain(monthlyFen)
      }
    }),
    { numRuns: 300 },
  )
})

test('of two programmes that give money and exclude each other, the check counts one', () => {
  fc.assert(
    fc.property(arbitraryCase, (example) => {
      const profile = profileOfCase(example)
      const open = checkHousehold(profile, policy, today).programmes.filter(
        ({ state, held, behind }) => state === 'met' && held === null && behind === null,
      )
      for (const { programme, person } of open)
        for (const excluded of policy.programmes.get(programme)?.excludes ?? [])
          if (policy.programmes.get(excluded)?.kind === 'money')
            expect(open.some((other) => other.programme === excluded && other.person === person)).toBe(false)
    }),
    { numRuns: 200 },
  )
})

test('what the family declared at a visit counts in the check, for a time; of one member it tells nothing', () => {
  const declared = (on: string, declaredMonthlyYuan: number) => ({
    VisitConcluded: { day: on, outcome: 'keep-watching', declaredMonthlyYuan },
  })
  const income = (facts: readonly object[], programme = 'dibao', is = 'income-per-head-below') =>
    find(checkOf([{ id: 'li', born: '1980-05-01', facts }]), programme)?.conditions.find((each) => each.is === is)
  expect(income([])).toMatchObject({ state: 'not-known', needs: 'visit' })
  expect(income([declared('2026-09-10', 900)])).toMatchObject({ state: 'met', seen: '人均月收入900元' })
  expect(income([declared('2026-09-10', 6000)])).toMatchObject({ state: 'not-met', seen: '人均月收入6,000元' })
  expect(income([declared('2024-09-10', 6000)])).toMatchObject({ state: 'not-known', needs: 'visit' })
  expect(income([declared('2026-09-10', 900)], 'tekun', 'own-income-below')).toMatchObject({
    state: 'not-known',
    needs: 'visit',
    seen: '全家收入由本人申报，各人多少未知',
  })
})
