import { Day, PatrolGroup, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'

const householdNo = z.string().min(1).max(64)
const commandId = z
  .string()
  .regex(/^[\w-]{8,64}$/)
  .meta({ description: 'The same id again is the same thing' })

/** A household that is visited on patrol. */
const PatrolItem = z
  .object({
    householdNo: z.string(),
    headName: z.string(),
    regionName: z.string(),
    groups: z.array(PatrolGroup),
    everyDays: z.int().nullable(),
    lastOn: Day.nullable(),
    dueOn: Day.nullable(),
  })
  .meta({ id: 'PatrolItem' })
export type PatrolItem = z.infer<typeof PatrolItem>

/** Which place; the asker's own unless told. */
export const PatrolQuery = z.object({ region: RegionCode.optional() })

/** Today's round in the order of the way, who else is due, and what campaigns still ask for. Nothing of it is a task. */
export const PatrolListAnswer = z
  .object({
    today: Day,
    regionName: z.string(),
    perDay: z.int(),
    visitedToday: z.int(),
    now: z.array(PatrolItem),
    later: z.array(PatrolItem),
    /** All who are due and for whom today has no room; more than `later` lists where there are many. */
    laterTotal: z.int(),
    campaigns: z.array(
      z.object({
        campaignId: z.string(),
        title: z.string(),
        until: Day,
        total: z.int(),
        visited: z.int(),
        left: z.array(PatrolItem),
      }),
    ),
  })
  .meta({ id: 'PatrolList' })
export type PatrolListAnswer = z.infer<typeof PatrolListAnswer>

/** Somebody was there, and all was well. What was seen otherwise is told as a lead (`POST /leads` with the household). */
export const PatrolVisitBody = z
  .strictObject({ householdNo, commandId, visitedOn: Day.optional() })
  .meta({ id: 'PatrolVisit' })
export const PatrolVisitAnswer = z.object({ householdNo: z.string(), visitedOn: Day }).meta({ id: 'PatrolVisited' })

/** Households of the asker's list whose doors are to be found. */
export const OpenPatrolsBody = z
  .strictObject({ householdNos: z.array(householdNo).min(1).max(60) })
  .meta({ id: 'OpenPatrols' })
/** The name of the head, the address and the telephone of each; a child's telephone is never given. */
export const OpenPatrolsAnswer = z
  .object({
    opened: z.array(
      z.object({
        householdNo: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        phone: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'PatrolsOpened' })
export type OpenPatrolsAnswer = z.infer<typeof OpenPatrolsAnswer>

const counted = { region: RegionCode, name: z.string() }

/** How far each village was visited, and each campaign came. It counts doors, never workers. */
export const PatrolCoverageAnswer = z
  .object({
    today: Day,
    regionName: z.string(),
    villages: z.array(z.object({ ...counted, households: z.int(), onTime: z.int(), overdue: z.int(), never: z.int() })),
    campaigns: z.array(
      z.object({
        campaignId: z.string(),
        title: z.string(),
        from: Day,
        until: Day,
        endedOn: Day.nullable(),
        total: z.int(),
        visited: z.int(),
        villages: z.array(z.object({ ...counted, total: z.int(), visited: z.int() })),
      }),
    ),
  })
  .meta({ id: 'PatrolCoverage' })
export type PatrolCoverageAnswer = z.infer<typeof PatrolCoverageAnswer>

/** A campaign for all households of a place, for those of some groups there, or for a list of household numbers. */
export const CampaignBody = z
  .strictObject({
    campaignId: commandId,
    title: writtenText(2, 60),
    region: RegionCode,
    groups: z.array(PatrolGroup).max(PatrolGroup.options.length).default([]),
    householdNos: z.array(householdNo).max(2000).default([]),
    from: Day.optional(),
    until: Day,
  })
  .meta({ id: 'StartCampaign' })
export const CampaignAnswer = z.object({ campaignId: z.string(), households: z.int() }).meta({ id: 'CampaignStarted' })
export type CampaignAnswer = z.infer<typeof CampaignAnswer>
