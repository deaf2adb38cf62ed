import type { AskerRole } from '@shouwang/console-api'
import { type ChangeEventData, type ChangeEventType, FIND_WHO, type FiringVerdict } from '@shouwang/contracts'
import { seesDetails } from '../sign-in/access.ts'
import { yuanWords } from './field-words.ts'

/**
 * The fields of each fact that village workers may see: PIPL 6 asks for the least that the work needs, so no diagnosis,
 * no balance, no term of custody. District, city and data staff see all that the profile keeps.
 */
const VILLAGE_FIELDS: { readonly [T in ChangeEventType]: readonly (keyof ChangeEventData[T])[] } = {
  AidGiven: ['programme', 'form', 'day', 'helpFirst'],
  AssistanceListed: ['programme', 'status', 'from', 'to'],
  BirthCertified: ['bornOn'],
  BorderCrossed: [],
  BusinessRegistered: ['day', 'status'],
  CommercialVehicleLicensed: ['day', 'status'],
  CrimeVictimReported: [],
  CustodyStarted: [],
  DeathReported: ['day'],
  DecisionMade: ['programme', 'result', 'from', 'to'],
  DisabilityCertified: ['level', 'certifiedOn', 'status'],
  DisabilitySubsidyListed: [],
  DisasterSuffered: ['day'],
  DiseaseRecognised: [],
  DwellingGraded: [],
  ElderAllowancePaid: [],
  EmploymentRegistered: ['from', 'to'],
  EnforcementOrdered: [],
  EnrolmentReported: [],
  FamilyJudged: [],
  FinancialAssetFound: [],
  FireReported: ['day'],
  HardshipListed: ['day'],
  HelpRequested: ['day', 'category'],
  HighMedicalCostListed: [],
  HomeContracted: ['day', 'status'],
  HospitalAdmitted: ['admittedOn', 'dischargedOn', 'critical'],
  IncomeReported: [],
  LandCompensated: [],
  LegalAidGranted: [],
  MarriageRegistered: [],
  MedicalInsuranceStanding: ['status', 'paidThrough'],
  MedicalSettled: ['settledOn', 'care'],
  MissingReported: [],
  OfficialKinDeclared: [],
  OfficialKinRecorded: [],
  ParentsRecorded: [],
  PensionPaid: [],
  PropertyRegistered: ['day', 'status'],
  PublicRentalGranted: ['from', 'to'],
  RehabilitationAided: [],
  ResidenceReported: ['region', 'from', 'to', 'dwelling', 'sex', 'birthDate'],
  ResidentMoved: ['kind', 'movedOn'],
  ResidentRegistered: ['householdNo', 'relation'],
  RollDelivered: [],
  RowSetAside: [],
  SelfCareGraded: ['grade', 'assessedOn'],
  ShelterGiven: ['from', 'to'],
  SocialInsurancePaid: [],
  StudentAided: [],
  SubsidyPaid: [],
  SupporterDeclared: ['supporter', 'relation', 'day'],
  TrafficCasualtyReported: ['day'],
  UnemploymentBenefitGranted: [],
  UnemploymentRegistered: [],
  UtilityUsed: [],
  VehicleRegistered: ['day', 'status'],
  VehicleTaxPaid: ['day'],
  VeteranListed: [],
  VisitConcluded: ['outcome', 'day'],
  WorkInjuryGraded: [],
}

/**
 * Facts that are themselves a detail: a village worker learns that someone is away, not where or why, and never whose kin
 * somebody was declared to be.
 */
const SENSITIVE_TYPES: readonly string[] = [
  'CrimeVictimReported',
  'CustodyStarted',
  'EnforcementOrdered',
  'OfficialKinDeclared',
  'OfficialKinRecorded',
]

/** The data of one fact as this role may see it. */
export const fieldsFor = (role: AskerRole, type: ChangeEventType, data: object): Record<string, unknown> => {
  if (seesDetails(role)) return { ...data }
  const allowed: readonly string[] = VILLAGE_FIELDS[type]
  return Object.fromEntries(Object.entries(data).filter(([field]) => allowed.includes(field)))
}

const villageWords = (observed: FiringVerdict['observations'][number]['observed'], unit: string): string =>
  unit === 'fen' && typeof observed === 'number' ? yuanWords(observed) : `${observed}${unit === 'days' ? '天' : ''}`

/**
 * A verdict as this role may see it. Village workers read a sentence of its own, made of the indicator's public name and of
 * what they may know: days, counts, what the family paid; the sentence of the office, with incomes, grades and causes, never
 * passes through a filter of words. A lead that tells of custody reads like others of its kind: a sentence that only custody has would tell it.
 */
