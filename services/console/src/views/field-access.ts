import type { Role } from '@shouwang/console-api'
import type { ChangeEventData, ChangeEventType, FiringVerdict } from '@shouwang/contracts'
import { seesDetails } from '../sign-in/access.ts'

/**
 * The fields of each fact that village workers may see: PIPL 6 asks for the least that the work needs, so no diagnosis,
 * no balance, no term of custody. District, city and data staff see all that the profile keeps.
 */
const VILLAGE_FIELDS: { readonly [T in ChangeEventType]: readonly (keyof ChangeEventData[T])[] } = {
  AidGiven: ['programme', 'form', 'day', 'helpFirst'],
  AssistanceListed: ['programme', 'status', 'from', 'to'],
  BirthCertified: ['bornOn'],
  BusinessRegistered: ['day', 'status'],
  CustodyStarted: [],
  DeathReported: ['day'],
  DecisionMade: ['programme', 'result', 'from', 'to'],
  DisabilityCertified: ['level', 'certifiedOn', 'status'],
  DisabilitySubsidyListed: [],
  DisasterSuffered: ['day'],
  DiseaseRecognised: [],
  DwellingGraded: [],
  ElderAllowancePaid: [],
  EnrolmentReported: [],
  FamilyJudged: [],
  FireReported: ['day'],
  HelpRequested: ['day', 'category'],
  HospitalAdmitted: ['admittedOn', 'dischargedOn', 'critical'],
  IncomeReported: [],
  MarriageRegistered: [],
  MedicalInsuranceStanding: ['status', 'paidThrough'],
  MedicalSettled: ['settledOn', 'care'],
  ParentsRecorded: [],
  PensionPaid: [],
  PropertyRegistered: ['day', 'status'],
  ResidentMoved: ['kind', 'movedOn'],
  ResidentRegistered: ['householdNo', 'relation'],
  RollDelivered: [],
  RowSetAside: [],
  SelfCareGraded: ['grade', 'assessedOn'],
  SocialInsurancePaid: [],
  SubsidyPaid: [],
  TrafficCasualtyReported: ['day'],
  UnemploymentBenefitGranted: [],
  UnemploymentRegistered: [],
  VehicleRegistered: ['day', 'status'],
  VisitConcluded: ['outcome', 'day'],
}

/** Facts that are themselves a crime detail: a village worker learns that someone is away, not where or why. */
const SENSITIVE_TYPES: readonly string[] = ['CustodyStarted']

/** The data of one fact as this role may see it. */
export const fieldsFor = (role: Role, type: ChangeEventType, data: object): Record<string, unknown> => {
  if (seesDetails(role)) return { ...data }
  const allowed: readonly string[] = VILLAGE_FIELDS[type]
  return Object.fromEntries(Object.entries(data).filter(([field]) => allowed.includes(field)))
}

/** A verdict as this role may see it: village workers get no crime detail and no diagnosis. */
export const verdictFor = (role: Role, verdict: FiringVerdict): FiringVerdict => {
  if (seesDetails(role)) return verdict
  if (verdict.facts.some(({ type }) => SENSITIVE_TYPES.includes(type))) {
    const who = verdict.person === null ? '该户有成员' : `{${verdict.person}}`
    return {
      ...verdict,
      reason: `${who}因故长期不在家，家庭情况有变化，请上门了解生活困难；具体原因由区级救助科掌握。`,
      observations: [],
      facts: [],
      advice: [],
    }
  }
  return {
    ...verdict,
    reason: textFor(role, verdict.reason),
    advice: verdict.advice.filter((text) => !CRIME_WORDS.test(text)),
    observations: verdict.observations.filter(({ unit, label }) => unit !== 'text' && !CRIME_WORDS.test(label)),
  }
}

const CRIME_WORDS = /服刑|刑期|强戒|戒毒|羁押|拘留|在押|监狱|社区矫正|司法局/

/** A sentence as this role may read it: one that tells of a crime is kept back whole. */
export const textFor = (role: Role, text: string): string =>
  seesDetails(role) || !CRIME_WORDS.test(text) ? text : '具体情况由区级救助科掌握'

/** The name of an indicator as this role may see it. */
export const indicatorNameFor = (role: Role, name: string): string =>
  seesDetails(role) ? name : name.replace(/服刑强戒|服刑\/强戒|服刑|强戒/g, '长期不在家')

/** The id of an indicator as this role may see it: an id is a word too. */
export const indicatorIdFor = (role: Role, id: string): string =>
  seesDetails(role) || !/custody/.test(id) ? id : 'member-away'

/**
 * The true ids of the indicators that this role is shown under an id, several for `member-away`. None for an id that is
 * kept from the role, so that asking for it tells nothing.
 */
export const indicatorsShownAs = (role: Role, shown: string, catalogue: readonly string[]): string[] =>
  [...new Set([...catalogue, shown])].filter((id) => indicatorIdFor(role, id) === shown)

/** True where the mere existence of a fact is a detail that this role may not see. */
export const hidesFact = (role: Role, type: string): boolean => !seesDetails(role) && SENSITIVE_TYPES.includes(type)

/** True where the name of a feed would say what kind of fact is awaited or known. */
export const hidesFeed = (role: Role, feed: string): boolean => !seesDetails(role) && feed === 'prison-inmate'
