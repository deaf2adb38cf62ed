import {
  Aid,
  AidForm,
  Authorisation,
  CaseCheck,
  CaseClass,
  CaseKind,
  CaseMatter,
  CaseResult,
  CaseStep,
  CheckedProgramme,
  ConditionWatch,
  ConferenceDecision,
  Day,
  Decision,
  Department,
  Recovery,
  RegionCode,
  writtenText,
} from '@shouwang/contracts'
import { z } from 'zod'
import { listOf } from './list-of.ts'
import { OfficialKinNote } from './official-kin.ts'
import { ReferralAsked, ReferralItem } from './referrals.ts'
import { wholeNumber } from './whole-number.ts'

const CaseStatus = z.enum(['open', 'paused', 'closed', 'joined'])
const Person = z.object({ staffNo: z.string(), name: z.string() })
const page = {
  limit: wholeNumber(1, 200).default(50),
  offset: wholeNumber(0, 100_000).default(0),
}

/** Which cases: those under way unless told otherwise. */
export const CaseQuery = z.object({
  status: listOf(CaseStatus).optional(),
  matter: CaseMatter.optional(),
  department: Department.optional(),
  /** A staff number, or `me`. */
  owner: z.string().max(64).optional(),
  region: RegionCode.optional(),
  overdue: z.literal('true').optional(),
  /** A household number. */
  household: z.string().max(64).optional(),
  ...page,
})

const item = {
  caseId: z.string(),
  householdNo: z.string(),
  headName: z.string(),
  regionName: z.string(),
  matter: CaseMatter,
  department: Department.nullable(),
  class: CaseClass,
  kind: CaseKind,
  grade: z.int(),
  status: CaseStatus,
  step: CaseStep,
  openedOn: Day,
  dueOn: Day,
  overdue: z.boolean(),
  owner: Person.nullable(),
  papersDueOn: Day.nullable(),
  grantedFen: z.int(),
  givenFen: z.int(),
  result: CaseResult.nullable(),
  seq: z.int(),
}

/** One case in a list. */
export const CaseItem = z.object(item).meta({ id: 'CaseItem' })
export type CaseItem = z.infer<typeof CaseItem>

/** One page of cases, the soonest due first. */
export const CaseListAnswer = z
  .object({ cases: z.array(CaseItem), total: z.int(), overdue: z.int(), today: Day })
  .meta({ id: 'CasePage' })
export type CaseListAnswer = z.infer<typeof CaseListAnswer>

/** Aid that was given, as people read it. */
export const GivenAid = z
  .object({
    aidId: z.string(),
    form: AidForm,
    programme: z.string(),
    amountFen: z.int(),
    what: z.string(),
    fund: z.string().nullable(),
    day: Day,
    by: z.string(),
    decisionNo: z.string().nullable(),
    reversedOn: Day.nullable(),
    recoveredFen: z.int().meta({ description: 'What came back of it, or was set off or waived' }),
  })
  .meta({ id: 'GivenAid' })

/** A decision as somebody asks for it: what it stands on is filled in. */
const AskedDecision = z
  .strictObject(Decision.omit({ checkNo: true, formula: true }).shape)
  .meta({ id: 'AskedDecision' })

/** Aid as somebody gives it. */
const AskedAid = z.strictObject(Aid.shape).meta({ id: 'AskedAid' })

const KeptCheck = CaseCheck.omit({ digest: true })
  .extend({
    programmes: z.array(
      CheckedProgramme.omit({ person: true }).extend({ name: z.string(), personName: z.string().nullable() }),
    ),
  })
  .meta({ id: 'KeptCheck' })

/** A decision with its number and who made it. */
export const MadeDecision = Decision.extend({
  decisionNo: z.string(),
  day: Day,
  by: z.string(),
  publicUntil: Day.nullish().meta({ description: 'The last day of its publicity (公示)' }),
  boardNo: z
    .string()
    .optional()
    .meta({ description: 'The board that named it; without one nothing is paid while law wants it public (公示)' }),
  appealUntil: Day.nullish().meta({ description: 'The last day of an appeal (复议)' }),
  endedOn: Day.optional().meta({ description: 'Since when it grants nothing: an objection against it was upheld' }),
}).meta({ id: 'MadeDecision' })

/** One case in full. */
export const CaseDetailAnswer = z
  .object({
    ...item,
    reasons: z.array(z.string()),
    taskIds: z.array(z.string()),
    /** The last check that was kept with it, as the household was that day. */
    check: KeptCheck.nullable(),
    /** 近亲属备案, to the district and above; null to all others, whatever is so. */
    officialKin: OfficialKinNote.nullable(),
    authorisation: Authorisation.nullable(),
    proposal: z.object({ decision: Decision, by: Person }).nullable(),
    decisions: z.array(MadeDecision),
    /** The decision that the family does not agree with, while nobody has decided anew. */
    appealed: z.string().nullable(),
    aid: z.array(GivenAid),
    /** What was handed to departments and organisations, several at once where need be. */
    referrals: z.array(ReferralItem),
    /** What conferences decided about it. */
    conferences: z.array(ConferenceDecision.extend({ day: Day, programmeName: z.string().nullable() })),
    /** What those decisions stand on, and what was seen by who looked. */
    conditions: z.array(
      z.object({
        conferenceId: z.string(),
        nth: z.int(),
        what: z.string(),
        lookOn: Day,
        watch: ConditionWatch.optional().meta({ description: 'What a feed looks at by itself every month' }),
        toldOn: Day.nullable(),
        isOver: z.boolean(),
        looks: z.array(z.object({ day: Day, byName: z.string(), isKept: z.boolean(), note: z.string() })),
      }),
    ),
    /** The objection against a posted decision that nobody has answered yet. */
    objected: z
      .object({ decisionNo: z.string(), boardNo: z.string(), note: z.string(), stops: z.boolean() })
      .nullable(),
    recovered: z.array(Recovery.extend({ recoveryId: z.string(), day: Day, by: z.string() })),
    /** What is to come back in all, and what of it did. */
    recoverableFen: z.int(),
    recoveredFen: z.int(),
    history: z.array(
      z.object({ seq: z.int(), type: z.string(), at: z.string(), day: Day, byName: z.string(), text: z.string() }),
    ),
    /** What was given to the household otherwise in the last year: to be seen before a decision. */
    otherAid: z.array(GivenAid.extend({ caseId: z.string() })),
  })
  .meta({ id: 'CaseDetail' })
