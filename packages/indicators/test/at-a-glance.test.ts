import { addMonthsToDay, type Day } from '@shouwang/contracts'
import { coverageBy, type Profile } from '@shouwang/household'
import { loadPolicies, policyOn } from '@shouwang/policy'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { catalogue, effectOn, glanceOf, leavesAlone, mayChangeVerdicts, readGlance } from '../src/index.ts'
import { setAsideByGlance } from '../src/simulation/glance.ts'
import { ownNeeds } from '../src/simulation/needs.ts'
import { arbitraryCase, today } from './arbitrary-case.ts'
import { Case, type CaseFact } from './case-format.ts'
import { profileOfCase } from './profile-of-case.ts'

const region = '350203001201'
const days: readonly Day[] = [today, '2026-12-05', '2027-01-20']
const book = loadPolicies()
const draftOf = (id: string, unit: string, value: number) => {
  const text = `label: 草案\nunit: ${unit}\nreviewed: 2026-10-01\nvalues:\n  - from: 2020-01-01\n    value: ${value}\n    source: { title: 草案, publisher: 厦门市民政局, confidence: high }\n`
  return loadPolicies(undefined, new Map([[`regions/350200/${id}.yaml`, text]]))
}

const drafts = {
  'a higher standard': draftOf('dibao/monthly-standard', 'yuan/person/month', 1900),
  'a lower standard': draftOf('dibao/monthly-standard', 'yuan/person/month', 600),
  'a wider edge': draftOf('edge/income-multiple', 'ratio', 3),
  'more left out of a wage': draftOf('income/employment-cost-ratio', 'ratio', 0.3),
  'no least outlay': draftOf('income/least-outlay', 'yuan/year', 0),
  'fires remembered for longer': draftOf('fire-loss/look-back-days', 'days', 190),
  'elders from fifty': draftOf('dependant/elder-age', 'years', 50),
  'children until fifteen': draftOf('dependant/minor-age', 'years', 15),
  'an allowance from seventy-five': draftOf('elder-allowance/monthly-from-80', 'yuan/person/month', 333),
  'a subsidy for the disabled': draftOf('disability-subsidy/living-monthly', 'yuan/person/month', 400),
  'care for the disabled from level four': draftOf('disability-subsidy/care-level', 'level', 4),
  'paid too little sooner': draftOf('paid-too-little/grace-days', 'days', 1),
  'a smaller share of bills': draftOf('medical-income-ratio/ratio', 'ratio', 0.1),
  'a smaller share of bills and fees': draftOf('rigid/expense-ratio', 'ratio', 0.1),
  'a fall of income by less': draftOf('income-plunge/ratio', 'ratio', 0.95),
}

/** The others ask of nearly every family. */
const mostlyLeaving = [
  'a higher standard',
  'a lower standard',
  'a wider edge',
  'fires remembered for longer',
  'an allowance from seventy-five',
  'a subsidy for the disabled',
  'care for the disabled from level four',
  'paid too little sooner',
  'a fall of income by less',
] as const satisfies readonly (keyof typeof drafts)[]

/** What ordinary families have: wages and pensions month by month, and small bills. */
const ordinary: fc.Arbitrary<CaseFact> = fc.oneof(
  fc.record({
    SocialInsurancePaid: fc.record({
      month: fc.constantFrom('2026-01..2026-10', '2026-08..2026-10', '2026-06..2026-09', '2026-10'),
      baseYuan: fc.integer({ min: 1500, max: 9000 }),
    }),
  }),
  fc.record({
    PensionPaid: fc.record({
      month: fc.constantFrom('2026-08..2026-10', '2026-10'),
      amountYuan: fc.integer({ min: -3000, max: 4000 }),
    }),
  }),
  fc.record({
    MedicalSettled: fc.record({
      settledOn: fc.constantFrom(today, '2026-05-02'),
      inScopeSelfPaidYuan: fc.integer({ min: 0, max: 30_000 }),
      outOfScopeYuan: fc.integer({ min: 0, max: 900 }),
    }),
  }),
  fc.record({ EnrolmentReported: fc.record({ yearlyFeeYuan: fc.integer({ min: 0, max: 20_000 }) }) }),
)

