import { z } from 'zod'
import { ListPurpose } from './department-list.ts'

/** What of a household another system may be told beyond that it is there: what it was not granted it cannot ask by, either. */
export const RegistryField = z.enum(['identifiers', 'hardship', 'programmes', 'traits'])
export type RegistryField = z.infer<typeof RegistryField>

/** Ed25519 public key of 32 bytes, in base64. */
const PublicKey = z.string().regex(/^[A-Za-z0-9+/]{43}=$/)

/**
 * What was agreed with the holder of a key that reads the registry as the interchange standard has it (SP-DCI): under which name it
 * speaks, for what, what it is told, and where answers go. Answers go to no other place, whatever a message says.
 */
export const RegistryAgreement = z
  .strictObject({
    senderId: z.string().regex(/^[\w.:-]{1,99}$/),
    purpose: ListPurpose,
    fields: z.array(RegistryField).max(4).default([]),
    /** The address under which its `on-search`, `notify` and so on lie; null where it fetches its answers by their status. */
    callback: z
      .string()
      .max(300)
      .regex(/^(https:\/\/[A-Za-z0-9.-]+|http:\/\/127\.0\.0\.1)(:\d{1,5})?(\/[A-Za-z0-9._~-]+)*$/)
      .nullable()
      .default(null),
    /** Where there is one, messages that it did not sign are refused. */
    publicKey: PublicKey.nullable().default(null),
  })
  .meta({ id: 'RegistryAgreement' })
export type RegistryAgreement = z.infer<typeof RegistryAgreement>
