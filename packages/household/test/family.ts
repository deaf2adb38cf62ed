import type { AssistanceProgramme, ChangeEventData, ChangeEventType, Day, Month, PersonId } from '@shouwang/contracts'
import {
  applyFact,
  coverageBy,
  type Fact,
  type FactBook,
  type LatestDelivery,
  type Profile,
  profileOf,
} from '@shouwang/household'

/** The household that builders register people in unless told otherwise, and the village that it lies in. */
export const home = '350200000001'
export const village = '350203001201'

/** The pseudonym that stands for a name in tests. */
export const person = (name: string): PersonId => `p_${Buffer.from(name).toString('hex').padEnd(24, '0').slice(0, 24)}`

const feeds: { readonly [T in ChangeEventType]?: readonly [feed: string, provider: string] } = {
  AssistanceListed: ['assistance-roll', '民政局'],
  CustodyStarted: ['prison-inmate', '司法局'],
  DeathReported: ['death-cancel', '公安局'],
  DisabilityCertified: ['disability-cert', '残联'],
  DisabilitySubsidyListed: ['disability-subsidy', '民政局'],
  ElderAllowancePaid: ['elder-allowance', '民政局'],
  MarriageRegistered: ['marriage', '民政局'],
  MedicalSettled: ['med-settlement', '医保局'],
  ParentsRecorded: ['child-parents', '民政局'],
  PensionPaid: ['pension-pay', '人社局'],
  ResidentMoved: ['resident-change', '公安局'],
  ResidentRegistered: ['resident-register', '公安局'],
  RowSetAside: ['assistance-roll', '民政局'],
  SocialInsurancePaid: ['social-insurance', '人社局'],
  VisitConcluded: ['visit', '民政局'],
}

type Stated = { readonly key?: string; readonly day?: Day; readonly revision?: number; readonly retracted?: boolean }

/** Any fact; the feed and provider follow from the type, the delivery's day and revision are of 2026-10-31 unless told. */
export const stated = <T extends ChangeEventType>(
  name: string,
  type: T,
  data: ChangeEventData[T],
  { key = `${type}/${name}`, day = '2026-10-31', revision, retracted = false }: Stated = {},
): Fact => {
  const [feed, provider] = feeds[type] ?? [type, '有关部门']
  const known = { revision: revision ?? Number(day.replaceAll('-', '')), retracted, feed, provider, day, data }
  return { subject: person(name), type, sourceKey: key, fact: known } as Fact
}

/** The same fact withdrawn by its department. */
export const withdrawn = (fact: Fact): Fact => ({ ...fact, fact: { ...fact.fact, retracted: true } })

/** The same fact from a row that names somebody else than the register does. */
export const doubted = (fact: Fact): Fact => ({ ...fact, fact: { ...fact.fact, doubtful: true } })

type Registered = Partial<ChangeEventData['ResidentRegistered']> & Stated

const registered = (name: string, defaults: Registered, { key, day, revision, ...data }: Registered): Fact =>
  stated(
    name,
    'ResidentRegistered',
    {
      householdNo: home,
      relation: 'other',
      sex: 'unknown',
      birthDate: '1980-01-01',
      region: village,
      ...defaults,
      ...data,
    },
    { key: key ?? name, day: day ?? '2026-06-30', ...(revision === undefined ? {} : { revision }) },
  )

/** A person of working age in the household register, the head unless told otherwise. */
export const adult = (name: string, as: Registered = {}): Fact => registered(name, { relation: 'head' }, as)
export const spouse = (name: string, as: Registered = {}): Fact => registered(name, { relation: 'spouse' }, as)
export const child = (name: string, as: Registered = {}): Fact =>
  registered(name, { relation: 'son', birthDate: '2015-06-01' }, as)
export const elder = (name: string, as: Registered = {}): Fact =>
  registered(name, { relation: 'parent', birthDate: '1945-03-01' }, as)

/** A hospital stay that left the person this much to pay himself, in 元, all of it in scope. */
export const selfPaid = (
  name: string,
  yuan: number,
  settledOn: Day,
  more: Partial<ChangeEventData['MedicalSettled']> & Stated = {},
): Fact => {
  const { key, day, ...data } = more
  const fen = yuan * 100
  const paid = { settledOn, care: 'inpatient', totalFen: fen, inScopeSelfPaidFen: fen, outOfScopeFen: 0 } as const
  const rest = { personalBurdenFen: fen, diseaseCode: null, diseaseName: null, refund: false, refundOf: null }
  return stated(
    name,
    'MedicalSettled',
    { ...paid, ...rest, ...data },
    { key: key ?? `S/${name}/${settledOn}`, day: day ?? settledOn },
  )
}

/** The refund of this much of a settlement, in 元. */
export const refunded = (name: string, yuan: number, settledOn: Day, refundOf: string | null): Fact =>
  selfPaid(name, -yuan, settledOn, { refund: true, refundOf, key: `R/${name}/${settledOn}/${refundOf}` })

