import type { ChangeEventData, ChangeEventType, PersonId } from '@shouwang/contracts'

/** What one type of event means for who belongs to whom. */
export type EventMeaning<T extends ChangeEventType = ChangeEventType> = {
  /** Whom and what it names besides its subject: they have to be loaded, and locked, before it can be applied. */
  readonly names: (data: ChangeEventData[T]) => {
    readonly persons?: readonly (PersonId | null)[]
    readonly registerNos?: readonly (string | null)[]
    readonly rollNos?: readonly string[]
  }
  /** True where it may tell the household that its subject belongs to; `placementIn` reads these types and no others. */
  readonly places: boolean
  /** The same fact from another person's side, where it states something of two. */
  readonly alsoOf: ((subject: PersonId, data: ChangeEventData[T]) => OtherSide<T>) | null
}

type OtherSide<T extends ChangeEventType> = { readonly subject: PersonId; readonly data: ChangeEventData[T] }

const aboutItsSubjectAlone = { names: () => ({}), places: false, alsoOf: null } as const

/** Decided once for each type: a new one does not compile until it is here. */
const meanings = {
  AidGiven: aboutItsSubjectAlone,
  AssistanceListed: { names: ({ rollNo }) => ({ rollNos: [rollNo] }), places: true, alsoOf: null },
  BirthCertified: { names: ({ child, father }) => ({ persons: [child, father] }), places: false, alsoOf: null },
  BorderCrossed: aboutItsSubjectAlone,
  BusinessRegistered: aboutItsSubjectAlone,
  CommercialVehicleLicensed: aboutItsSubjectAlone,
  CrimeVictimReported: aboutItsSubjectAlone,
  CustodyStarted: aboutItsSubjectAlone,
  /** Places nobody by itself, but the register strikes off the dead, and that is no move. */
  DeathReported: { ...aboutItsSubjectAlone, places: true },
  DecisionMade: aboutItsSubjectAlone,
  DisabilityCertified: aboutItsSubjectAlone,
  DisabilitySubsidyListed: aboutItsSubjectAlone,
  DisasterSuffered: aboutItsSubjectAlone,
  DiseaseRecognised: aboutItsSubjectAlone,
  DwellingGraded: aboutItsSubjectAlone,
  ElderAllowancePaid: aboutItsSubjectAlone,
  EmploymentRegistered: aboutItsSubjectAlone,
  EnforcementOrdered: aboutItsSubjectAlone,
  EnrolmentReported: aboutItsSubjectAlone,
  FamilyJudged: { names: ({ other }) => ({ persons: [other] }), places: false, alsoOf: null },
  FinancialAssetFound: aboutItsSubjectAlone,
  FireReported: aboutItsSubjectAlone,
  HardshipListed: aboutItsSubjectAlone,
  HelpRequested: aboutItsSubjectAlone,
  HighMedicalCostListed: aboutItsSubjectAlone,
  HomeContracted: aboutItsSubjectAlone,
  HospitalAdmitted: aboutItsSubjectAlone,
  IncomeReported: aboutItsSubjectAlone,
  LandCompensated: aboutItsSubjectAlone,
  LegalAidGranted: aboutItsSubjectAlone,
  MarriageRegistered: {
    names: ({ spouse }) => ({ persons: [spouse] }),
    places: false,
    alsoOf: (subject, data) => ({ subject: data.spouse, data: { ...data, spouse: subject } }),
  },
  MedicalInsuranceStanding: aboutItsSubjectAlone,
  MedicalSettled: aboutItsSubjectAlone,
  MissingReported: aboutItsSubjectAlone,
  OfficialKinDeclared: aboutItsSubjectAlone,
  OfficialKinRecorded: aboutItsSubjectAlone,
  ParentsRecorded: { names: ({ father, mother }) => ({ persons: [father, mother] }), places: false, alsoOf: null },
  PensionPaid: aboutItsSubjectAlone,
  PropertyRegistered: aboutItsSubjectAlone,
  PublicRentalGranted: aboutItsSubjectAlone,
  RehabilitationAided: aboutItsSubjectAlone,
  ResidenceReported: { names: ({ dwelling }) => ({ registerNos: [dwelling ?? null] }), places: true, alsoOf: null },
  ResidentMoved: {
    names: ({ fromHouseholdNo, toHouseholdNo }) => ({ registerNos: [fromHouseholdNo, toHouseholdNo] }),
    places: true,
    alsoOf: null,
  },
  ResidentRegistered: { names: ({ householdNo }) => ({ registerNos: [householdNo] }), places: true, alsoOf: null },
  RollDelivered: aboutItsSubjectAlone,
  RowSetAside: aboutItsSubjectAlone,
  SelfCareGraded: aboutItsSubjectAlone,
  ShelterGiven: aboutItsSubjectAlone,
  SocialInsurancePaid: aboutItsSubjectAlone,
  StudentAided: aboutItsSubjectAlone,
  SubsidyPaid: aboutItsSubjectAlone,
  SupporterDeclared: { names: ({ supporter }) => ({ persons: [supporter] }), places: false, alsoOf: null },
  TrafficCasualtyReported: aboutItsSubjectAlone,
  UnemploymentBenefitGranted: aboutItsSubjectAlone,
  UnemploymentRegistered: aboutItsSubjectAlone,
  UtilityUsed: aboutItsSubjectAlone,
  VehicleRegistered: aboutItsSubjectAlone,
  VehicleTaxPaid: aboutItsSubjectAlone,
  VeteranListed: aboutItsSubjectAlone,
  VisitConcluded: {
    names: ({ livesInHouseholdNo }) => ({ registerNos: [livesInHouseholdNo] }),
    places: true,
    alsoOf: null,
  },
  WorkInjuryGraded: aboutItsSubjectAlone,
} as const satisfies { readonly [T in ChangeEventType]: EventMeaning<T> }

/** The types that may tell to which household a person belongs. */
export type PlacingType = {
  [T in ChangeEventType]: (typeof meanings)[T]['places'] extends true ? T : never
}[ChangeEventType]

/** The same, as values. */
export const placingTypes = (Object.keys(meanings) as ChangeEventType[]).filter(
  (type): type is PlacingType => meanings[type].places,
)

/** What an event of this type means for who belongs to whom. */
export const meaningOf = <T extends ChangeEventType>(type: T): EventMeaning<T> =>
  (meanings as { readonly [Each in ChangeEventType]: EventMeaning<Each> })[type]
