import { changeEventData, Day, Level } from '@shouwang/contracts'
import { z } from 'zod'

const FactType = z.enum(Object.keys(changeEventData) as [keyof typeof changeEventData])

/** One fact: `{ MedicalSettled: { … } }`, and, where it matters, its own key and the day of its delivery. */
const CaseFact = z.intersection(
  z.partialRecord(FactType, z.record(z.string(), z.unknown())),
  z.looseObject({ key: z.string().optional(), statedOn: Day.optional() }),
)
export type CaseFact = z.infer<typeof CaseFact>

const CaseMember = z.strictObject({
  id: z.string().regex(/^[a-z0-9]{1,12}$/),
  relation: z.string().default('other'),
  sex: z.enum(['male', 'female', 'unknown']).default('unknown'),
  born: Day.nullable().default(null),
  facts: z.array(CaseFact).default([]),
})
export type CaseMember = z.infer<typeof CaseMember>

const Expectation = z.strictObject({
  status: z.enum(['fires', 'clear', 'unknown']),
  level: Level.optional(),
  person: z.string().nullable().optional(),
  confidence: z.number().optional(),
  reason: z.union([z.string(), z.array(z.string())]).optional(),
  advice: z.union([z.string(), z.array(z.string())]).optional(),
  observed: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])).optional(),
  missing: z.union([z.string(), z.array(z.string())]).optional(),
  awaits: z.array(z.string()).optional(),
  reviewOn: Day.nullable().optional(),
})
export type Expectation = z.infer<typeof Expectation>

/** One example of `<indicator-id>.cases.yaml`; `cases.md` explains it. */
export const Case = z.strictObject({
  name: z.string().min(1),
  day: Day,
  region: z
    .string()
    .regex(/^\d{12}$/)
    .default('350203001201'),
  /** False for a person whom no register or roll places: a provisional household. */
  registered: z.boolean().default(true),
  members: z.array(CaseMember),
  kin: z.record(z.string(), z.array(CaseFact)).default({}),
  coverage: z
    .record(z.string(), z.union([Day, z.strictObject({ day: Day, throughMonth: z.string().nullable() })]))
    .default({}),
  expect: Expectation,
})
export type Case = z.infer<typeof Case>
