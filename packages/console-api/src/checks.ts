import { Day, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'
import { OfficialKinNote } from './official-kin.ts'
import { WrittenPerson } from './people.ts'

const CheckState = z.enum(['met', 'not-met', 'not-known'])

const PolicyNumberShown = z.object({
  id: z.string(),
  label: z.string(),
  text: z.string().meta({ description: 'The value with its unit, as people write it' }),
  from: Day,
  source: z.string(),
  basis: z
    .enum(['published', 'elsewhere', 'default', 'operation'])
    .meta({ description: 'What the number stands on; one of our own choice (default) is not shown to a family' }),
  runOut: z
    .enum(['ended', 'unreviewed'])
    .nullable()
    .meta({ description: 'Past its end, or not reviewed for too long' }),
})

/** One condition of a programme held against the facts. */
const ShownCondition = z
  .object({
    text: z.string(),
    state: CheckState,
    seen: z.string().nullable(),
    needs: z.enum(['visit', 'authorisation', 'delivery', 'standard']).nullable(),
    rules: z.array(PolicyNumberShown),
  })
  .meta({ id: 'CheckedCondition' })

/** One programme held against a family or one of it. */
export const ShownCheck = z
  .object({
    programme: z.string(),
    name: z.string(),
    kind: z.enum(['money', 'goods', 'service']),
    office: z.string(),
    gives: z.string(),
    personName: z.string().nullable(),
    standing: z
      .enum(['held', 'behind', 'met', 'not-known', 'not-met'])
      .meta({ description: 'behind: cannot be had besides `behind`' }),
    behind: z.string().nullable(),
    heldMonthlyFen: z.int().nullable(),
    conditions: z.array(ShownCondition),
    amount: z
      .object({
        every: z.enum(['month', 'year', 'once']),
        leastFen: z.int().nullable(),
        mostFen: z.int().nullable(),
        text: z.string(),
        note: z.string().meta({ description: 'By which numbers that have run out it was reckoned; empty without any' }),
      })
      .nullable(),
    yearlyFen: z.object({ least: z.int(), most: z.int() }).nullable(),
    papers: z.array(z.string()),
    questions: z.array(z.string()),
    steps: z.array(z.string()),
    workingDays: z.int().nullable(),
    source: z.string(),
  })
  .meta({ id: 'ProgrammeCheck' })
export type ShownCheck = z.infer<typeof ShownCheck>

/** 一键核对 of one household: every programme, and what it misses in a year. */
export const CheckAnswer = z
  .object({
    household: z.string(),
    householdNo: z.string(),
    regionCode: RegionCode.nullable(),
    regionName: z.string(),
    day: Day,
    policy: z.string(),
    members: z.array(z.string()).meta({ description: 'Masked names of those who live there' }),
    programmes: z.array(ShownCheck),
    missedYearlyFen: z.object({ met: z.int(), possible: z.int() }),
    officialKin: OfficialKinNote.nullable(),
  })
  .meta({ id: 'HouseholdCheck' })
export type CheckAnswer = z.infer<typeof CheckAnswer>

/** Of whom a check is asked for, and as of which day: in the body, since addresses are kept by browsers and proxies. */
export const CheckPersonBody = z.object({ person: WrittenPerson, day: Day.optional() }).meta({ id: 'CheckPerson' })
