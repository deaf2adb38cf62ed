import { addDays, type Day } from '@shouwang/contracts'
import fc from 'fast-check'
import { Case, type CaseFact } from './case-format.ts'

export const today: Day = '2026-10-31'

const dayWithin = (days: number) => fc.integer({ min: 0, max: days }).map((back) => addDays(today, -back))
const yuan = fc.integer({ min: 0, max: 120_000 })
const recentMonth = fc.constantFrom('2026-10', '2026-09', '2026-08', '2026-05', '2026-01', '2025-11')

/** Facts of which one more never makes a household better off. */
export const worseFact: fc.Arbitrary<CaseFact> = fc.oneof(
  fc.record({
    MedicalSettled: fc.record({
      settledOn: dayWithin(500),
      inScopeSelfPaidYuan: yuan,
      outOfScopeYuan: yuan,
      care: fc.constantFrom('inpatient', 'outpatient', 'chronic-outpatient'),
    }),
  }),
  fc.record({ FireReported: fc.record({ day: dayWithin(200), homeDamaged: fc.boolean() }) }),
  fc.record({ DisasterSuffered: fc.record({ day: dayWithin(200), homeLost: fc.boolean(), relocated: fc.boolean() }) }),
  fc.record({ TrafficCasualtyReported: fc.record({ day: dayWithin(200), harm: fc.constantFrom('serious', 'minor') }) }),
  fc.record({
    HelpRequested: fc.record({ day: dayWithin(200), category: fc.constantFrom('hardship', 'safety', 'other') }),
  }),
)

const otherFact: fc.Arbitrary<CaseFact> = fc.oneof(
  fc.record({
    DisabilityCertified: fc.record({
      category: fc.integer({ min: 1, max: 7 }),
      level: fc.integer({ min: 1, max: 4 }),
      certifiedOn: dayWithin(500),
    }),
  }),
  fc.record({
    DeathReported: fc.record({ source: fc.constantFrom('police', 'health', 'funeral'), day: dayWithin(300) }),
  }),
  fc.record({ CustodyStarted: fc.record({ from: dayWithin(300) }) }),
  fc.record({
    AssistanceListed: fc.record({
      programme: fc.constantFrom('dibao', 'tekun', 'edge', 'rigid'),
      status: fc.constantFrom('active', 'stopped', 'rejected'),
    }),
  }),
  fc.record({ UnemploymentRegistered: fc.record({ registeredOn: dayWithin(500) }) }),
  fc.record({ SocialInsurancePaid: fc.record({ month: recentMonth, baseYuan: yuan }) }),
  fc.record({ PensionPaid: fc.record({ month: recentMonth, amountYuan: fc.integer({ min: 100, max: 6000 }) }) }),
  fc.record({ ElderAllowancePaid: fc.record({ month: recentMonth }) }),
  fc.record({ VehicleRegistered: fc.record({ day: dayWithin(300), priceYuan: yuan }) }),
  fc.record({ PropertyRegistered: fc.record({ day: dayWithin(900) }) }),
  fc.record({ BusinessRegistered: fc.record({ day: dayWithin(300), capitalYuan: yuan }) }),
  fc.record({ EnrolmentReported: fc.record({ yearlyFeeYuan: yuan }) }),
  fc.record({ DwellingGraded: fc.record({ grade: fc.constantFrom('A', 'B', 'C', 'D') }) }),
)

const delivered = fc.constantFrom(today, '2026-08-31')
const feeds = ['assistance-roll', 'disability-subsidy', 'elder-allowance', 'pension-pay', 'social-insurance'] as const

const caseMember = (id: string, relation: string) =>
  fc.record({
    id: fc.constant(id),
    relation: fc.constant(relation),
    sex: fc.constantFrom('male' as const, 'female' as const),
    born: fc.option(
      fc.integer({ min: 0, max: 36_000 }).map((days) => addDays(today, -days)),
      { nil: null },
    ),
    facts: fc.array(fc.oneof(worseFact, otherFact), { maxLength: 5 }),
  })

/** Any small household in any circumstances, with some rolls delivered. */
export const arbitraryCase: fc.Arbitrary<Case> = fc
  .record({
    members: fc.tuple(caseMember('a', 'head'), caseMember('b', 'spouse'), caseMember('c', 'son')),
    size: fc.integer({ min: 1, max: 3 }),
    coverage: fc.record(Object.fromEntries(feeds.map((feed) => [feed, delivered])), { requiredKeys: [] }),
  })
  .map(({ members, size, coverage }) =>
    Case.parse({
      name: 'any household',
      day: today,
      members: members.slice(0, size),
      coverage,
      expect: { status: 'clear' },
    }),
  )
