import { RegionCode, RegistryAgreement } from '@shouwang/contracts'
import { z } from 'zod'
import { IntakeKeyName } from './intake-keys.ts'
import { Action } from './people.ts'

const DEFAULT_DAYS = 90
const MAX_DAYS = 365

/** A key of the command line for a term, a region and some actions; a security administrator confirms it. */
export const NewOperatorKeyBody = z
  .object({
    name: IntakeKeyName,
    actions: z.array(Action).min(1).max(20),
    region: RegionCode,
    days: z.int().min(1).max(MAX_DAYS).default(DEFAULT_DAYS),
    agreement: RegistryAgreement.optional().meta({ description: 'With read-registry, and with nothing else' }),
  })
  .meta({ id: 'NewOperatorKey' })

/** The key, told this once; it opens nothing before it is confirmed. */
export const NewOperatorKeyAnswer = z.object({
  name: z.string(),
  key: z.string(),
  expiresAt: z.string(),
  proposal: z.int(),
})

/** Keys of the command line, without the keys themselves. */
export const OperatorKeyListAnswer = z.object({
  keys: z.array(
    z
      .object({
        name: z.string(),
        actions: z.array(z.string()),
        region: z.string(),
        createdBy: z.string(),
        createdAt: z.string(),
        expiresAt: z.string(),
        revokedAt: z.string().nullable(),
        agreement: RegistryAgreement.nullable(),
      })
      .meta({ id: 'OperatorKey' }),
  ),
})
