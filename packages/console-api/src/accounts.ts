import { Department, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { Role } from './people.ts'

/** A person changes his own password. */
export const PasswordBody = z
  .object({ current: z.string().min(1).max(256), next: z.string().min(1).max(256) })
  .meta({ id: 'Password' })

export const ChangedAnswer = z.object({ changed: z.boolean() })

/** A new second factor, told once; it counts from its first code on. */
export const SecondFactorAnswer = z.object({ secret: z.string(), uri: z.string() })
export type SecondFactorAnswer = z.infer<typeof SecondFactorAnswer>

export const SecondFactorCodeBody = z.object({ code: z.string().min(6).max(16) }).meta({ id: 'SecondFactorCode' })

/** The asker's own sessions. */
export const SessionListAnswer = z.object({
  sessions: z.array(
    z.object({
      sessionId: z.string(),
      startedAt: z.string(),
      seenAt: z.string(),
      address: z.string(),
      agent: z.string(),
      means: z.enum(['demo', 'password', 'oidc']),
      current: z.boolean(),
    }),
  ),
})
export type SessionListAnswer = z.infer<typeof SessionListAnswer>

export const EndedAnswer = z.object({ ended: z.int() })

/** A staff number; it stands in paths. */
export const StaffNo = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)

const account = z
  .object({
    staffNo: z.string(),
    name: z.string(),
    role: Role,
    region: z.string(),
    state: z.enum(['none', 'issued', 'active', 'revoked']),
    setAt: z.string().nullable(),
    secondFactor: z.boolean(),
    sessions: z.int(),
  })
  .meta({ id: 'Account' })

/** Staff and how they sign in. */
export const AccountListAnswer = z.object({ accounts: z.array(account) })
export type AccountListAnswer = z.infer<typeof AccountListAnswer>

/** A password to hand over, told this once. */
export const IssuedAnswer = z.object({ staffNo: z.string(), password: z.string(), until: z.string() })
export type IssuedAnswer = z.infer<typeof IssuedAnswer>

/** An administrator of a duty that nobody has yet. */
export const FirstAdministratorBody = z
  .object({
    staffNo: StaffNo,
    name: writtenText(1, 64),
    role: z.enum(['system-admin', 'security-admin', 'auditor']),
  })
  .meta({ id: 'FirstAdministrator' })

/** A change of one member of staff, which a security administrator confirms. */
export const StaffChangeBody = z
  .object({
    staffNo: StaffNo,
    name: writtenText(1, 64),
    role: Role,
    region: RegionCode,
    department: Department.nullable().default(null).meta({ description: 'Of the role `department`: which office' }),
    unit: writtenText(1, 64).nullable().default(null),
    why: writtenText(2, 200),
  })
  .meta({ id: 'StaffChange' })

export const ProposedAnswer = z.object({ proposal: z.int() })