export type CaseDetailAnswer = z.infer<typeof CaseDetailAnswer>

const words = writtenText(1, 1000)
/** Its own id, so that the same command again does nothing; and how many lines of the history the asker has seen. */
const asked = { commandId: z.string().min(1).max(64).optional(), expectedSeq: z.int().min(1).optional() }

/** What is asked of a case. An unknown field is refused. */
export const CaseCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('CompleteStep'),
      note: words,
      department: Department.nullable().default(null),
      ...asked,
    }),
    z.strictObject({ type: z.literal('RecordAuthorisation'), authorisation: Authorisation, ...asked }),
    z.strictObject({ type: z.literal('TakeCheck'), ...asked }),
    z.strictObject({ type: z.literal('Decide'), decision: AskedDecision, ...asked }),
    z.strictObject({ type: z.literal('ApproveDecision'), ...asked }),
    z.strictObject({ type: z.literal('ReturnDecision'), why: words, ...asked }),
    z.strictObject({ type: z.literal('GiveAid'), aid: AskedAid, ...asked }),
    z.strictObject({ type: z.literal('ReverseAid'), aidId: z.string(), why: words, ...asked }),
    z.strictObject({ type: z.literal('RecordRecovery'), recovery: z.strictObject(Recovery.shape), ...asked }),
    z.strictObject({ type: z.literal('AppealDecision'), decisionNo: z.string(), note: words, ...asked }),
    z.strictObject({
      type: z.literal('LookAtCondition'),
      conferenceId: z.string().min(1).max(64),
      nth: z.int().min(1).max(100),
      isKept: z.boolean(),
      note: words,
      next: Day.nullable().default(null).meta({ description: 'When it is looked at again; null where never' }),
      ...asked,
    }),
    z.strictObject({
      type: z.literal('AnswerObjection'),
      decisionNo: z.string().min(1).max(200),
      upheld: z.boolean(),
      note: words,
      ...asked,
    }),
    z.strictObject({ type: z.literal('ReferCase'), referral: ReferralAsked, ...asked }),
    z.strictObject({ type: z.literal('RecallReferral'), referralId: z.string().max(200), why: words, ...asked }),
    z.strictObject({ type: z.literal('PauseCase'), until: Day, why: words, ...asked }),
    z.strictObject({ type: z.literal('ResumeCase'), ...asked }),
    z.strictObject({ type: z.literal('HandOverCase'), owner: z.string().min(1).max(64), why: words, ...asked }),
    z.strictObject({
      type: z.literal('GradeCase'),
      class: CaseClass,
      kind: CaseKind,
      grade: z.int().min(1).max(3),
      why: words,
      ...asked,
    }),
    z.strictObject({ type: z.literal('JoinCase'), into: z.string(), ...asked }),
    z.strictObject({ type: z.literal('NoteCase'), note: words, ...asked }),
    z.strictObject({ type: z.literal('CloseCase'), result: CaseResult, note: words, ...asked }),
    z.strictObject({ type: z.literal('ReopenCase'), why: words, ...asked }),
  ])
  .meta({ id: 'CaseCommand' })
export type CaseCommandBody = z.infer<typeof CaseCommandBody>

/** A need that came without a task. */
export const OpenCaseBody = z
  .strictObject({
    householdNo: z.string().min(1).max(64),
    matter: CaseMatter,
    origin: z.enum(['lead', 'application', 'referral']),
    department: Department.nullable().default(null),
    urgent: z.boolean().default(false),
    note: words,
    commandId: asked.commandId,
  })
  .meta({ id: 'OpenCase' })

/** Which decision of a case is to be told to the family. */
export const DecisionNoticeBody = z.strictObject({ decisionNo: z.string().min(1).max(200) }).meta({ id: 'AskNotice' })

/** The notice of a decision as it is handed to the family: with name and address in clear, so each is audited. */
export const DecisionNoticeAnswer = z
  .object({
    title: z.string(),
    noticeNo: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    householdNo: z.string(),
    paragraphs: z.array(z.string()),
    lines: z.array(z.object({ label: z.string(), yuan: z.string() })),
    office: z.string(),
    day: Day,
    handledBy: z.string(),
  })
  .meta({ id: 'DecisionNotice' })
export type DecisionNoticeAnswer = z.infer<typeof DecisionNoticeAnswer>