/** A line of the assistance roll, on a delivery of `day`. */
export const listed = (
  name: string,
  programme: AssistanceProgramme,
  more: Partial<ChangeEventData['AssistanceListed']> & Stated = {},
): Fact => {
  const { key, day, revision, ...data } = more
  const line = {
    programme,
    rollNo: 'JZ1',
    status: 'active',
    householdMonthlyFen: 112_000,
    from: '2025-03-01',
    to: null,
  } as const
  const rollNo = data.rollNo ?? line.rollNo
  return stated(
    name,
    'AssistanceListed',
    { ...line, ...data },
    {
      key: key ?? `${rollNo}/${programme}`,
      ...(day === undefined ? {} : { day }),
      ...(revision === undefined ? {} : { revision }),
    },
  )
}

export const dead = (name: string, day: Day, source: ChangeEventData['DeathReported']['source'] = 'police'): Fact =>
  stated(name, 'DeathReported', { source, day }, { key: `${source}/${day}`, day })

export const held = (
  name: string,
  from: Day,
  to: Day | null = null,
  kind: ChangeEventData['CustodyStarted']['kind'] = 'prison',
): Fact => stated(name, 'CustodyStarted', { kind, from, to }, { key: `${kind}/${from}`, day: from })

export const certified = (
  name: string,
  category: number,
  level: number,
  certifiedOn: Day,
  status: 'valid' | 'cancelled' = 'valid',
): Fact =>
  stated(
    name,
    'DisabilityCertified',
    { category, level, certifiedOn, status },
    { key: `${category}${level}`, day: certifiedOn },
  )

/** One contribution a month on this base, in 元. */
export const insured = (name: string, yuan: number, ...months: readonly Month[]): readonly Fact[] =>
  months.map((month) =>
    stated(
      name,
      'SocialInsurancePaid',
      { month, baseFen: yuan * 100, employer: null },
      { key: month, day: `${month}-28` },
    ),
  )

/** One pension payment a month, in 元. */
export const pensioned = (
  name: string,
  yuan: number,
  kind: ChangeEventData['PensionPaid']['kind'],
  ...months: readonly Month[]
): readonly Fact[] =>
  months.map((month) =>
    stated(
      name,
      'PensionPaid',
      { kind, month, amountFen: yuan * 100 },
      { key: `${kind}/${month}`, day: `${month}-28` },
    ),
  )

export const moved = (
  name: string,
  kind: ChangeEventData['ResidentMoved']['kind'],
  toHouseholdNo: string | null,
  movedOn: Day,
  more: Partial<ChangeEventData['ResidentMoved']> & Stated = {},
): Fact => {
  const { key, day, ...data } = more
  return stated(
    name,
    'ResidentMoved',
    { kind, fromHouseholdNo: home, toHouseholdNo, region: null, movedOn, ...data },
    { key: key ?? `${kind}/${movedOn}/${toHouseholdNo}`, day: day ?? movedOn },
  )
}

export const married = (name: string, to: string, day: Day, kind: 'marriage' | 'divorce' = 'marriage'): Fact =>
  stated(name, 'MarriageRegistered', { spouse: person(to), kind, day }, { key: `${kind}/${day}/${to}`, day })

export const foundAt = (name: string, livesInHouseholdNo: string, day: Day): Fact =>
  stated(
    name,
    'VisitConcluded',
    { taskId: `t/${day}`, indicators: [], outcome: 'keep-watching', day, livesInHouseholdNo },
    { key: day, day },
  )

/** What a family is told: a fact, or several at once. */
export type Told = Fact | readonly Fact[]

/** A profile that can be told more. */
export type Family = Profile & {
  readonly with: (...facts: Told[]) => Family
  /** Facts of someone outside the household whom a member's facts name. */
  readonly withKin: (...facts: Told[]) => Family
  /** A feed has been delivered for the region on `day`, through a month where it tells of months. */
  readonly delivered: (feed: string, day: Day, throughMonth?: Month) => Family
}

/** The household that these facts make, all of their persons in it. */
export const familyOf = (...facts: Told[]): Family => family(home, booksOf(facts.flat()), new Map(), {})

/** The books that these facts leave, by person. */
export const booksOf = (
  facts: readonly Fact[],
  before: ReadonlyMap<PersonId, FactBook> = new Map(),
): ReadonlyMap<PersonId, FactBook> => {
  const books = new Map(before)
  for (const fact of facts) books.set(fact.subject, applyFact(books.get(fact.subject) ?? {}, fact).book)
  return books
}

const family = (
  household: string,
  persons: ReadonlyMap<PersonId, FactBook>,
  kin: ReadonlyMap<PersonId, FactBook>,
  deliveries: { readonly [feed: string]: LatestDelivery },
): Family => ({
  ...profileOf({ household, persons, kin, coverage: coverageBy(deliveries) }),
  with: (...facts) => family(household, booksOf(facts.flat(), persons), kin, deliveries),
  withKin: (...facts) => family(household, persons, booksOf(facts.flat(), kin), deliveries),
  delivered: (feed, day, throughMonth) =>
    family(household, persons, kin, { ...deliveries, [feed]: { day, throughMonth: throughMonth ?? null } }),
})
