import type {
  Aid,
  Authorisation,
  CaseCheck,
  CaseClass,
  CaseEvent,
  CaseKind,
  CaseMatter,
  CaseResult,
  CaseStep,
  ConferenceDecision,
  Day,
  Decision,
  Department,
  GradeReason,
  Outcome,
  Recovery,
  RegionCode,
} from '@shouwang/contracts'
import { type CaseCondition, conditionsOf } from '../conferences/case-conditions.ts'
import type { CaseReferral } from '../referrals/case-referral.ts'

/** Aid as the case knows it; a reversed one counts for nothing but stays in sight. */
export type GivenAid = Aid & {
  /** What of it counts in what the household may be given in a year, where that is less than all of it. */
  readonly countsFen?: number | undefined
  readonly aidId: string
  readonly day: Day
  readonly by: string
  readonly decisionNo: string | null
  readonly reversedOn: Day | null
}

/** How urgent a case is and of which kind, and by which rules. */
export type CaseRank = {
  readonly class: CaseClass
  readonly kind: CaseKind
  /** 1 is the gravest, 3 the least. */
  readonly grade: number
  readonly reasons: readonly GradeReason[]
}

/** A decision of a case, and the days that law ties to it. */
type MadeDecision = Decision & {
  readonly decisionNo: string
  readonly day: Day
  readonly by: string
  readonly publicUntil?: Day | null | undefined
  /** The board that named it, or that law kept from naming it (公示); none while nobody drew or hung one. */
  readonly boardNo?: string | undefined
  readonly appealUntil?: Day | null | undefined
  /** The day on which an objection against it was upheld: it grants nothing since. */
  readonly endedOn?: Day | undefined
}

/** An objection against a decision that hangs or hung (异议); `from` is the step that the case was at before it. */
type OpenObjection = {
  readonly decisionNo: string
  readonly boardNo: string
  readonly note: string
  readonly stops: boolean
  readonly from: CaseStep
}

/** What a case's history adds up to: one need of one household from registration to 销号. */
export type Case = CaseRank & {
  readonly caseId: string
  readonly household: string
  readonly householdNo: string
  readonly region: RegionCode | null
  readonly matter: CaseMatter
  readonly origin: Extract<CaseEvent, { type: 'CaseOpened' }>['origin']
  readonly status: 'open' | 'paused' | 'closed' | 'joined'
  readonly department: Department | null
  readonly owner: string | null
  /** `system`, or the staff number of who handed it over. */
  readonly assignedBy: string
  readonly step: CaseStep
  readonly openedOn: Day
  /** The last day on which the present step is in time; of a paused case, when it goes on. */
  readonly dueOn: Day
  readonly dueSetOn: Day
  /** Percents of the limit at which it was already escalated. */
  readonly escalated: readonly number[]
  readonly taskIds: readonly string[]
  readonly outcome: Outcome | null
  readonly leads: readonly string[]
  readonly notes: readonly { readonly day: Day; readonly by: string; readonly note: string }[]
  /** The last check that was kept with it; a decision stands on it only while the household is still as it was. */
  readonly check: CaseCheck | null
  readonly authorisation: Authorisation | null
  readonly proposal: { readonly decision: Decision; readonly by: string } | null
  readonly decisions: readonly MadeDecision[]
  readonly aid: readonly GivenAid[]
  /** Which of its leads held when the last batch of a decision was given, until somebody checks the household again. */
  readonly standing?: readonly string[] | undefined
  /** The decision that the family does not agree with, while nobody has decided anew. */
  readonly appealed: string | null
  /** The objection that nobody has answered yet. */
  readonly objected: OpenObjection | null
  readonly recovered: readonly (Recovery & { readonly recoveryId: string; readonly day: Day; readonly by: string })[]
  /** What was handed to departments and organisations, in the order of sending. */
  readonly referrals: readonly CaseReferral[]
  /** What conferences decided about it, the last one last. */
  readonly conferences: readonly (ConferenceDecision & { readonly day: Day })[]
  /** What those decisions stand on, each with the day on which somebody looks. */
  readonly conditions: readonly CaseCondition[]
  /** Until when the papers of help that came first are due; null where none are. */
  readonly papersDueOn: Day | null
  readonly result: CaseResult | null
  readonly closedOn: Day | null
  /** The commands that led to its lines: the same one again does nothing. */
  readonly commands: readonly string[]
  /** How many lines its history has. */
  readonly seq: number
}

type Later =
  | 'check'
  | 'authorisation'
  | 'appealed'
  | 'recovered'
  | 'referrals'
  | 'conferences'
  | 'conditions'
  | 'objected'

/** A case as it was stored, with what was not kept when it was. */
export const caseFrom = (stored: unknown): Case => {
  const known = stored as Omit<Case, Later> & Partial<Pick<Case, Later>>
  const {
    check = null,
    authorisation = null,
    appealed = null,
    recovered = [],
    referrals = [],
    conferences = [],
    conditions = conditionsOf(conferences),
    objected = null,
  } = known
  return { ...known, check, authorisation, appealed, recovered, referrals, conferences, conditions, objected }
}

/** True when nothing more is due on a case. */
export const isCaseOver = ({ status }: Pick<Case, 'status'>): boolean => status === 'closed' || status === 'joined'

/** What was given and not taken back, in 分. */
export const givenFen = ({ aid }: Pick<Case, 'aid'>): number =>
  aid.reduce((sum, { amountFen, reversedOn }) => (reversedOn === null ? sum + amountFen : sum), 0)

/** What a case has to get back in all, in 分: what its decisions say, or what help that came first is set off. */
export const recoverableFen = (known: Pick<Case, 'matter' | 'decisions' | 'aid'>): number =>
  known.matter === 'recovery'
    ? known.decisions.reduce((sum, { result, amountFen }) => (takes(result) ? sum + amountFen : sum), 0)
    : givenFen(known)

const takes = (result: Decision['result']): boolean => result === 'adjusted' || result === 'stopped'

/** What came back, was set off or waived so far, in 分. */
export const recoveredFen = ({ recovered }: Pick<Case, 'recovered'>): number =>
  recovered.reduce((sum, { amountFen }) => sum + amountFen, 0)

/** What the decisions of a case grant in all, in 分. */
export const grantedFen = ({ decisions }: Pick<Case, 'decisions'>): number =>
  decisions.reduce((sum, each) => (isGrant(each) ? sum + each.amountFen : sum), 0)

/** True of a decision that gives something and was not ended by an objection. */
export const isGrant = ({ result, endedOn }: Pick<MadeDecision, 'result' | 'endedOn'>): boolean =>
  result === 'granted' && endedOn === undefined
