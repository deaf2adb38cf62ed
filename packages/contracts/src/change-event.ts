import { z } from 'zod'
import {
  AssistanceListed,
  DisabilitySubsidyListed,
  ElderAllowancePaid,
  HardshipListed,
  SubsidyPaid,
} from './change-events/aid.ts'
import { DisasterSuffered, FireReported, HelpRequested, TrafficCasualtyReported } from './change-events/calamity.ts'
import {
  AidGiven,
  DecisionMade,
  RollDelivered,
  RowSetAside,
  SupporterDeclared,
  VisitConcluded,
} from './change-events/casework.ts'
import {
  BirthCertified,
  BorderCrossed,
  CustodyStarted,
  DeathReported,
  FamilyJudged,
  MarriageRegistered,
  MissingReported,
  ParentsRecorded,
  ResidenceReported,
  ResidentMoved,
  ResidentRegistered,
  ShelterGiven,
} from './change-events/civil.ts'
import { EnrolmentReported, StudentAided } from './change-events/education.ts'
import {
  DisabilityCertified,
  DiseaseRecognised,
  HighMedicalCostListed,
  HospitalAdmitted,
  MedicalInsuranceStanding,
  MedicalSettled,
  RehabilitationAided,
  SelfCareGraded,
  WorkInjuryGraded,
} from './change-events/health.ts'
import {
  EmploymentRegistered,
  IncomeReported,
  LandCompensated,
  PensionPaid,
  SocialInsurancePaid,
  UnemploymentBenefitGranted,
  UnemploymentRegistered,
  VeteranListed,
} from './change-events/income.ts'
import { CrimeVictimReported, EnforcementOrdered, LegalAidGranted } from './change-events/justice.ts'
import { OfficialKinDeclared, OfficialKinRecorded } from './change-events/official-kin.ts'
import {
  BusinessRegistered,
  CommercialVehicleLicensed,
  DwellingGraded,
  FinancialAssetFound,
  HomeContracted,
  PropertyRegistered,
  PublicRentalGranted,
  UtilityUsed,
  VehicleRegistered,
  VehicleTaxPaid,
} from './change-events/property.ts'
import { Day } from './day.ts'
import { PersonId } from './person-id.ts'

/**
 * What a change event may say, by type. A new type fails to compile until its readers have decided what it means: whom
 * it names, whom it places and of whom else it states a fact (household's `event-meaning.ts`), what the warehouse copies,
 * what it is called and who may see which of its fields (the console's `fact-words.ts` and `field-access.ts`).
 */
export const changeEventData = {
  AidGiven,
  AssistanceListed,
  BirthCertified,
  BorderCrossed,
  BusinessRegistered,
  CommercialVehicleLicensed,
  CrimeVictimReported,
  CustodyStarted,
  DeathReported,
  DecisionMade,
  DisabilityCertified,
  DisabilitySubsidyListed,
  DisasterSuffered,
  DiseaseRecognised,
  DwellingGraded,
  ElderAllowancePaid,
  EmploymentRegistered,
  EnforcementOrdered,
  EnrolmentReported,
  FamilyJudged,
  FinancialAssetFound,
  FireReported,
  HardshipListed,
  HelpRequested,
  HighMedicalCostListed,
  HomeContracted,
  HospitalAdmitted,
  IncomeReported,
  LandCompensated,
  LegalAidGranted,
  MarriageRegistered,
  MedicalInsuranceStanding,
  MedicalSettled,
  MissingReported,
  OfficialKinDeclared,
  OfficialKinRecorded,
  ParentsRecorded,
  PensionPaid,
  PropertyRegistered,
  PublicRentalGranted,
  RehabilitationAided,
  ResidenceReported,
  ResidentMoved,
  ResidentRegistered,
  RollDelivered,
  RowSetAside,
  SelfCareGraded,
  ShelterGiven,
  SocialInsurancePaid,
  StudentAided,
  SubsidyPaid,
  SupporterDeclared,
  TrafficCasualtyReported,
  UnemploymentBenefitGranted,
  UnemploymentRegistered,
  UtilityUsed,
  VehicleRegistered,
  VehicleTaxPaid,
  VeteranListed,
  VisitConcluded,
  WorkInjuryGraded,
} as const

export type ChangeEventType = keyof typeof changeEventData
/** The types by name, for what carries no more of an event than its type. */
export const ChangeEventType = z.enum(Object.keys(changeEventData) as [ChangeEventType, ...ChangeEventType[]])
/** Told anew each month: what somebody earns, or is paid for as long as he does not. */
export const monthlyIncomeFacts = [
  'IncomeReported',
  'SocialInsurancePaid',
  'PensionPaid',
  'UnemploymentBenefitGranted',
] as const satisfies readonly ChangeEventType[]

export type ChangeEventData = { [T in ChangeEventType]: z.infer<(typeof changeEventData)[T]> }

/** The one subject that is not a person: a region whose roll was delivered. */
const RegionSubject = z.string().regex(/^region:\d{12}$/)

/**
 * A CloudEvents 1.0 envelope: "provider P says X of person N, as of T".
 *
 * `sourcekey` is the department's own key of the statement; for one (subject, type, sourcekey) the greater
 * (revision, retracted, content) wins. `businessday` is the day the statement counts for; `asof` is the day on which
 * households are judged with it (a snapshot's own day may lie before the day of its delivery).
 */
const envelope = {
  specversion: z.literal('1.0'),
  id: z.string().min(1),
  source: z.string().startsWith('/feeds/'),
  subject: z.union([PersonId, RegionSubject]),
  time: z.iso.datetime({ offset: true }),
  feed: z.string(),
  provider: z.string(),
  delivery: z.string(),
  businessday: Day,
  asof: Day,
  sourcekey: z.string(),
  revision: z.int().min(0),
  retracted: z.boolean(),
  /** The row names its person otherwise than the register and the rolls do: perhaps the number is another's. */
  namediffers: z.literal(true).optional(),
}

const eventOf = <T extends ChangeEventType>(type: T) =>
  z.object({ ...envelope, type: z.literal(type), data: changeEventData[type] })

type EventSchema = { [T in ChangeEventType]: ReturnType<typeof eventOf<T>> }[ChangeEventType]

export const ChangeEvent = z.discriminatedUnion(
  'type',
  ChangeEventType.options.map(eventOf) as unknown as readonly [EventSchema, ...EventSchema[]],
)

export type ChangeEventOf<T extends ChangeEventType> = Omit<
  z.infer<ReturnType<typeof eventOf<ChangeEventType>>>,
  'type' | 'data'
> & {
  type: T
  data: ChangeEventData[T]
}
export type ChangeEvent = { [T in ChangeEventType]: ChangeEventOf<T> }[ChangeEventType]
