import { Day, RegionCode, RegistryAgreement } from '@shouwang/contracts'
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

/** Other systems that read the registry: what was agreed with each, when it asked last, what it listens to. No key is told. */
export const PartnerListAnswer = z
  .object({
    partners: z.array(
      z.object({
        name: z.string(),
        region: RegionCode,
        regionName: z.string(),
        senderId: z.string(),
        agreed: z.string().meta({ description: 'The agreement in words, as who confirmed it read it' }),
        state: z.enum(['in-force', 'ended', 'revoked']),
        endedOn: Day.meta({ description: 'The day on which its term ends or it was revoked' }),
        createdAt: z.string(),
        lastUsed: z.string().nullable(),
        subscriptions: z.array(
          z.object({
            code: z.string(),
            event: z.enum(['REGISTER', 'UPDATE', 'DEREGISTER']),
            since: z.string(),
            until: z.string().nullable(),
            households: z.int(),
          }),
        ),
        waiting: z.int(),
        failed: z.int(),
      }),
    ),
  })
  .meta({ id: 'Partners' })
export type PartnerListAnswer = z.infer<typeof PartnerListAnswer>
