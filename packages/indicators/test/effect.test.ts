import { loadPolicies, type PolicyDraft, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkHousehold, countHousehold, effectOn, emptySimulation } from '../src/index.ts'
import { arbitraryCase, today } from './arbitrary-case.ts'
import { Case } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const region = '350203001201'
const inForce = policyOn(loadPolicies(), region, today)
const dated = (label: string, unit: string, value: number) =>
  `label: ${label}\nunit: ${unit}\nreviewed: 2026-10-01\nvalues:\n  - from: 2020-01-01\n    value: ${value}\n    source: { title: 草案, publisher: 厦门市民政局, confidence: high }\n`
const drafted = (draft: PolicyDraft) => policyOn(loadPolicies(undefined, draft), region, today)
const standard = (yuan: number) =>
  drafted(
    new Map([['regions/350200/dibao/monthly-standard.yaml', dated('最低生活保障标准', 'yuan/person/month', yuan)]]),
  )
const raised = standard(1300)
const lowered = standard(600)

const known = Object.fromEntries(['assistance-roll', 'social-insurance', 'pension-pay'].map((feed) => [feed, today]))
const family = (pensionYuan: number, facts: readonly object[] = []) =>
  profileOfCase(
    Case.parse({
      name: 'x',
      day: today,
      region,
      expect: { status: 'clear' },
      members: [
        {
          id: 'li',
          born: '1950-01-01',
          facts: [{ PensionPaid: { month: '2026-10', amountYuan: pensionYuan } }, ...facts],
        },
      ],
      coverage: known,
    }),
  )

test('a standard that rises lets in who lies between, with the sum of a year', () => {
  const dibao = effectOn(family(1200), inForce, raised, today)?.programmes.find(
    ({ programme }) => programme === 'dibao',
  )
  expect(dibao).toMatchObject({ kind: 'enter', held: false, beforeFen: 0, afterFen: 120_000, ageGroup: 'elder' })
})

test('who is within both gets the difference more', () => {
  const listed = { AssistanceListed: { programme: 'dibao' } }
  const effect = effectOn(family(500, [listed]), inForce, raised, today)
  expect(effect?.programmes.find(({ programme }) => programme === 'dibao')).toMatchObject({
    kind: 'more',
    held: true,
    beforeFen: 62_000 * 12,
    afterFen: 80_000 * 12,
  })
  expect(effect?.ring).toBe('below-1')
})

test('a standard that falls puts out who then lies above', () => {
  const dibao = effectOn(family(900), inForce, lowered, today)?.programmes.find(
    ({ programme }) => programme === 'dibao',
  )
  expect(dibao).toMatchObject({ kind: 'leave', afterFen: 0 })
})

test('who lies above both is not concerned', () => {
  expect(effectOn(family(9000), inForce, raised, today)).toBe(null)
})

test('a changed condition changes who is entitled, though no number does', () => {
  const file = `changes:\n  - { from: 2026-01-01, source: { title: 草案 }, conditions: [{ is: aged-from, number: dependant/elder-age }] }\n`
  const after = drafted(new Map([['programmes/350200/elder-allowance.yaml', file]]))
  expect(effectOn(family(9000), inForce, after, today)?.programmes).toMatchObject([
    { programme: 'elder-allowance', kind: 'enter' },
  ])
})

test('counts over all groups are those of the whole', () => {
  const simulation = emptySimulation()
  for (const yuan of [500, 1200, 1250, 9000])
    countHousehold(simulation, {
      householdNo: String(yuan),
      region,
      area: 'urban',
      effect: effectOn(family(yuan), inForce, raised, today),
    })
  expect(simulation).toMatchObject({ households: 4, changed: 3 })
  const { all, byProgramme, byDistrict, byRing, byAge } = simulation
  for (const groups of [byProgramme, byDistrict, byRing, byAge])
    for (const key of ['enter', 'leave', 'more', 'less', 'yearlyCostFen'] as const)
      expect([...groups.values()].reduce((sum, counts) => sum + counts[key], 0)).toBe(all[key])
})

test('the same policy changes nothing, and a draft and back is the opposite', () => {
  fc.assert(
    fc.property(arbitraryCase, (example) => {
      const profile = { ...profileOfCase(example), region }
      expect(effectOn(profile, inForce, inForce, today)).toBe(null)
      const there = effectOn(profile, inForce, raised, today)?.programmes ?? []
      const back = effectOn(profile, raised, inForce, today)?.programmes ?? []
      const opposite = { enter: 'leave', leave: 'enter', more: 'less', less: 'more' } as const
      expect(there.map(({ programme, kind }) => `${programme} ${opposite[kind]}`)).toEqual(
        back.map(({ programme, kind }) => `${programme} ${kind}`),
      )
    }),
    { numRuns: 150 },
  )
})

test('who leaves by a draft is refused by the check under it, and who enters is not', () => {
  fc.assert(
    fc.property(arbitraryCase, (example) => {
      const profile = { ...profileOfCase(example), region }
      for (const { programme, kind } of effectOn(profile, inForce, lowered, today)?.programmes ?? []) {
        const checks = checkHousehold(profile, lowered, today).programmes.filter((each) => each.programme === programme)
        if (kind === 'enter') expect(checks.some(({ state }) => state !== 'not-met')).toBe(true)
        if (kind === 'leave') expect(checks.some(({ state }) => state !== 'met')).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})
