import { Day, Level, RegionCode, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { Role } from './people.ts'

/** What is looked for: a name, a telephone, an ID number or the beginning of a household number; spaces are forgiven. */
export const SearchBody = z.strictObject({ words: writtenText(2, 64) }).meta({ id: 'Search' })

/** Households that a search found, the person that was meant by masked name. */
export const SearchAnswer = z
  .object({
    found: z.array(
      z.object({
        householdNo: z.string(),
        headName: z.string(),
        personName: z.string().nullable(),
        regionName: z.string(),
        level: Level,
      }),
    ),
    more: z.boolean(),
  })
  .meta({ id: 'SearchFound' })
export type SearchAnswer = z.infer<typeof SearchAnswer>

const taskIds = z.array(z.string().min(1).max(200)).min(1).max(200)

/** Many tasks go to one person. */
export const ReassignManyBody = z
  .strictObject({ taskIds, assignee: z.string().min(1).max(64), why: writtenText(2, 200) })
  .meta({ id: 'ReassignMany' })
/** Whoever has these tasks is asked to get on with them. */
export const RemindManyBody = z.strictObject({ taskIds, note: writtenText(2, 200) }).meta({ id: 'RemindMany' })
/** What became of each of many tasks. */
export const DoneManyAnswer = z
  .object({
    done: z.array(z.string()),
    refused: z.array(z.object({ taskId: z.string(), detail: z.string() })),
  })
  .meta({ id: 'DoneMany' })
export type DoneManyAnswer = z.infer<typeof DoneManyAnswer>

const AbsenceShown = z
  .object({
    absenceId: z.string(),
    staffNo: z.string(),
    name: z.string(),
    from: Day,
    to: Day,
    substitute: z.object({ staffNo: z.string(), name: z.string() }).nullable(),
    why: z.string(),
  })
  .meta({ id: 'Absence' })

/** Who takes tasks, what each has in hand, and who is away; for planning, not for ranking. */
export const WorkloadAnswer = z
  .object({
    today: Day,
    workers: z.array(
      z.object({
        staffNo: z.string(),
        name: z.string(),
        role: Role,
        region: RegionCode,
        regionName: z.string(),
        open: z.int(),
        overdue: z.int(),
        red: z.int(),
        cases: z.int(),
        casesOverdue: z.int(),
      }),
    ),
    absences: z.array(AbsenceShown),
  })
  .meta({ id: 'Workload' })
export type WorkloadAnswer = z.infer<typeof WorkloadAnswer>

/** Somebody is away; open tasks may go to the substitute at once. */
export const AbsenceBody = z
  .strictObject({
    absenceId: z.string().min(1).max(64),
    staffNo: z.string().min(1).max(64),
    from: Day,
    to: Day,
    substitute: z.string().min(1).max(64).nullable(),
    why: writtenText(2, 200),
    handOver: z.boolean().default(false),
  })
  .meta({ id: 'EnterAbsence' })

const page = z.enum(['tasks', 'cases'])
const viewName = writtenText(1, 40)
/** Filters under a name; the query is that of the page's address. */
export const ViewBody = z
  .strictObject({
    page,
    name: viewName,
    /** Without a number of a person. */
    query: z
      .string()
      .max(500)
      .regex(/^(?![\s\S]*[0-9]{15})/),
  })
  .meta({ id: 'SaveView' })
export const RemoveViewBody = z.strictObject({ page, name: viewName }).meta({ id: 'RemoveView' })
export const ViewListAnswer = z
  .object({ views: z.array(z.object({ page, name: z.string(), query: z.string() })) })
  .meta({ id: 'ViewList' })
export type ViewListAnswer = z.infer<typeof ViewListAnswer>
