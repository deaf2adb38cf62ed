import { Day, LeadChannel, LeadKind, LeadUrgency, PersonId, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'

const text = (most: number) => z.string().trim().max(most).default('')

/** A picture as a browser's canvas writes it: without place and time in it, and small enough for a request. */
const Photo = z
  .string()
  .max(900_000)
  .regex(/^data:image\/jpeg;base64,[A-Za-z0-9+/=]+$/)

const told = {
  kind: LeadKind,
  urgency: LeadUrgency.default('soon'),
  /** What is the matter, in a sentence. */
  words: writtenText(2, 1000),
  who: text(50),
  /** A telephone of the person or of who tells it. */
  phone: z
    .string()
    .trim()
    .max(20)
    .regex(/^[\d\s+()-]*$/)
    .default(''),
  /** Where, as people say it; the village in it is recognised, wherever it is. */
  place: text(200),
  region: RegionCode.optional(),
}

/** A lead that a member of staff tells, seen or heard. No ID number is needed. */
export const TellLeadBody = z
  .object({
    ...told,
    channel: LeadChannel.default('grid'),
    photo: Photo.nullable().default(null),
    householdNo: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .meta({ description: 'Of a household that is known, as on patrol: the lead goes on with it at once' }),
    commandId: z.string().min(8).max(64).optional().meta({ description: 'The same id again is the same lead' }),
  })
  .meta({ id: 'TellLead' })

/** A lead that a family or a neighbour tells without signing in. */
export const TellPublicLeadBody = z.object(told).meta({ id: 'TellPublicLead' })

/** The number to ask with. */
export const LeadToldAnswer = z.object({ leadNo: z.string() }).meta({ id: 'LeadTold' })
export type LeadToldAnswer = z.infer<typeof LeadToldAnswer>

/** Asks how a lead stands, by its number. */
export const AskLeadBody = z
  .object({ leadNo: z.string().transform((written) => written.replace(/\D/g, '')) })
  .meta({ id: 'AskLead' })

const LeadState = z.enum(['received', 'looking', 'joined', 'ended'])

/** How a lead stands, and nothing of anybody. */
export const LeadStateAnswer = z
  .object({ reportedOn: Day, state: z.enum(['received', 'looking', 'done']), words: z.string() })
  .meta({ id: 'LeadStanding' })
export type LeadStateAnswer = z.infer<typeof LeadStateAnswer>

/** Which leads to list. */
export const LeadQuery = z.object({ from: Day.optional(), to: Day.optional(), region: RegionCode.optional() })

const ListedLead = z
  .object({
    leadNo: z.string(),
    channel: LeadChannel,
    kind: LeadKind,
    urgency: LeadUrgency,
    regionName: z.string(),
    reportedOn: Day,
    state: LeadState,
    taskId: z.string().nullable(),
    hasPhoto: z.boolean(),
  })
  .meta({ id: 'ListedLead' })

/** What came of the leads of one channel. */
const ChannelYield = z
  .object({
    channel: LeadChannel,
    told: z.int(),
    open: z.int(),
    joined: z.int(),
    ended: z.int(),
    /** Of the joined: a case was opened since, and something was given since. */
    inHand: z.int(),
    helped: z.int(),
  })
  .meta({ id: 'ChannelYield' })

/** Leads of a region and what came of them, by channel. */
export const LeadListAnswer = z
  .object({ from: Day, to: Day, leads: z.array(ListedLead), yields: z.array(ChannelYield) })
  .meta({ id: 'LeadList' })
export type LeadListAnswer = z.infer<typeof LeadListAnswer>

/** Whom a lead is about, told in one way: a person who is known, by pseudonym or household number, or an ID card that was seen. */
export const JoinLeadBody = z
  .object({
    person: z.union([PersonId, z.string().min(15).max(18)]).optional(),
    householdNo: z.string().min(1).max(64).optional(),
    /** Of somebody in no register. */
    name: text(50),
  })
  .meta({ id: 'JoinLead' })

/** Where a lead went on. */
export const LeadJoinedAnswer = z.object({ joined: z.boolean(), householdNo: z.string().nullable() })
export type LeadJoinedAnswer = z.infer<typeof LeadJoinedAnswer>

/** A lead on the card of its task. What was told is there for whoever opened its visit. */
export const ReportedLeadCard = z
  .object({
    leadNo: z.string(),
    channel: LeadChannel,
    kind: LeadKind,
    urgency: LeadUrgency,
    reportedOn: Day,
    told: z
      .object({
        who: z.string(),
        phone: z.string(),
        place: z.string(),
        words: z.string(),
        photo: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ReportedLead' })
export type ReportedLeadCard = z.infer<typeof ReportedLeadCard>
