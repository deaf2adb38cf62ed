import { Day } from '@shouwang/contracts'
import { z } from 'zod'
import { WrittenPerson } from './people.ts'
import { wholeNumber } from './whole-number.ts'

/** One line of the audit. */
const AuditLine = z
  .object({
    seq: z.int(),
    at: z.string(),
    who: z.string(),
    role: z.string(),
    region: z.string(),
    action: z.string().meta({ description: 'The operation, as `METHOD /path`' }),
    what: z.string().meta({ description: 'The operation in words' }),
    roleName: z.string(),
    subject: z.string(),
    whom: z.array(z.string()),
    fields: z.array(z.string()),
    task: z.string(),
    purpose: z.string(),
    result: z.enum(['done', 'refused', 'failed']),
    address: z.string(),
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' })

export const AuditQuery = z.object({
  who: z.string().max(64).optional(),
  action: z.string().max(200).optional(),
  from: Day.optional(),
  to: Day.optional(),
  before: wholeNumber(1, Number.MAX_SAFE_INTEGER).optional(),
  limit: wholeNumber(1, 1_000).default(100),
})

export const AuditListAnswer = z.object({ lines: z.array(AuditLine) })
export type AuditListAnswer = z.infer<typeof AuditListAnswer>

/** Who read what of one person: by ID number or pseudonym, which come in the body and in no address. */
export const AuditOfPersonBody = z.object({ person: WrittenPerson }).meta({ id: 'AuditOfPerson' })

export const AuditVerifyQuery = z.object({
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
})

/** What a check of the whole chain found. */
export const AuditCheckedAnswer = z.object({
  lines: z.int(),
  head: z.string(),
  brokenAt: z.int().nullable(),
  knownHead: z.boolean().nullable(),
})
export type AuditCheckedAnswer = z.infer<typeof AuditCheckedAnswer>
