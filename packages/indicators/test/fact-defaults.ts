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
  BusinessRegistered: {
    feed: 'business-reg',
    provider: '市场监管',
    data: (day) => ({ role: 'legal-representative', capitalFen: null, day, status: 'active' }),
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
  FireReported: { feed: 'fire', provider: '消防', data: (day) => ({ day, lossFen: null, homeDamaged: true }) },
  HelpRequested: {
    feed: 'help-order',
    provider: '12345',
    data: (day) => ({ day, category: 'hardship', region: null }),
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
  SocialInsurancePaid: {
    feed: 'social-insurance',
    provider: '人社',
    data: (day) => ({ month: monthOf(day), baseFen: 0, employer: 'employer-1' }),
  },
  SubsidyPaid: {
    feed: 'subsidy-card',
    provider: '财政',
    data: (day) => ({ item: '农业补贴', programme: null, amountFen: 0, paidOn: day }),
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
  VehicleRegistered: {
    feed: 'vehicle-register',
    provider: '交警',
    data: (day) => ({ vehicleClass: 'car', commercial: false, priceFen: null, day, status: 'registered' }),
  },
  VisitConcluded: {
    feed: 'visit',
    provider: '网格',
    data: (day) => ({ taskId: 'task-1', indicators: [], outcome: 'keep-watching', day, livesInHouseholdNo: null }),
  },
}