export const verdictFor = (role: AskerRole, verdict: FiringVerdict, name: string): FiringVerdict => {
  // What somebody told of names nobody: who told of what kind of need is the work itself.
  if (seesDetails(role) || verdict.indicator === FIND_WHO) return verdict
  const veiled = publicKindOf(verdict.indicator) !== undefined
  return {
    ...verdict,
    reason: `${publicSentence(verdict, name)}请上门了解情况；其余情况和依据由区级救助科掌握。`,
    observations: publicObservations(verdict),
    facts: veiled ? [] : verdict.facts.filter(({ type }) => !SENSITIVE_TYPES.includes(type)),
    advice: veiled ? [] : verdict.advice.filter((text) => !SENSITIVE_WORDS.test(text)),
  }
}

/** What everybody concerned may read of a verdict: whom, the indicator's public name, counts and days. */
export const publicSentence = (
  verdict: Pick<FiringVerdict, 'indicator' | 'person' | 'observations'>,
  name: string,
): string => {
  const who = verdict.person === null ? '' : `{${verdict.person}}：`
  const seen = publicObservations(verdict).map(({ label, observed, unit }) => `${label}${villageWords(observed, unit)}`)
  const shownName = publicKindOf(verdict.indicator)?.name ?? name
  return `${who}${shownName}${seen.length === 0 ? '' : `（${seen.join('，')}）`}。`
}

const publicObservations = ({
  indicator,
  observations,
}: Pick<FiringVerdict, 'indicator' | 'observations'>): FiringVerdict['observations'] =>
  publicKindOf(indicator) === undefined ? observations.filter(isForVillage) : []

const VILLAGE_UNITS: readonly string[] = ['count', 'days', 'day']
/** What a family paid and was not paid back is why somebody comes; what it has and earns is not for the village. */
const PAID = /^(?!.*(?:收入|线)$).*(?:自付|负担|自费|支出|欠费)/
const isForVillage = ({ unit, label }: FiringVerdict['observations'][number]): boolean =>
  unit === 'fen' ? PAID.test(label) : VILLAGE_UNITS.includes(unit) && !SENSITIVE_WORDS.test(label)

/** Crime, illness, grades of disability, money and property: what a sentence for the village has none of. */
const SENSITIVE_WORDS =
  /服刑|刑期|强戒|戒毒|羁押|拘留|在押|监狱|矫正|司法|\d\s*元|万元|[%％]|\d倍|㎡|平方米|(肢体|智力|精神|视力|听力|言语|多重)[^。，]{0,4}残疾|[一二三四]级|诊断|肿瘤|癌|艾滋|精神障碍|出资|存款|购置/

/** A sentence as this role may read it: one that tells a detail is kept back whole. */
export const textFor = (role: AskerRole, text: string): string =>
  seesDetails(role) || !SENSITIVE_WORDS.test(text) ? text : '具体情况由区级救助科掌握'

/** Indicators that village workers are shown as one kind, since the name of one of them would tell of a crime. */
const PUBLIC_KINDS = [
  { of: ['breadwinner-custody', 'income-plunge'], id: 'income-lost', name: '家庭收入来源变化' },
  { of: ['recipient-custody', 'household-changed'], id: 'members-changed', name: '家庭成员情况变化' },
  { of: ['crime-victim', 'traffic-casualty'], id: 'came-to-harm', name: '家人遭遇意外' },
] as const
const publicKindOf = (id: string) => PUBLIC_KINDS.find(({ of }) => (of as readonly string[]).includes(id))

/** The name of an indicator as this role may see it. */
export const indicatorNameFor = (role: AskerRole, name: string, id: string): string =>
  seesDetails(role) ? name : (publicKindOf(id)?.name ?? name)

/** The id of an indicator as this role may see it: an id is a word too. */
export const indicatorIdFor = (role: AskerRole, id: string): string =>
  seesDetails(role) ? id : (publicKindOf(id)?.id ?? id)

/**
 * The true ids of the indicators that this role is shown under an id, several for a kind. None for an id that is
 * kept from the role, so that asking for it tells nothing.
 */
export const indicatorsShownAs = (role: AskerRole, shown: string, catalogue: readonly string[]): string[] =>
  [...new Set([...catalogue, shown])].filter((id) => indicatorIdFor(role, id) === shown)

/** True where the mere existence of a fact is a detail that this role may not see. */
export const hidesFact = (role: AskerRole, type: string): boolean =>
  !seesDetails(role) && SENSITIVE_TYPES.includes(type)

/** Feeds whose names say what somebody suffered, did or owes, or whose kin he is. */
const HIDDEN_FEEDS: readonly string[] = [
  'prison-inmate',
  'custody',
  'crime-victim',
  'enforcement',
  'judicial-relief',
  'official-kin',
]

/** True where the name of a feed would say what kind of fact is awaited or known. */
export const hidesFeed = (role: AskerRole, feed: string): boolean => !seesDetails(role) && HIDDEN_FEEDS.includes(feed)
