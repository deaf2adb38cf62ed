import { z } from 'zod'
import { Day } from '../day.ts'
import { RegionCode } from '../region.ts'

/** Relationship to the head of the household, GB/T 4761 first digit. */
export const Relation = z.enum([
  'head',
  'spouse',
  'son',
  'daughter',
  'grandchild',
  'parent',
  'grandparent',
  'sibling',
  'other',
])
export type Relation = z.infer<typeof Relation>

/** Police household register: this person is registered in this household (户号), as of the register's day. */
export const ResidentRegistered = z.object({
  householdNo: z.string().min(1),
  relation: Relation,
  sex: z.enum(['male', 'female', 'unknown']),
  birthDate: Day,
  region: RegionCode.nullable(),
})
