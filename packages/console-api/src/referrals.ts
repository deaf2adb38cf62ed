import {
  CaseClass,
  Day,
  Department,
  PersonId,
  Referral,
  ReferralGift,
  RegionCode,
  writtenText,
} from '@shouwang/contracts'
import { z } from 'zod'
import { listOf } from './list-of.ts'

const ReferralStatus = z.enum(['sent', 'accepted', 'returned', 'done', 'recalled'])
const words = writtenText(1, 1000)

/** Which referrals: those under way unless told otherwise. */
export const ReferralQuery = z.object({
  status: listOf(ReferralStatus).optional(),
  department: Department.optional(),
  overdue: z.literal('true').optional(),
  /** A household number; for caseworkers. */
  household: z.string().max(64).optional(),
})

/** A referral as both sides read it. What is null is not for departments: they see what a referral carries and nothing else. */
export const ReferralItem = z
  .object({
    referralId: z.string(),
    caseId: z.string().nullable(),
    householdNo: z.string().nullable(),
    department: Department,
    unit: z.string().nullable(),
    programmeName: z.string().nullable(),
    need: z.string(),
    why: z.string(),
    class: CaseClass,
    status: ReferralStatus,
    sentOn: Day,
    sentBy: z.string(),
    dueOn: Day,
    endedOn: Day.nullable(),
    overdue: z.boolean(),
    regionName: z.string(),
    /** Whom it is about, by masked names. */
    persons: z.array(z.string()),
    acceptedBy: z.string().nullable(),
    answers: z.array(
      z.object({ seq: z.int(), day: Day, byName: z.string(), note: z.string(), given: ReferralGift.nullable() }),
    ),
    hoursPerMonth: z.int().nullable(),
    months: z
      .array(z.object({ month: z.string(), plannedHours: z.number(), givenHours: z.number(), short: z.boolean() }))
      .meta({ description: 'Of a service by the hour: what was owed and given, month by month' }),
    mayAnswer: z.boolean(),
  })
  .meta({ id: 'Referral' })
export type ReferralItem = z.infer<typeof ReferralItem>

/** Referrals, the soonest due first. */
export const ReferralListAnswer = z
  .object({ referrals: z.array(ReferralItem), total: z.int(), overdue: z.int(), today: Day })
  .meta({ id: 'ReferralPage' })
export type ReferralListAnswer = z.infer<typeof ReferralListAnswer>

/** Offices and organisations of the asker's regions that have somebody to answer. */
export const OfficeListAnswer = z
  .object({ offices: z.array(z.object({ department: Department, unit: z.string().nullable() })) })
  .meta({ id: 'OfficeList' })
export type OfficeListAnswer = z.infer<typeof OfficeListAnswer>

/** A need as it is handed on. */
export const ReferralAsked = z
  .strictObject({
    ...Referral.omit({ referralId: true }).shape,
    unit: z.string().min(1).max(64).nullable().default(null),
    programme: z.string().min(1).max(64).nullable().default(null),
    need: words,
    why: words,
    persons: z.array(PersonId).max(20).default([]),
    plan: Referral.shape.plan.default(null),
  })
  .meta({ id: 'AskedReferral' })

const given = z
  .strictObject({ ...ReferralGift.shape, what: writtenText(1, 200) })
  .nullable()
  .default(null)
const commandId = z.string().min(1).max(64).optional()

/** What a department does with what was referred to it. */
export const ReferralAnswerBody = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('AcceptReferral'), commandId }),
    z.strictObject({ type: z.literal('ReturnReferral'), note: words, commandId }),
    z.strictObject({ type: z.literal('RecordProgress'), note: words, given, commandId }),
    z.strictObject({ type: z.literal('FinishReferral'), note: words, given, commandId }),
  ])
  .meta({ id: 'ReferralAnswer' })
export type ReferralAnswerBody = z.infer<typeof ReferralAnswerBody>

/** Whom to reach and where, for who accepted a referral and while it is under way; children are not called. */
export const ReferralContactAnswer = z
  .object({
    region: RegionCode.nullable(),
    addresses: z.array(z.string()),
    people: z.array(
      z.object({
        name: z.string(),
        relation: z.string().nullable(),
        age: z.int().nullable(),
        phone: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ReferralContact' })
export type ReferralContactAnswer = z.infer<typeof ReferralContactAnswer>
