import { addMonths, type PersonId, type Relation } from '@shouwang/contracts'
import type { Facts, KnownFact, Member, Profile } from '@shouwang/household'
import { drawsFrom } from '../draws-from.ts'

export const today = '2026-10-31'
const month = '2026-10'
const seed = 20261031

/** Made-up households, the same ones each time: most are ordinary, some in trouble, some on the roll. `from` were made before. */
export const madeHouseholds = (count: number, from = 0): readonly Profile[] => {
  const draw = drawsFrom(seed + from)
  return Array.from({ length: count }, (_, index) => household(from + index, draw))
}

const relations: readonly Relation[] = ['head', 'spouse', 'son', 'daughter', 'parent']

const delivered = new Set([
  'assistance-roll',
  'disability-subsidy',
  'elder-allowance',
  'pension-pay',
  'social-insurance',
])

const household = (index: number, draw: () => number): Profile => {
  const size = 1 + Math.floor(draw() * 4)
  return {
    household: String(350100000000 + index),
    householdNo: String(350100000000 + index),
    region: '350203001201',
    members: relations.slice(0, size).map((relation, place) => member(index * 10 + place, relation, draw)),
    kin: new Map(),
    coverage: (feed) => (delivered.has(feed) ? { day: today, throughMonth: month } : undefined),
    doubts: false,
  }
}

const birthYears: { readonly [R in Relation]?: number } = {
  head: 1972,
  spouse: 1974,
  son: 2005,
  daughter: 2008,
  parent: 1942,
}

const member = (number: number, relation: Relation, draw: () => number): Member => {
  const year = (birthYears[relation] ?? 1980) + Math.floor(draw() * 10)
  const birthDate = `${year}-0${1 + Math.floor(draw() * 9)}-15`
  const sex = draw() < 0.5 ? 'male' : 'female'
  const registered = fact('resident-register', '公安', 'r', {
    householdNo: '1',
    relation,
    sex,
    birthDate,
    region: '350203001201',
  })
  return {
    person: `p_${number.toString(16).padStart(24, '0')}` as PersonId,
    relation,
    sex,
    birthDate,
    livesElsewhere: false,
    facts: { ResidentRegistered: [registered], ...livelihood(relation, draw), ...trouble(draw) } as Facts,
  }
}

const fact = (feed: string, provider: string, sourceKey: string, data: unknown) =>
  ({ sourceKey, feed, provider, day: today, data }) as KnownFact

/** Oldest first, as profiles hold facts: in the order of their keys. */
const pastMonths = Array.from({ length: 12 }, (_, at) => addMonths(month, at - 11))

/** What a person lives on: a pension, wages, or, for some of those with neither, dibao. */
const livelihood = (relation: Relation, draw: () => number): Record<string, readonly KnownFact[]> => {
  if (relation === 'parent')
    return {
      PensionPaid: pastMonths.map((paid) =>
        fact('pension-pay', '人社', paid, { kind: 'urban-employee', month: paid, amountFen: 250000 }),
      ),
    }
  if (relation === 'daughter' || draw() < 0.3) return draw() < 0.04 ? { AssistanceListed: [listed] } : {}
  return {
    SocialInsurancePaid: pastMonths.map((paid) =>
      fact('social-insurance', '人社', paid, { month: paid, baseFen: 450000, employer: 'e' }),
    ),
  }
}

const listed = fact('assistance-roll', '民政', 'a', {
  programme: 'dibao',
  rollNo: '1',
  status: 'active',
  householdMonthlyFen: 80000,
  from: '2024-01-01',
  to: null,
})

const trouble = (draw: () => number): Record<string, readonly KnownFact[]> => {
  const facts: Record<string, readonly KnownFact[]> = {}
  if (draw() < 0.2)
    facts.MedicalSettled = Array.from({ length: 1 + Math.floor(draw() * 4) }, (_, nth) =>
      settlement(nth, Math.floor(draw() ** 8 * 3000000)),
    )
  if (draw() < 0.02)
    facts.DisabilityCertified = [
      fact('disability-cert', '残联', 'd', {
        category: 4,
        level: 1 + Math.floor(draw() * 4),
        certifiedOn: '2019-08-01',
        status: 'valid',
      }),
    ]
  if (draw() < 0.005)
    facts.UnemploymentRegistered = [fact('unemployment-reg', '人社', 'u', { registeredOn: '2026-02-01', reason: null })]
  if (draw() < 0.001)
    facts.FireReported = [fact('fire', '消防', 'f', { day: '2026-10-20', lossFen: 500000, homeDamaged: true })]
  if (draw() < 0.02)
    facts.VehicleRegistered = [
      fact('vehicle-register', '交警', 'v', {
        vehicleClass: 'car',
        commercial: false,
        priceFen: 8000000,
        day: '2026-06-01',
        status: 'registered',
      }),
    ]
  return facts
}

const settlement = (nth: number, inScopeSelfPaidFen: number) =>
  fact('med-settlement', '医保', `m${nth}`, {
    settledOn: `2026-0${1 + nth}-10`,
    care: nth % 2 === 0 ? 'inpatient' : 'outpatient',
    totalFen: inScopeSelfPaidFen * 3,
    inScopeSelfPaidFen,
    outOfScopeFen: 0,
    personalBurdenFen: inScopeSelfPaidFen,
    diseaseCode: null,
    diseaseName: null,
    refund: false,
    refundOf: null,
  })
