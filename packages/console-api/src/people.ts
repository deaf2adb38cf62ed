import { Department, PersonId, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'

/** 网格员, 协理员, 区级, 市级, 数据, 系统管理员, 安全管理员, 审计员, 部门（机构）: the roles of `staff.csv`. */
export const Role = z
  .enum([
    'grid-worker',
    'coordinator',
    'district',
    'city',
    'data',
    'system-admin',
    'security-admin',
    'auditor',
    'department',
  ])
  .meta({ id: 'Role' })
export type Role = z.infer<typeof Role>

/** Whoever asks: a member of staff, or a key of the command line. */
const AskerRole = z.enum([...Role.options, 'operator']).meta({ id: 'AskerRole' })
export type AskerRole = z.infer<typeof AskerRole>

/** Everything that a person may be allowed to do; the console's `access.ts` says which role may. */
export const Action = z.enum([
  'read-tasks',
  'work-tasks',
  'note-tasks',
  'reassign-tasks',
  'read-cases',
  'work-cases',
  'read-referrals',
  'answer-referrals',
  'hold-conferences',
  'read-conferences',
  'read-publicity',
  'keep-publicity',
  'read-official-kin',
  'record-official-kin',
  'draw-lists',
  'read-lists',
  'help-from-lists',
  'read-registry',
  'read-aid',
  'manage-funds',
  'read-explanations',
  'unmask-contact',
  'unmask-id-number',
  'ask-corrections',
  'read-corrections',
  'answer-corrections',
  'read-feeds',
  'send-records',
  'draft-feeds',
  'manage-keys',
  'read-quarantine',
  'open-quarantine',
  'mend-quarantine',
  'read-reference',
  'read-reports',
  'read-ledger',
  'manage-staff',
  'read-proposals',
  'decide-staff',
  'decide-disclosure',
  'set-up',
  'read-audit',
  'simulate-policy',
  'propose-policy',
  'decide-policy',
  'read-retention',
  'manage-retention',
  'decide-retention',
])
export type Action = z.infer<typeof Action>

/** Who is signed in, and what this person may do. */
export const Me = z
  .object({
    staffNo: z.string(),
    name: z.string(),
    role: AskerRole,
    region: RegionCode,
    regionName: z.string(),
    may: z.array(Action),
    /** Of a department or an organisation: which one. */
    department: Department.nullable(),
    unit: z.string().nullable(),
    mustFirst: z.enum(['password', 'second-factor']).nullable(),
    today: z.iso.date(),
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof Me>

const staff = z.array(
  z.object({
    staffNo: z.string(),
    name: z.string(),
    role: Role,
    regionName: z.string(),
    openTasks: z.int(),
  }),
)

/** How one signs in here; the staff are listed in demo mode only. */
export const SignInChoices = z
  .object({
    mode: z.enum(['demo', 'password']),
    provider: z.string().nullable().meta({ description: 'The name of the identity provider, where there is one' }),
    staff,
  })
  .meta({ id: 'SignInChoices' })
export type SignInChoices = z.infer<typeof SignInChoices>

export const SignInBody = z
  .object({
    staffNo: z.string().min(1).max(64),
    secret: z.string().max(256).optional(),
    code: z.string().max(16).optional().meta({ description: 'The code of the second factor' }),
  })
  .meta({ id: 'SignIn' })

export const SignedOutAnswer = z.object({ signedOut: z.boolean() })

/** Staff that a task may be given to. */
export const StaffListAnswer = z.object({ staff })
export type StaffListAnswer = z.infer<typeof StaffListAnswer>

export const RegionListAnswer = z.object({
  regions: z.array(z.object({ code: z.string(), name: z.string(), parent: z.string().nullable() })),
})
export type RegionListAnswer = z.infer<typeof RegionListAnswer>

/** Words to look a village, a town or a district up by. */
export const PlaceQuery = z.object({ q: writtenText(1, 32) })

/** Places of the whole city: where a family moved to may be anywhere. */
export const PlaceListAnswer = z.object({ places: z.array(z.object({ code: RegionCode, name: z.string() })) })
export type PlaceListAnswer = z.infer<typeof PlaceListAnswer>

/** A person as an asker writes one: a pseudonym, or an ID number, whose check digit is looked at afterwards. */
export const WrittenPerson = z.string().regex(/^(p_[0-9a-f]{24}|\d{17}[\dXx])$/)

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
  .meta({ id: 'MaskedPerson' })
export type MaskedPerson = z.infer<typeof MaskedPerson>

/** For what somebody may look at an identifier; nobody writes one of his own. */
export const LookPurpose = z.enum(['contact', 'visit', 'apply', 'verify', 'protect-child', 'correct-data'])
export type LookPurpose = z.infer<typeof LookPurpose>

/** One identifier of one person, for a task that the asker works on. */
export const UnmaskBody = z
  .object({
    person: PersonId,
    field: z.enum(['name', 'idNumber', 'phone', 'address']),
    taskId: z.string().min(1).max(200),
    purpose: LookPurpose,
  })
  .meta({ id: 'Unmask' })

export const UnmaskedAnswer = z
  .object({ person: PersonId, field: z.string(), value: z.string().nullable() })
  .meta({ id: 'Unmasked' })