const families: fc.Arbitrary<Case> = fc
  .tuple(arbitraryCase, fc.array(fc.array(ordinary, { maxLength: 3 }), { minLength: 3, maxLength: 3 }), fc.boolean())
  .map(([example, more, plain]) => ({
    ...example,
    coverage: plain ? { ...example.coverage, 'social-insurance': today } : example.coverage,
    members: example.members.map((member, at) => ({
      ...member,
      facts: [...(plain ? [] : member.facts), ...(more[at] ?? [])],
    })),
  }))

/** Deliveries that a later day may have: the same, one that came since, or none of late. */
const laterCoverage = (profile: Profile, months: number): Profile => {
  const insured = profile.coverage('social-insurance')
  if (insured === undefined || months === 0) return profile
  const day = addMonthsToDay(insured.day, months)
  const since = coverageBy({ 'social-insurance': { day, throughMonth: day.slice(0, 7) } })
  return { ...profile, coverage: (feed) => since(feed) ?? profile.coverage(feed) }
}

test('who is left alone at a glance is left alone by judging, on any later day and by any later delivery', () => {
  const settled = new Map(Object.keys(drafts).map((name) => [name, 0]))
  let read = 0
  fc.assert(
    fc.property(families, fc.constantFrom(...days), fc.integer({ min: 0, max: 2 }), (example, day, months) => {
      const taken = { ...profileOfCase(example), region }
      const glance = readGlance(glanceOf(taken))
      if (glance === null) return
      const profile = laterCoverage(taken, months)
      const before = policyOn(book, region, day)
      for (const [name, draft] of Object.entries(drafts)) {
        const after = policyOn(draft, region, day)
        if (!leavesAlone(before, after, day, profile.coverage)(glance)) read++
        else {
          settled.set(name, (settled.get(name) ?? 0) + 1)
          expect({ name, effect: effectOn(profile, before, after, day) }).toEqual({ name, effect: null })
        }
      }
    }),
    { numRuns: 1500 },
  )
  expect(read).toBeGreaterThan(0)
  for (const name of mostlyLeaving) expect(settled.get(name), name).toBeGreaterThan(0)
})

test('a glance is none of a family whose facts may count otherwise another day', () => {
  for (const type of setAsideByGlance) {
    const profile = profileOfCase({
      name: 'x',
      day: today,
      region,
      registered: true,
      coverage: {},
      kin: {},
      expect: { status: 'clear' },
      members: [{ id: 'a', relation: 'head', sex: 'male', born: '1980-01-01', facts: [{ [type]: {} }] }],
    } as unknown as Case)
    expect(glanceOf(profile), type).toBe(null)
  }
})

test('a wage that two employers told of counts once in a glance, as it does in a judgement', () => {
  const wage = (employer: string, month: string) => ({
    key: `${employer}|${month}`,
    SocialInsurancePaid: { month, baseYuan: 4000 },
  })
  const profile = profileOfCase(
    Case.parse({
      name: 'two employers',
      day: today,
      region,
      coverage: {},
      expect: { status: 'clear' },
      members: [
        {
          id: 'a',
          born: '1980-01-01',
          facts: [wage('a', '2026-09'), wage('a', '2026-10'), wage('b', '2026-09'), wage('b', '2026-10')],
        },
      ],
    }),
  )
  expect(readGlance(glanceOf(profile))).toEqual({
    types: new Set(['SocialInsurancePaid']),
    birthDates: ['1980-01-01'],
    wages: new Map([
      ['2026-09', 400_000],
      ['2026-10', 400_000],
    ]),
    outlayFen: 0,
  })
})

test('a glance that another program took is not read', () => {
  expect(readGlance(null)).toBe(null)
  expect(readGlance('0-1|||0')).toBe(null)
})

test('no type of which a glance tells is one that has nobody judged again, or glances would grow old', () => {
  const policy = policyOn(book, region, today)
  const asked = [...policy.programmes.values()].flatMap(({ conditions }) =>
    conditions.flatMap((condition) => ownNeeds(condition, policy) ?? []),
  )
  const types = [...asked, ...catalogue.flatMap(({ quietWithout = [] }) => quietWithout), ...setAsideByGlance]
  expect(types.length).toBeGreaterThan(20)
  expect(types.filter((type) => !mayChangeVerdicts(type))).toEqual([])
})
