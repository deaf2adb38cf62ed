import { Day, Level, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'
import { MaskedPerson, WrittenPerson } from './people.ts'
import { ShownEntitlement, ShownLead } from './tasks.ts'

/** One thing a department told, with the fields this role may see. */
export const KnownThing = z
  .object({
    person: z.string(),
    personName: z.string(),
    type: z.string(),
    label: z.string(),
    sourceKey: z.string(),
    feed: z.string(),
    feedName: z.string(),
    provider: z.string(),
    day: Day,
    fields: z.record(z.string(), z.unknown()),
    words: z.string().meta({ description: 'The fields in one plain Chinese line' }),
  })
  .meta({ id: 'KnownThing' })

/** What is known of a household, from whom, and what the rules make of it. */
export const ExplanationAnswer = z
  .object({
    household: z.string(),
    householdNo: z.string(),
    regionCode: RegionCode.nullable(),
    regionName: z.string(),
    day: Day,
    version: z.int(),
    policy: z.string(),
    level: Level,
    levelToday: Level,
    score: z.number(),
    scores: z.record(z.string(), z.number()),
    confidence: z.number(),
    reviewOn: Day.nullable(),
    members: z.array(MaskedPerson),
    fires: z.array(ShownLead),
    unknown: z.array(
      z.object({
        indicator: z.string(),
        indicatorName: z.string(),
        missing: z.array(z.string()),
        awaits: z.array(z.object({ feed: z.string(), name: z.string(), provider: z.string() })),
      }),
    ),
    clear: z.array(z.object({ indicator: z.string(), indicatorName: z.string() })),
    entitlements: z.array(ShownEntitlement),
    known: z.array(KnownThing),
    tasks: z.array(z.object({ taskId: z.string(), status: z.string(), level: Level, openedOn: Day, dueOn: Day })),
  })
  .meta({ id: 'Explanation' })
export type ExplanationAnswer = z.infer<typeof ExplanationAnswer>

/** Why a family was found and what is known of it, as the family may read it: to print and hand over. */
export const HandoverAnswer = z
  .object({
    householdNo: z.string(),
    regionName: z.string(),
    day: Day,
    printedOn: Day,
    members: z.array(z.string()).meta({ description: 'Masked names' }),
    found: z.array(z.string()),
    known: z.array(
      z.object({
        label: z.string(),
        personName: z.string(),
        provider: z.string(),
        feedName: z.string(),
        day: Day,
        words: z.string(),
      }),
    ),
    rights: z.array(z.string()).meta({ description: 'What the family may ask for, with the law' }),
  })
  .meta({ id: 'Handover' })
export type HandoverAnswer = z.infer<typeof HandoverAnswer>

/** A person by ID number or pseudonym: in the body, since addresses are kept by browsers and proxies. */
export const ExplainPersonBody = z.object({ person: WrittenPerson }).meta({ id: 'ExplainPerson' })
