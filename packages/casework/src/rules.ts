import { CaseStep, type Day, type Level, type Outcome } from '@shouwang/contracts'
import type { StockRules } from './queue/stock-list.ts'
import type { QueueRules } from './queue/visit-factor.ts'
import { outcomeRules } from './tasks/outcomes.ts'

/**
 * How long a task may take. The day it opens is not counted; the last day counts in full. `calendar` counts every day,
 * since a family in distress cannot wait for Monday; `working` counts working days of the Chinese calendar.
 */
export type Deadline = { readonly days: number; readonly counts: 'calendar' | 'working' }

/** The numbers of casework that a director may change, as they stand on one day. */
export type CaseworkRules = {
  readonly deadlines: Readonly<Record<Exclude<Level, 'none'>, Deadline>>
  /** A red task's level gives the limit for contact with the family; this is the one for the result. */
  readonly redResult: Deadline
  /** Indicators that must be closed sooner than their level says. */
  readonly deadlinesByIndicator: Readonly<Record<string, Deadline>>
  /** Shares of the limit (percent) after which someone above hears of it, and who: 协理员、街道（乡镇）、区. */
  readonly escalations: readonly { readonly percent: number; readonly to: 'coordinator' | 'town' | 'district' }[]
  /** Days for which a closed lead stays quiet unless its facts get worse. */
  readonly suppressDays: Readonly<Record<Outcome, number>>
  /** Up to so many days one person may put leads to rest; for longer a second one has to agree. */
  readonly onePersonRestDays: number
  /**
   * Leads that support others (佐证) and open no task alone: those of these indicators, and whose confidence is lower than
   * this; and how many of them together open one.
   */
  readonly supporting: {
    readonly indicators: ReadonlySet<string>
    readonly belowConfidence: number
    readonly least: number
    /** So many days long what the family told at a visit supports only: whoever was there knew it. */
    readonly toldDays: number
  }
  /** 存量摸排: what a place's first deliveries tell of old situations, and how it becomes work. */
  readonly stock: StockRules
  /** How what visits found moves a household in the queue. */
  readonly queue: QueueRules
  readonly cases: CaseRules
  readonly publicity: PublicityRules
  /** What each programme's law asks of its decisions; none where programmes are not at hand. */
  readonly procedures?: ReadonlyMap<string, DecisionProcedure>
}

/** Days that the procedure of a programme asks for; null where it asks for none. */
type DecisionProcedure = {
  /** What the town approves by itself where the district delegated it (分), by the place's numbers; null where none is entered. */
  readonly townFen?: number | null
  /** 公示, calendar days from the decision. */
  readonly publicityDays: number | null
  /** True where law stops its effect while an objection is open. */
  readonly objectionStops?: boolean | undefined
  /** True where who receives it is public as long as it is given (长期公示). */
  readonly recipientsPublic?: boolean | undefined
  /** 复议, calendar days from the decision. */
  readonly appealDays: number | null
  /** Working days from taking in to the decision. */
  readonly workingDays?: number | undefined
}

/** 公示: what is not the programme's own. */
type PublicityRules = {
  /** How soon after its decision a board has to hang. */
  readonly hangWithin: Deadline
  /** For how many days a list of recipients hangs (长期公示): until the next one. */
  readonly recipientsDays: number
}

/** How long each step of a case may take, and who may spend how much. */
type CaseRules = {
  readonly steps: Readonly<Record<CaseStep, Deadline>>
  /** The limit of help in a case that is 特急. */
  readonly immediateAid: Deadline
  /** Up to this sum (分) one person decides; above it, and for whatever is taken from a family, a second one has to. */
  readonly onePersonFen: number
  /** Up to this sum (分) help may be given before a decision. */
  readonly helpFirstFen: number
  /** What one household may be given in a calendar year (分). */
  readonly yearlyCapFen: number
  /** Which share of what a charity fund gives counts in that: from 0 to 1. */
  readonly charityShareInCap: number
}

/** What casework asks of a policy: one that lacks one of these numbers does not compile where it is passed in. */
type Numbers = {
  readonly number: (id: CaseworkParameter) => { readonly value: number }
  readonly list: (id: typeof supportingIndicators) => { readonly value: readonly string[] }
  readonly standard?: (id: never) => { readonly value: number } | null
  readonly programmes?: ReadonlyMap<string, { readonly procedure: Procedure }>
}

/** A sum as programmes name it: a number of the place, or that many times another. */
type Sum = { readonly number: string; readonly times?: string | undefined }
type Procedure = Omit<DecisionProcedure, 'townFen'> & {
  readonly approvals?: readonly { readonly upTo?: Sum | undefined }[]
}

const supportingIndicators = 'task/supporting-indicators'

const working = (days: number): Deadline => ({ days, counts: 'working' })

