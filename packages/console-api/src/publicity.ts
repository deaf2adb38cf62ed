import { Day, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'

const words = writtenText(1, 1000)
const BoardKind = z.enum(['decisions', 'recipients'])
const commandId = z.string().min(1).max(64)

/** Of the asker's region, or of one within it. */
export const PublicityQuery = z.object({ region: RegionCode.optional() })

const head = {
  boardNo: z.string(),
  kind: BoardKind,
  region: RegionCode,
  regionName: z.string(),
  programme: z.string(),
  programmeName: z.string(),
  asOf: Day,
  drawnOn: Day,
  days: z.int(),
  hangBy: Day,
  status: z.enum(['drawn', 'hung', 'ended']),
  hungFrom: Day.nullable(),
  hungUntil: Day.nullable(),
  late: z.enum(['not-hung', 'not-taken-down']).nullable(),
  families: z.int(),
  withheld: z.int().meta({ description: 'Families that are not named, since law protects who would be' }),
  objections: z.int(),
}

/** One board in a list. */
export const BoardItem = z.object(head).meta({ id: 'PublicityBoardItem' })
export type BoardItem = z.infer<typeof BoardItem>

/** What waits for a board, by village and programme, and the boards that were drawn, the newest first. */
export const PublicityAnswer = z
  .object({
    today: Day,
    due: z.array(
      z.object({
        region: RegionCode,
        regionName: z.string(),
        programme: z.string(),
        programmeName: z.string(),
        decisions: z.int(),
        oldest: Day,
      }),
    ),
    boards: z.array(BoardItem),
    /** Programmes whose recipients are public as long as they receive help (长期公示). */
    recipientsOf: z.array(z.object({ programme: z.string(), programmeName: z.string() })),
  })
  .meta({ id: 'Publicity' })
export type PublicityAnswer = z.infer<typeof PublicityAnswer>

/** One board with what it lists: masked names, and nothing of illness, minors or numbers of persons. */
export const BoardAnswer = z
  .object({
    ...head,
    office: z.string().meta({ description: 'The town, whom objections are told to' }),
    place: z.string().nullable(),
    photo: z.string().nullable(),
    hungBy: z.string().nullable(),
    takenDownOn: Day.nullable(),
    takenDownNote: z.string().nullable(),
    entries: z.array(
      z.object({
        nth: z.int(),
        name: z.string(),
        members: z.int(),
        amountFen: z.int(),
        every: z.enum(['once', 'month']),
        from: Day,
        householdNo: z.string().meta({ description: 'For the office; not on the board' }),
        caseId: z.string().nullable(),
      }),
    ),
    said: z.array(
      z.object({
        objectionNo: z.string(),
        nth: z.int(),
        day: Day,
        byName: z.string(),
        note: z.string(),
        caseId: z.string(),
        objector: z.string().nullable().meta({ description: 'Who objected, for towns and above; null without a name' }),
      }),
    ),
    seq: z.int(),
  })
  .meta({ id: 'PublicityBoard' })
export type BoardAnswer = z.infer<typeof BoardAnswer>

/** Draws a board for one village and programme; the same `commandId` again is the same board. */
export const DrawBoardBody = z
  .strictObject({
    commandId,
    kind: BoardKind,
    region: RegionCode,
    programme: z.string().min(1).max(64),
    asOf: Day.optional().meta({ description: 'The day on which what it lists is so; today without one' }),
  })
  .meta({ id: 'DrawBoard' })
export type DrawBoardBody = z.infer<typeof DrawBoardBody>

const expectedSeq = z.int().min(1).optional()

/** Proof that a board hung, and that it was taken down. */
export const BoardCommandBody = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('HangBoard'),
      from: Day,
      place: writtenText(1, 100),
      photo: z
        .string()
        .trim()
        .max(200)
        .nullable()
        .default(null)
        .meta({ description: 'Where a photo of it is kept: a file number, an address' }),
      expectedSeq,
    }),
    z.strictObject({
      type: z.literal('TakeDownBoard'),
      on: Day,
      note: z.string().trim().max(500).default(''),
      expectedSeq,
    }),
  ])
  .meta({ id: 'BoardCommand' })
export type BoardCommandBody = z.infer<typeof BoardCommandBody>

/** Somebody says that what an entry tells is not right; who objects need not give a name. */
export const ObjectionBody = z
  .strictObject({
    commandId,
    nth: z.int().min(1).max(10_000),
    note: words,
    who: z.string().trim().max(50).default(''),
    contact: z.string().trim().max(50).default(''),
  })
  .meta({ id: 'Objection' })
export type ObjectionBody = z.infer<typeof ObjectionBody>
