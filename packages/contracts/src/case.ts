import { z } from 'zod'
import { Authorisation } from './authorisation.ts'
import { CaseCheck } from './case-check.ts'
import { Day } from './day.ts'
import { Fen } from './money.ts'
import { Outcome } from './outcome.ts'
import { PersonId } from './person-id.ts'
import { RegionCode } from './region.ts'

/** What a case is about: the work that an outcome of a visit, an application or a referral asks for. */
export const CaseMatter = z.enum([
  'application',
  'relief',
  'referral',
  'conference',
  'increase',
  'reduction',
  'stop',
  'recovery',
])
export type CaseMatter = z.infer<typeof CaseMatter>

/** What has to be done next; each step has a limit of its own. */
export const CaseStep = z.enum([
  'check',
  'opinion',
  'decision',
  'aid',
  'papers',
  'referral',
  'conference',
  'recovery',
  'return-visit',
])
export type CaseStep = z.infer<typeof CaseStep>

/** 部门救助, 联合救助, 特急救助. */
export const CaseClass = z.enum(['department', 'joint', 'immediate'])
export type CaseClass = z.infer<typeof CaseClass>

/** 急难 of an emergency, or of a bill. */
export const CaseKind = z.enum(['emergency', 'expenditure'])
export type CaseKind = z.infer<typeof CaseKind>

/** Who has to do something about the need of a case, beside the owner who follows it. */
export const Department = z.enum([
  'civil-affairs',
  'medical-insurance',
  'health',
  'education',
  'housing',
  'labour',
  'justice',
  'disabled-federation',
  'emergency',
  'agriculture',
  'veterans',
  'women-federation',
  'charity',
])
export type Department = z.infer<typeof Department>

/** Why a case is ranked as it is: the rule that said so, or `by-hand` with the words of a person. */
export const GradeReason = z.enum(['urgent-direction', 'level-red', 'level-orange', 'expenditure-lead', 'by-hand'])
export type GradeReason = z.infer<typeof GradeReason>

export const CaseResult = z.enum([
  'helped',
  'referred-done',
  'refused',
  'adjusted',
  'withdrawn',
  'no-need',
  'not-possible',
])
export type CaseResult = z.infer<typeof CaseResult>

/** How aid reached a family. Only what goes to the subsidy card can be seen again in a payment feed. */
export const AidForm = z.enum(['card', 'cash', 'goods', 'service'])
export type AidForm = z.infer<typeof AidForm>

export const DecisionResult = z.enum(['granted', 'adjusted', 'stopped', 'refused'])
export type DecisionResult = z.infer<typeof DecisionResult>

/** What was decided, with the lines that its amount adds up from. */
export const Decision = z.object({
  result: DecisionResult,
  programme: z.string().min(1),
  /** What may be paid by it in all; 0 where nothing is. */
  amountFen: Fen.min(0),
  lines: z.array(z.object({ label: z.string(), fen: Fen })),
  reasons: z.string().min(1),
  from: Day,
  to: Day.nullable(),
  /** Whom a programme for persons is decided for; the family's without one. */
  person: PersonId.nullable().optional(),
  /** Why it departs from what the check says: another sum than the formula's, or a programme that is not met or had already. */
  deviation: z.string().optional(),
  /** The check that it stands on, and what the formula came to there; filled in when it is decided. */
  checkNo: z.string().optional(),
  formula: z.object({ text: z.string(), leastFen: Fen, mostFen: Fen }).optional(),
})
export type Decision = z.infer<typeof Decision>

/** What was really given. `fund` is null where no fund of the place is on record. */
export const Aid = z.object({
  form: AidForm,
  programme: z.string().min(1),
  /** The money, or what goods and service are worth. */
  amountFen: Fen.min(0),
  /** Which goods, or how many hours of what. */
  what: z.string(),
  person: PersonId.nullable(),
  fund: z.string().nullable(),
})
export type Aid = z.infer<typeof Aid>

/** Money that came back, or was set off against a later payment; `waived` where it can't be had and an office says so. */
export const Recovery = z.object({
  way: z.enum(['paid-back', 'offset', 'waived']),
  amountFen: Fen.min(1),
  /** The aid of this case that it takes from; null where the money was not given by it. */
  aidId: z.string().nullable(),
  /** The settlement or payment that it was set off against, the receipt, or why it is waived. */
  against: z.string().min(1),
  /** The fund that it goes back to; null where no fund of the place is on record. */
  fund: z.string().nullable(),
})
export type Recovery = z.infer<typeof Recovery>

/** One line of a case's append-only history. */
const happening = {
  caseId: z.string(),
  seq: z.int().min(1),
  at: z.iso.datetime({ offset: true }),
  day: Day,
  by: z.string(),
  /** The command that asked for it: the same one again does nothing. */
  command: z.string().optional(),
}
const rank = { class: CaseClass, kind: CaseKind, grade: z.int().min(1).max(3), reasons: z.array(GradeReason) }
const source = {
  /** The task whose outcome it comes from; null for an application or a referral that came from outside. */
  taskId: z.string().nullable(),
  outcome: Outcome.nullable(),
  /** The leads that are quiet while it is open, by their keys. */
  leads: z.array(z.string()),
  note: z.string(),
}