const caseworkNumbers = [
  'task/red-contact-hours',
  'task/red-working-days',
  'task/orange-working-days',
  'task/yellow-working-days',
  'task/blue-working-days',
  'task/recipient-deceased-working-days',
  'task/escalation-first-percent',
  'task/escalation-second-percent',
  'task/escalation-third-percent',
  'task/one-person-rest-days',
  'task/supporting-below-confidence',
  'task/supporting-least',
  'task/visit-told-days',
  'stock/survey',
  'stock/open-share',
  'stock/recent-days',
  'stock/within-days',
  'queue/prior-visits',
  'queue/prior-share',
  'queue/prior-again',
  'queue/above-factor',
  'queue/near-factor',
  'queue/urgent-factor',
  'queue/pair-visits',
  'queue/least-factor',
  'queue/most-factor',
  'case/immediate-aid-hours',
  'case/one-person-limit',
  'case/help-first-limit',
  'case/household-yearly-cap',
  'case/charity-share-in-yearly-cap',
  'publicity/hang-within-working-days',
  'publicity/recipients-days',
  ...CaseStep.options.map((step) => `case/${step}-working-days` as const),
  ...outcomeRules.map(({ outcome }) => `suppression/${outcome}` as const),
] as const
type CaseworkParameter = (typeof caseworkNumbers)[number]

/** Ids of the policy numbers and the list that casework reads. */
export const caseworkParameters = [...caseworkNumbers, supportingIndicators] as const

/** The rules of casework from the policy of one region and day. Throws RangeError where a number is missing. */
export const rulesFrom = (policy: Numbers): CaseworkRules => {
  const value = (id: CaseworkParameter): number => policy.number(id).value
  return {
    deadlines: {
      red: { days: Math.ceil(value('task/red-contact-hours') / 24), counts: 'calendar' },
      orange: working(value('task/orange-working-days')),
      yellow: working(value('task/yellow-working-days')),
      blue: working(value('task/blue-working-days')),
    },
    redResult: working(value('task/red-working-days')),
    deadlinesByIndicator: { 'recipient-deceased': working(value('task/recipient-deceased-working-days')) },
    escalations: [
      { percent: value('task/escalation-first-percent'), to: 'coordinator' },
      { percent: value('task/escalation-second-percent'), to: 'town' },
      { percent: value('task/escalation-third-percent'), to: 'district' },
    ],
    suppressDays: Object.fromEntries(
      outcomeRules.map(({ outcome }) => [outcome, value(`suppression/${outcome}`)]),
    ) as Record<Outcome, number>,
    onePersonRestDays: value('task/one-person-rest-days'),
    publicity: {
      hangWithin: working(value('publicity/hang-within-working-days')),
      recipientsDays: value('publicity/recipients-days'),
    },
    supporting: {
      indicators: new Set(policy.list(supportingIndicators).value),
      belowConfidence: value('task/supporting-below-confidence'),
      least: value('task/supporting-least'),
      toldDays: value('task/visit-told-days'),
    },
    stock: {
      isSurvey: value('stock/survey') === 1,
      openShare: value('stock/open-share'),
      recentDays: value('stock/recent-days'),
      withinDays: value('stock/within-days'),
    },
    queue: {
      priorVisits: value('queue/prior-visits'),
      priorShare: value('queue/prior-share'),
      priorAgain: value('queue/prior-again'),
      aboveFactor: value('queue/above-factor'),
      nearFactor: value('queue/near-factor'),
      urgentFactor: value('queue/urgent-factor'),
      pairVisits: value('queue/pair-visits'),
      leastFactor: value('queue/least-factor'),
      mostFactor: value('queue/most-factor'),
    },
    procedures: new Map(
      [...(policy.programmes ?? [])].map(([id, { procedure }]) => [
        id,
        { ...procedure, townFen: sumOf(policy, procedure.approvals?.[0]?.upTo) },
      ]),
    ),
    cases: {
      steps: Object.fromEntries(
        CaseStep.options.map((step) => [step, working(value(`case/${step}-working-days`))]),
      ) as Record<CaseStep, Deadline>,
      immediateAid: { days: Math.ceil(value('case/immediate-aid-hours') / 24), counts: 'calendar' },
      onePersonFen: value('case/one-person-limit'),
      helpFirstFen: value('case/help-first-limit'),
      yearlyCapFen: value('case/household-yearly-cap'),
      charityShareInCap: value('case/charity-share-in-yearly-cap'),
    },
  }
}

/** What a sum comes to in 分; null where the place has not entered it. */
const sumOf = ({ standard }: Numbers, sum: Sum | undefined): number | null => {
  const value = (id: string): number | undefined => standard?.(id as never)?.value
  const [one, times] = sum === undefined ? [] : [value(sum.number), sum.times === undefined ? 1 : value(sum.times)]
  return one === undefined || times === undefined ? null : Math.round(one * times)
}

/** Whose rules hold where and when: policy differs by region. */
export type RulesOn = (region: string | null, day: Day) => CaseworkRules
