import {
  type Assessment,
  CaseStep,
  type Day,
  type Direction,
  type FiringVerdict,
  type Level,
  type ObservationUnit,
  type Outcome,
  type PersonId,
} from '@shouwang/contracts'
import {
  type Case,
  type CaseworkRules,
  type Circumstances,
  type HouseholdFile,
  outcomeRules,
  placesOf,
  type Staff,
} from '../src/index.ts'

export const village = '350203001201'
export const li: PersonId = 'p_0123456789abcdef01234567'
export const wang: PersonId = 'p_89abcdef0123456789abcdef'

export const rules: CaseworkRules = {
  deadlines: {
    red: { days: 1, counts: 'calendar' },
    orange: { days: 3, counts: 'working' },
    yellow: { days: 7, counts: 'working' },
    blue: { days: 20, counts: 'working' },
  },
  redResult: { days: 3, counts: 'working' },
  deadlinesByIndicator: { 'recipient-deceased': { days: 2, counts: 'working' } },
  escalations: [
    { percent: 50, to: 'coordinator' },
    { percent: 100, to: 'town' },
    { percent: 150, to: 'district' },
  ],
  suppressDays: Object.fromEntries(outcomeRules.map(({ outcome }) => [outcome, 60])) as Record<Outcome, number>,
  onePersonRestDays: 90,
  publicity: { hangWithin: { days: 2, counts: 'working' }, recipientsDays: 90 },
  supporting: {
    indicators: new Set(['education-burden', 'single-stay-selfpay', 'income-plunge']),
    belowConfidence: 0.45,
    least: 2,
    toldDays: 90,
  },
  stock: { isSurvey: false, openShare: 0.01, recentDays: 30, withinDays: 365 },
  queue: {
    priorVisits: 20,
    priorShare: 0.3,
    priorAgain: 0.4,
    aboveFactor: 0.4,
    nearFactor: 0.6,
    urgentFactor: 1.5,
    pairVisits: 30,
    leastFactor: 0.5,
    mostFactor: 2,
  },
  cases: {
    steps: Object.fromEntries(
      CaseStep.options.map((step) => [step, { days: step === 'conference' ? 10 : 5, counts: 'working' }]),
    ) as CaseworkRules['cases']['steps'],
    immediateAid: { days: 1, counts: 'calendar' },
    onePersonFen: 500_000,
    helpFirstFen: 500_000,
    yearlyCapFen: 20_000_000,
    charityShareInCap: 0,
  },
}

export const gridWorker: Staff = { staffNo: 'W1', role: 'grid-worker', region: village }
export const coordinator: Staff = { staffNo: 'T1', role: 'coordinator', region: '350203001000' }
export const district: Staff = { staffNo: 'D1', role: 'district', region: '350203000000' }
export const places = placesOf([village, '350203001202'], [gridWorker, coordinator, district], new Map())

export const circumstances = (day: Day = '2026-11-02', more: Partial<Circumstances> = {}): Circumstances => ({
  at: `${day}T09:00:00+08:00`,
  day,
  by: 'system',
  rules,
  places,
  funds: new Map(),
  ...more,
})

export const lead = (
  indicator: string,
  more: Partial<FiringVerdict> & { observed?: number; unit?: ObservationUnit } = {},
): FiringVerdict => {
  const { observed = 20_000, unit = 'fen', ...verdict } = more
  return {
    status: 'fires',
    indicator,
    direction: 'missed' as Direction,
    level: 'yellow' as Level,
    confidence: 1,
    dimensions: {},
    person: li,
    reason: `{${li}}有困难`,
    observations: [{ label: '自付', observed, threshold: 20_000, unit, rule: null }],
    facts: [],
    advice: [],
    ...verdict,
  }
}

export const assessment = (
  version: number,
  fires: readonly FiringVerdict[],
  more: Partial<Assessment> = {},
): Assessment => ({
  household: '350100000001',
  householdNo: '350100000001',
  region: village,
  day: '2026-11-02',
  version,
  policy: 'v',
  members: [li, wang],
  fires: [...fires],
  unknown: [],
  catalogue: 'all',
  scores: { household: 0, health: 0, assets: 0, income: 0, expenditure: 0 },
  score: 0,
  levelToday: 'none',
  level: 'none',
  confidence: 1,
  entitlements: [],
  reviewOn: null,
  acceptedAt: '2026-11-02T09:00:00+08:00',
  ...more,
})

export const taskOf = (file: HouseholdFile, direction: Direction = 'missed') => {
  const task = file.tasks[direction]
  if (task === undefined) throw new Error(`the household has no open "${direction}" task`)
  return task
}

/** The one case of a household. */
export const only = ({ cases: [known] }: HouseholdFile): Case => {
  if (known === undefined) throw new Error('the household has no open case')
  return known
}

/** A command of a case, before it is known which. */
export type WithoutCase<Command> = Command extends unknown ? Omit<Command, 'caseId'> : never
