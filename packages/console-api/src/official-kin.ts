import { CaseStep, Day, OfficialKinState, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'

const State = z.enum(['needed', 'recorded'])

/** Of the asker's region, or of one within it; of one state or both. */
export const OfficialKinQuery = z.object({ region: RegionCode.optional(), state: State.optional() })

/** Families with declared kin of officials (近亲属备案): without a record first, and of these whom a case is about to help. */
export const OfficialKinListAnswer = z
  .object({
    today: Day,
    needed: z.int(),
    recorded: z.int(),
    families: z.array(
      z.object({
        householdNo: z.string(),
        region: RegionCode.nullable(),
        regionName: z.string(),
        state: State,
        caseId: z.string().nullable().meta({ description: 'An open case that may give it something' }),
        step: CaseStep.nullable(),
      }),
    ),
  })
  .meta({ id: 'OfficialKinList' })
export type OfficialKinListAnswer = z.infer<typeof OfficialKinListAnswer>

/** What a check or a case says of it, to those who may read of it; null to all others, whatever is so. */
export const OfficialKinNote = z
  .object({ state: OfficialKinState.exclude(['none']), reason: z.string().nullable() })
  .meta({ id: 'OfficialKinNote' })
export type OfficialKinNote = z.infer<typeof OfficialKinNote>

/** One family: who was declared as whose kin, what it receives, and whether that is on record. */
export const OfficialKinAnswer = z
  .object({
    householdNo: z.string(),
    regionName: z.string(),
    state: OfficialKinState,
    reason: z.string().nullable().meta({ description: 'Why a record is needed; null where none is missing' }),
    source: z.string(),
    receives: z.array(z.object({ programme: z.string(), name: z.string(), from: Day.nullable() })),
    kin: z.array(
      z.object({
        declarationNo: z.string(),
        name: z.string(),
        relation: z.string(),
        officialName: z.string(),
        capacity: z.string(),
        declaredOn: Day,
        recordedOn: Day.nullable(),
      }),
    ),
    lines: z.array(
      z.object({
        declarationNo: z.string(),
        type: z.enum(['recorded', 'withdrawn']),
        day: Day,
        byName: z.string(),
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'OfficialKin' })
export type OfficialKinAnswer = z.infer<typeof OfficialKinAnswer>

/** Puts a declaration on record, or takes that back. */
export const OfficialKinCommandBody = z
  .strictObject({
    type: z.enum(['RecordKin', 'WithdrawKinRecord']),
    declarationNo: z.string().min(1).max(64),
    note: writtenText(1, 500),
  })
  .meta({ id: 'OfficialKinCommand' })