/** One line of a case's history. */
export const CaseEvent = z.discriminatedUnion('type', [
  z.object({
    ...happening,
    type: z.literal('CaseOpened'),
    household: z.string(),
    householdNo: z.string(),
    region: RegionCode.nullable(),
    matter: CaseMatter,
    /** Where the need came from; `task` is a visit. */
    origin: z.enum(['task', 'lead', 'application', 'referral']),
    department: Department.nullable(),
    ...rank,
    ...source,
    owner: z.string().nullable(),
    step: CaseStep,
    dueOn: Day,
  }),
  /** Another visit asked for the same. */
  z.object({ ...happening, type: z.literal('CaseFed'), ...source }),
  z.object({ ...happening, type: z.literal('CaseGraded'), ...rank, note: z.string() }),
  /** `next` is what has to be done now; null where nothing is left to do and the case waits to be closed. */
  z.object({
    ...happening,
    type: z.literal('StepCompleted'),
    step: CaseStep,
    note: z.string(),
    department: Department.nullable(),
    next: CaseStep,
    dueOn: Day,
  }),
  /** 一证一书: the family lets offices tell what they may tell of it only so. */
  z.object({ ...happening, type: z.literal('AuthorisationRecorded'), authorisation: Authorisation }),
  /** 核对: every programme held against the household, kept as it was that day. */
  z.object({ ...happening, type: z.literal('CheckTaken'), check: CaseCheck }),
  /** Waits for a second person: `DecisionMade` or `DecisionReturned` follows. */
  z.object({ ...happening, type: z.literal('DecisionProposed'), decision: Decision, dueOn: Day }),
  z.object({ ...happening, type: z.literal('DecisionReturned'), note: z.string(), dueOn: Day }),
  /** `proposedBy` where a second person decided what another proposed. */
  z.object({
    ...happening,
    type: z.literal('DecisionMade'),
    decisionNo: z.string(),
    decision: Decision,
    proposedBy: z.string().nullable(),
    /** The last day of its publicity (公示) and of an appeal (复议), and the day by which law wanted it; earlier lines have none. */
    publicUntil: Day.nullish(),
    appealUntil: Day.nullish(),
    lawDueOn: Day.nullish(),
    next: CaseStep,
    dueOn: Day,
  }),
  /** 复议: the family does not agree; somebody else decides anew. */
  z.object({
    ...happening,
    type: z.literal('DecisionAppealed'),
    decisionNo: z.string(),
    note: z.string(),
    next: CaseStep,
    dueOn: Day,
  }),
  /** `papersDueOn` where help came first and no decision stands behind it yet. */
  z.object({
    ...happening,
    type: z.literal('AidGiven'),
    aidId: z.string(),
    aid: Aid,
    decisionNo: z.string().nullable(),
    papersDueOn: Day.nullable(),
    next: CaseStep,
    dueOn: Day,
  }),
  z.object({
    ...happening,
    type: z.literal('AidReversed'),
    aidId: z.string(),
    note: z.string(),
    next: CaseStep,
    dueOn: Day,
  }),
  /** 追回. */
  z.object({
    ...happening,
    type: z.literal('FundsRecovered'),
    recoveryId: z.string(),
    recovery: Recovery,
    next: CaseStep,
    dueOn: Day,
  }),
  z.object({ ...happening, type: z.literal('CasePaused'), note: z.string(), until: Day }),
  z.object({ ...happening, type: z.literal('CaseResumed'), dueOn: Day }),
  z.object({
    ...happening,
    type: z.literal('CaseAssigned'),
    owner: z.string().nullable(),
    why: z.enum(['handed-over', 'staff-changed', 'household-moved']),
    region: RegionCode.nullable(),
    note: z.string(),
  }),
  z.object({ ...happening, type: z.literal('CaseNoted'), note: z.string() }),
  z.object({ ...happening, type: z.literal('CaseEscalated'), percent: z.int(), to: z.string().nullable() }),
  /** Ends it: what it was about goes on in another case of the household. */
  z.object({ ...happening, type: z.literal('CaseJoined'), into: z.string() }),
  /** 办结 and 销号: its leads stay quiet until `restUntil`. */
  z.object({
    ...happening,
    type: z.literal('CaseClosed'),
    result: CaseResult,
    note: z.string(),
    restUntil: Day.nullable(),
  }),
  z.object({
    ...happening,
    type: z.literal('CaseReopened'),
    owner: z.string().nullable(),
    step: CaseStep,
    note: z.string(),
    dueOn: Day,
  }),
])
export type CaseEvent = z.infer<typeof CaseEvent>
export type CaseEventType = CaseEvent['type']
