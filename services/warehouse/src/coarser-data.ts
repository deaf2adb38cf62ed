import type { ChangeEvent, ChangeEventData, ChangeEventType } from '@shouwang/contracts'

/** A value as it is; of a day its month alone. */
type Kept = 'whole' | 'month'
type KeptOf<T extends ChangeEventType> = Readonly<Partial<Record<keyof ChangeEventData[T], Kept>>>

/**
 * What the warehouse copies of an event beside that it came: what reports count, and nothing that is not for everybody who reads
 * them. Birth days are months; diagnoses, kinds of disability, custody, incomes, assets and debts stay in the store. Another
 * field, or a new type, does not compile until this is decided; rows of before were made so by migration 0120.
 */
const kept: { readonly [T in ChangeEventType]: KeptOf<T> } = {
  AidGiven: {
    aidId: 'whole',
    caseId: 'whole',
    programme: 'whole',
    form: 'whole',
    amountFen: 'whole',
    day: 'whole',
    helpFirst: 'whole',
  },
  AssistanceListed: { programme: 'whole', status: 'whole', from: 'month', to: 'month', recheckedOn: 'month' },
  BirthCertified: { bornOn: 'month' },
  BorderCrossed: {},
  BusinessRegistered: { role: 'whole', status: 'whole' },
  CommercialVehicleLicensed: { kind: 'whole', status: 'whole' },
  CrimeVictimReported: {},
  CustodyStarted: {},
  DeathReported: { source: 'whole', day: 'month' },
  DecisionMade: {
    decisionNo: 'whole',
    caseId: 'whole',
    result: 'whole',
    programme: 'whole',
    amountFen: 'whole',
    from: 'whole',
    to: 'whole',
    checkedOn: 'whole',
  },
  DisabilityCertified: { status: 'whole' },
  // Which of the two subsidies somebody draws is asked of each payment on his card.
  DisabilitySubsidyListed: { kind: 'whole', fromMonth: 'whole' },
  DisasterSuffered: { kind: 'whole', day: 'whole', homeLost: 'whole', relocated: 'whole' },
  DiseaseRecognised: {},
  DwellingGraded: { grade: 'whole' },
  ElderAllowancePaid: { month: 'whole', amountFen: 'whole' },
  EmploymentRegistered: {},
  EnforcementOrdered: {},
  EnrolmentReported: { stage: 'whole', status: 'whole', term: 'whole' },
  FamilyJudged: {},
  FinancialAssetFound: {},
  FireReported: { day: 'whole', homeDamaged: 'whole' },
  HardshipListed: { list: 'whole', day: 'whole' },
  HelpRequested: { day: 'whole', category: 'whole', region: 'whole' },
  HighMedicalCostListed: { period: 'whole' },
  HomeContracted: { status: 'whole' },
  HospitalAdmitted: {},
  IncomeReported: { source: 'whole', month: 'whole' },
  LandCompensated: { paidOn: 'month' },
  LegalAidGranted: { grantedOn: 'month' },
  MarriageRegistered: { day: 'month' },
  MedicalInsuranceStanding: { kind: 'whole', status: 'whole', paidThrough: 'whole' },
  MedicalSettled: { settledOn: 'month', refund: 'whole' },
  MissingReported: {},
  // Whose kin somebody is stays with those who may read of it.
  OfficialKinDeclared: {},
  OfficialKinRecorded: {},
  ParentsRecorded: {},
  PensionPaid: { kind: 'whole', month: 'whole' },
  PropertyRegistered: { kind: 'whole', use: 'whole', status: 'whole' },
  PublicRentalGranted: { from: 'month', to: 'month' },
  RehabilitationAided: {},
  ResidenceReported: { region: 'whole', from: 'month', to: 'month' },
  ResidentMoved: { kind: 'whole', region: 'whole', movedOn: 'month' },
  ResidentRegistered: { relation: 'whole', sex: 'whole', birthDate: 'month', region: 'whole' },
  RollDelivered: { day: 'whole', throughMonth: 'whole', rows: 'whole' },
  RowSetAside: { reason: 'whole' },
  SelfCareGraded: {},
  ShelterGiven: {},
  SocialInsurancePaid: { month: 'whole' },
  StudentAided: { term: 'whole' },
  SubsidyPaid: { programme: 'whole', amountFen: 'whole', paidOn: 'whole' },
  SupporterDeclared: {},
  TrafficCasualtyReported: { day: 'whole' },
  UnemploymentBenefitGranted: { fromMonth: 'whole', toMonth: 'whole' },
  UnemploymentRegistered: { registeredOn: 'month' },
  UtilityUsed: { kind: 'whole' },
  VehicleRegistered: { vehicleClass: 'whole', status: 'whole' },
  VehicleTaxPaid: {},
  VeteranListed: {},
  VisitConcluded: { taskId: 'whole', indicators: 'whole', outcome: 'whole', day: 'whole' },
  WorkInjuryGraded: {},
}

const monthChars = '2026-10'.length

/** The data of an event as the warehouse keeps it. */
export const coarserData = ({ type, data }: Pick<ChangeEvent, 'type' | 'data'>): Readonly<Record<string, unknown>> => {
  const fields: Readonly<Record<string, Kept>> = kept[type]
  const coarser: Record<string, unknown> = {}
  for (const name in data) {
    const how = fields[name]
    if (how === undefined) continue
    const value: unknown = data[name as keyof typeof data]
    coarser[name] = how === 'month' && typeof value === 'string' ? value.slice(0, monthChars) : value
  }
  return coarser
}
