import { z } from 'zod'
import { Aid, Decision, Recovery } from './aid-decision.ts'
import { Authorisation } from './authorisation.ts'
import { CaseCheck } from './case-check.ts'
import { ConferenceDecision } from './conference-decision.ts'
import { Day } from './day.ts'
import { CaseClass, Department } from './department.ts'
import { Fen } from './money.ts'
import { Outcome } from './outcome.ts'
import { Referral, ReferralGift } from './referral.ts'
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
  'objection',
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

/** 急难 of an emergency, or of a bill. */
export const CaseKind = z.enum(['emergency', 'expenditure'])
export type CaseKind = z.infer<typeof CaseKind>

/** Why a case is ranked as it is: the rule that said so, or `by-hand` with the words of a person. */
export const GradeReason = z.enum([
  'urgent-direction',
  'level-red',
  'level-orange',
  'expenditure-lead',
  'several-departments',
  'by-hand',
])
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
    /** What of it counts in what a household may be given in a year, where the policy of the day counts less than all of it. */
    countsFen: Fen.min(0).optional(),
    /** By a decision: what of the leads of the case held when it was given. A later batch waits where one of them went. */
    standing: z.array(z.string()).optional(),
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
  /** 转办: a need is handed to a department or an organisation, which sees what the referral carries and nothing else. */
  z.object({ ...happening, type: z.literal('ReferralSent'), referral: Referral }),
  z.object({ ...happening, type: z.literal('ReferralAccepted'), referralId: z.string() }),
  z.object({ ...happening, type: z.literal('ReferralReturned'), referralId: z.string(), note: z.string() }),
  z.object({
    ...happening,
    type: z.literal('ReferralProgressed'),
    referralId: z.string(),
    note: z.string(),
    given: ReferralGift.nullable(),
  }),
  /** `next` is the step after it: a case that waits for nothing but departments goes on with the last of them. */
  z.object({
    ...happening,
    type: z.literal('ReferralDone'),
    referralId: z.string(),
    note: z.string(),
    given: ReferralGift.nullable(),
    next: CaseStep,
    dueOn: Day,
  }),
  z.object({ ...happening, type: z.literal('ReferralRecalled'), referralId: z.string(), note: z.string() }),
  /** Its day went by without a result. */
  z.object({ ...happening, type: z.literal('ReferralLate'), referralId: z.string() }),
  /** 一事一议, 个案会商: what people decided where the rules do not fit. */
  z.object({
    ...happening,
    type: z.literal('ConferenceDecided'),
    conference: ConferenceDecision,
    next: CaseStep,
    dueOn: Day,
  }),
  /** The day of a condition of a conference's decision has come: `to` looks whether it is kept. */
  z.object({
    ...happening,
    type: z.literal('ConditionDue'),
    conferenceId: z.string(),
    nth: z.int().min(1),
    what: z.string(),
    lookOn: Day,
    to: z.string().nullable(),
    /** What the feed that looks every month said; absent where no feed looks. */
    said: z.string().optional(),
  }),
  /** Somebody looked; `next` is when it is looked at again, null where that was the last time. */
  z.object({
    ...happening,
    type: z.literal('ConditionLookedAt'),
    conferenceId: z.string(),
    nth: z.int().min(1),
    isKept: z.boolean(),
    note: z.string(),
    next: Day.nullable(),
  }),
  /** 公示: a decision hangs on the notice board of its village; nothing is paid by it until its days are over. */
  z.object({
    ...happening,
    type: z.literal('DecisionPosted'),
    decisionNo: z.string(),
    boardNo: z.string(),
    publicUntil: Day,
    /** Law protects who would be named (未成年人): the board counts the family and does not name it. */
    withheld: z.literal(true).optional(),
  }),
  /** 异议: somebody says that what hangs is not right. `stops` where law stops the decision's effect until it is answered. */
  z.object({
    ...happening,
    type: z.literal('DecisionObjected'),
    decisionNo: z.string(),
    boardNo: z.string(),
    note: z.string(),
    stops: z.boolean(),
    next: CaseStep,
    dueOn: Day,
  }),
  /** An objection that is upheld ends the decision: it grants nothing any more, and is decided anew. */
  z.object({
    ...happening,
    type: z.literal('ObjectionAnswered'),
    decisionNo: z.string(),
    upheld: z.boolean(),
    note: z.string(),
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
