import { type ChangeEventType, type Day, monthOf } from '@shouwang/contracts'

type Defaults = { feed: string; provider: string; data: (day: Day) => Record<string, unknown> }

/** What a case need not say: for each type of fact its feed, its provider and the fields left out. */
export const factDefaults: { readonly [T in ChangeEventType]: Defaults } = {
  AidGiven: {
    feed: 'casework',
    provider: '民政',
    data: (day) => ({
      aidId: 'C-1-a1',
      caseId: 'C-1',
      programme: 'temporary-relief',
      form: 'cash',
      amountFen: 100000,
      day,
      helpFirst: false,
    }),
  },
  AssistanceListed: {
    feed: 'assistance-roll',
    provider: '民政',
    data: () => ({ rollNo: 'roll-1', status: 'active', householdMonthlyFen: 0, from: null, to: null }),
  },
  BirthCertified: {
    feed: 'birth-certificate',
    provider: '卫健',
    data: (day) => ({ child: null, father: null, bornOn: day }),
  },
  BorderCrossed: {
    feed: 'exit-entry',
    provider: '移民管理',
    data: (day) => ({ direction: 'out', day }),
  },
  BusinessRegistered: {
    feed: 'business-reg',
    provider: '市场监管',
    data: (day) => ({ role: 'legal-representative', capitalFen: null, day, status: 'active' }),
  },
  CommercialVehicleLicensed: {
    feed: 'commercial-vehicle',
    provider: '交通运输',
    data: (day) => ({ kind: 'freight', day, status: 'licensed' }),
  },
  CrimeVictimReported: {
    feed: 'crime-victim',
    provider: '刑侦',
    data: (day) => ({ harm: 'serious', day }),
  },
  CustodyStarted: { feed: 'prison-inmate', provider: '司法', data: (day) => ({ kind: 'prison', from: day, to: null }) },
  DeathReported: { feed: 'death-cancel', provider: '公安', data: (day) => ({ source: 'police', day }) },
  DecisionMade: {
    feed: 'casework',
    provider: '民政',
    data: (day) => ({
      decisionNo: 'C-1-d1',
      caseId: 'C-1',
      result: 'granted',
      programme: 'temporary-relief',
      amountFen: 100000,
      from: day,
      to: null,
    }),
  },
  DisabilityCertified: {
    feed: 'disability-cert',
    provider: '残联',
    data: (day) => ({ category: 4, level: 1, certifiedOn: day, status: 'valid' }),
  },
  DisabilitySubsidyListed: {
    feed: 'disability-subsidy',
    provider: '民政',
    data: () => ({ kind: 'care', monthlyFen: 15000, fromMonth: null }),
  },
  DisasterSuffered: {
    feed: 'disaster',
    provider: '应急',
    data: (day) => ({ kind: '洪涝', day, lossFen: null, homeLost: false, relocated: false }),
  },
  DiseaseRecognised: {
    feed: 'chronic-cert',
    provider: '医保',
    data: (day) => ({ diseaseCode: null, diseaseName: null, from: day, to: null }),
  },
  DwellingGraded: { feed: 'dilapidated', provider: '住建', data: (day) => ({ grade: 'D', day }) },
  ElderAllowancePaid: {
    feed: 'elder-allowance',
    provider: '民政',
    data: (day) => ({ month: monthOf(day), amountFen: 10000 }),
  },
  EmploymentRegistered: {
    feed: 'employment-reg',
    provider: '人社',
    data: (day) => ({ employer: 'employer-1', from: day, to: null }),
  },
  EnforcementOrdered: {
    feed: 'enforcement',
    provider: '法院',
    data: (day) => ({ amountFen: null, restricted: false, filedOn: day, closedOn: null }),
  },
  EnrolmentReported: {
    feed: 'enrolment',
    provider: '教育',
    data: () => ({ stage: 'undergraduate', status: 'enrolled', yearlyFeeFen: 0, aidFen: 0, term: '2026' }),
  },
  FamilyJudged: {
    feed: 'family-judgment',
    provider: '法院',
    data: (day) => ({ kind: 'support', other: null, monthlyFen: null, judgedOn: day }),
  },
  FinancialAssetFound: {
    feed: 'bank-deposits',
    provider: '银行',
    data: (day) => ({ kind: 'deposit', balanceFen: 0, day, authorisation: 'A-1' }),
  },
  FireReported: { feed: 'fire', provider: '消防', data: (day) => ({ day, lossFen: null, homeDamaged: true }) },
  HardshipListed: {
    feed: 'union-hardship',
    provider: '工会',
    data: (day) => ({ list: 'union', kind: '深度困难', amountFen: 0, day }),
  },
  HelpRequested: {
    feed: 'help-order',
    provider: '12345',
    data: (day) => ({ day, category: 'hardship', region: null }),
  },
  HighMedicalCostListed: {
    feed: 'high-cost-list',
    provider: '医保',
    data: (day) => ({ period: monthOf(day), burdenFen: 0 }),
  },
  HomeContracted: {
    feed: 'house-contract',
    provider: '住建',
    data: (day) => ({ areaM2: null, priceFen: null, day, status: 'signed' }),
  },
  HospitalAdmitted: {
    feed: 'inpatient-admission',
    provider: '卫健',
    data: (day) => ({ admittedOn: day, dischargedOn: null, critical: false, arrearsFen: null, estimatedFen: null }),
  },
  IncomeReported: {
    feed: 'income-tax',
    provider: '税务',
    data: (day) => ({ source: 'tax', month: monthOf(day), amountFen: 0, payer: null }),
  },
  LandCompensated: {
    feed: 'land-compensation',
    provider: '自然资源',
    data: (day) => ({ amountFen: 0, paidOn: day }),
  },
  LegalAidGranted: {
    feed: 'legal-aid',
    provider: '司法行政',
    data: (day) => ({ cause: '支付劳动报酬', grantedOn: day }),
  },
  MarriageRegistered: { feed: 'marriage', provider: '民政', data: (day) => ({ kind: 'marriage', day }) },
  MedicalInsuranceStanding: {
    feed: 'insured-status',
    provider: '医保',
    data: () => ({ kind: 'resident', status: 'insured', paidThrough: null }),
  },
  MedicalSettled: {
    feed: 'med-settlement',
    provider: '医保',
    data: (day) => ({
      settledOn: day,
      care: 'inpatient',
      inScopeSelfPaidFen: 0,
      outOfScopeFen: 0,
      diseaseCode: null,
      diseaseName: null,
      refund: false,
      refundOf: null,
    }),
  },
  MissingReported: {
    feed: 'missing-report',
    provider: '公安',
    data: (day) => ({ reportedOn: day, foundOn: null }),
  },
  OfficialKinDeclared: {
    feed: 'official-kin',
    provider: '民政',
    data: (day) => ({
      ...{ declarationNo: 'BA1', official: `p_${'6'.repeat(24)}`, capacity: 'village-official', kinship: 'parent' },
      ...{ declaredOn: day, recordedOn: null, endedOn: null },
    }),
  },
  OfficialKinRecorded: {
    feed: 'casework',
    provider: '民政',
    data: (day) => ({ declarationNo: 'BA1', day }),
  },
  ParentsRecorded: { feed: 'child-parents', provider: '民政', data: () => ({ father: null, mother: null }) },
  PensionPaid: {
    feed: 'pension-pay',
    provider: '人社',
    data: (day) => ({ kind: 'urban-employee', month: monthOf(day), amountFen: 0 }),
  },
  PropertyRegistered: {
    feed: 'real-estate',
    provider: '自然资源',
    data: (day) => ({ kind: 'bought', use: 'residential', areaM2: 80, sharePercent: 100, day, status: 'registered' }),
  },
  PublicRentalGranted: {
    feed: 'public-rental',
    provider: '住房保障',
    data: (day) => ({ monthlyFen: 0, from: day, to: null }),
  },
  RehabilitationAided: {
    feed: 'rehab-aid',
    provider: '残联',
    data: (day) => ({ item: '辅助器具适配', amountFen: 0, paidOn: day }),
  },
  ResidenceReported: {
    feed: 'residence-permit',
    provider: '公安',
    data: (day) => ({ region: null, from: day, to: null }),
  },
  ResidentMoved: {
    feed: 'resident-change',
    provider: '公安',
    data: (day) => ({ kind: 'migration', fromHouseholdNo: null, toHouseholdNo: null, region: null, movedOn: day }),
  },
  ResidentRegistered: {
    feed: 'resident-register',
    provider: '公安',
    data: () => ({ householdNo: 'case', relation: 'other', sex: 'unknown', region: null }),
  },
  RollDelivered: {
    feed: 'assistance-roll',
    provider: '民政',
    data: (day) => ({ day, throughMonth: null, rows: 1 }),
  },
  RowSetAside: {
    feed: 'assistance-roll',
    provider: '民政',
    data: () => ({ reason: 'bad-date' }),
  },
  SelfCareGraded: {
    feed: 'ltc-assessment',
    provider: '医保',
    data: (day) => ({ grade: 3, assessedOn: day }),
  },
  ShelterGiven: {
    feed: 'shelter',
    provider: '民政',
    data: (day) => ({ from: day, to: null }),
  },
  SocialInsurancePaid: {
    feed: 'social-insurance',
    provider: '人社',
    data: (day) => ({ month: monthOf(day), baseFen: 0, employer: 'employer-1' }),
  },
  StudentAided: {
    feed: 'student-aid',
    provider: '教育',
    data: () => ({ term: '2026春', yearlyFeeFen: 0, aidFen: 0 }),
  },
  SubsidyPaid: {
    feed: 'subsidy-card',
    provider: '财政',
    data: (day) => ({ item: '农业补贴', programme: null, amountFen: 0, paidOn: day }),
  },
  SupporterDeclared: {
    feed: 'visit-supporters',
    provider: '民政',
    data: (day) => ({ supporter: `p_${'5'.repeat(24)}`, relation: 'son', able: null, monthlyFen: null, day }),
  },
  TrafficCasualtyReported: {
    feed: 'traffic-accident',
    provider: '交警',
    data: (day) => ({ day, harm: 'serious', liability: 'none' }),
  },
  UnemploymentBenefitGranted: {
    feed: 'unemployment-benefit',
    provider: '人社',
    data: (day) => ({ fromMonth: monthOf(day), toMonth: null, monthlyFen: 0 }),
  },
  UnemploymentRegistered: {
    feed: 'unemployment-reg',
    provider: '人社',
    data: (day) => ({ registeredOn: day, reason: null }),
  },
  UtilityUsed: {
    feed: 'electricity-use',
    provider: '供电',
    data: (day) => ({ kind: 'electricity', amount: 0, zeroDays: null, day }),
  },
  VehicleRegistered: {
    feed: 'vehicle-register',
    provider: '交警',
    data: (day) => ({ vehicleClass: 'car', commercial: false, priceFen: null, day, status: 'registered' }),
  },
  VehicleTaxPaid: {
    feed: 'vehicle-tax',
    provider: '税务',
    data: (day) => ({ priceFen: 0, day }),
  },
  VeteranListed: {
    feed: 'veterans',
    provider: '退役军人',
    data: () => ({ kind: 'veteran', monthlyFen: 0, from: null }),
  },
  VisitConcluded: {
    feed: 'visit',
    provider: '网格',
    data: (day) => ({ taskId: 'task-1', indicators: [], outcome: 'keep-watching', day, livesInHouseholdNo: null }),
  },
  WorkInjuryGraded: {
    feed: 'work-injury',
    provider: '人社',
    data: (day) => ({ grade: null, day }),
  },
}
