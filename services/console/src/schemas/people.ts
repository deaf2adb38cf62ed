import { z } from '@hono/zod-openapi'
import { PersonId, RegionCode } from '@shouwang/contracts'
import { ACTIONS, type Action, ROLES } from '../access.ts'

export const RoleName = z.enum(ROLES).openapi('Role')
export const ActionName = z.enum(Object.keys(ACTIONS) as [Action, ...Action[]])

export const Me = z
  .object({
    staffNo: z.string(),
    name: z.string(),
    role: RoleName,
    region: RegionCode,
    regionName: z.string(),
    may: z.array(ActionName),
    today: z.iso.date(),
  })
  .openapi('Me')

export const SignInChoices = z
  .object({
    mode: z.enum(['demo', 'staff-secret']),
    staff: z.array(
      z.object({
        staffNo: z.string(),
        name: z.string(),
        role: RoleName,
        regionName: z.string(),
        openTasks: z.int(),
      }),
    ),
  })
  .openapi('SignInChoices')

export const SignIn = z
  .object({ staffNo: z.string().min(1).max(64), secret: z.string().max(128).optional() })
  .openapi('SignIn')

/** A person on a screen: the name masked, minors by surname alone. */
export const MaskedPerson = z
  .object({
    person: PersonId,
    name: z.string(),
    relation: z.string().nullable(),
    sex: z.enum(['male', 'female', 'unknown']),
    age: z.int().nullable(),
    phone: z.string().nullable(),
    deathReportedOn: z.iso.date().nullable(),
  })
  .openapi('MaskedPerson')

export const Unmask = z
  .object({
    person: PersonId,
    field: z.enum(['name', 'idNumber', 'phone', 'address']),
    purpose: z.string().trim().min(2).max(200),
  })
  .openapi('Unmask')

export const Unmasked = z
  .object({ person: PersonId, field: z.string(), value: z.string().nullable() })
  .openapi('Unmasked')
