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
  Day,
  Decision,
  Department,
  GradeReason,
  Outcome,
  RegionCode,
} from '@shouwang/contracts'

/** Aid as the case knows it; a reversed one counts for nothing but stays in sight. */
export type GivenAid = Aid & {
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
  readonly decisions: readonly (Decision & { readonly decisionNo: string; readonly day: Day; readonly by: string })[]
  readonly aid: readonly GivenAid[]
  /** Until when the papers of help that came first are due; null where none are. */
  readonly papersDueOn: Day | null
  readonly result: CaseResult | null
  readonly closedOn: Day | null
  /** The commands that led to its lines: the same one again does nothing. */
  readonly commands: readonly string[]
  /** How many lines its history has. */
  readonly seq: number
}

/** A case as it was stored, with what was not kept when it was. */
export const caseFrom = (stored: unknown): Case => {
  const known = stored as Case & Partial<Pick<Case, 'check' | 'authorisation'>>
  return { ...known, check: known.check ?? null, authorisation: known.authorisation ?? null }
}

/** True when nothing more is due on a case. */
export const isCaseOver = ({ status }: Pick<Case, 'status'>): boolean => status === 'closed' || status === 'joined'

/** What was given and not taken back, in 分. */
export const givenFen = ({ aid }: Pick<Case, 'aid'>): number =>
  aid.reduce((sum, { amountFen, reversedOn }) => (reversedOn === null ? sum + amountFen : sum), 0)

/** What the decisions of a case grant in all, in 分. */
export const grantedFen = ({ decisions }: Pick<Case, 'decisions'>): number =>
  decisions.reduce((sum, { result, amountFen }) => (result === 'granted' ? sum + amountFen : sum), 0)
