import { RegionCode } from '@shouwang/contracts'
import { z } from 'zod'

const DEFAULT_ROWS_PER_MINUTE = 60_000

/** The name of a department's key; it stands in the path that takes the key out of force. */
export const IntakeKeyName = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,63}$/u)

export const NewIntakeKeyBody = z
  .object({
    name: IntakeKeyName,
    feeds: z.array(z.string().min(1).max(64)).min(1).max(100),
    /** The region for which the key speaks; all that its maker may see when omitted. */
    region: RegionCode.optional(),
    rowsPerMinute: z.int().min(1).max(10_000_000).default(DEFAULT_ROWS_PER_MINUTE),
  })
  .meta({ id: 'NewIntakeKey' })

const IntakeKey = z
  .object({
    name: z.string(),
    feeds: z.array(z.string()),
    region: z.string(),
    rowsPerMinute: z.int(),
    createdAt: z.string(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'IntakeKey' })

/** The keys of departments, without the keys themselves. */
export const IntakeKeyListAnswer = z.object({ keys: z.array(IntakeKey) })
export type IntakeKeyListAnswer = z.infer<typeof IntakeKeyListAnswer>

/** A new key, told this once. */
export const NewIntakeKeyAnswer = z.object({ name: z.string(), key: z.string() })
export type NewIntakeKeyAnswer = z.infer<typeof NewIntakeKeyAnswer>

export const RevokedAnswer = z.object({ revoked: z.boolean() })
