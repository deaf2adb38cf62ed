import { Day } from '@shouwang/contracts'
import { z } from 'zod'

/** A fault in a department's record that a visit found. */
const DataFaultItem = z
  .object({
    taskId: z.string(),
    seq: z.int(),
    householdNo: z.string(),
    regionName: z.string(),
    day: Day,
    byName: z.string(),
    feed: z.string(),
    feedName: z.string(),
    provider: z.string(),
    field: z.string(),
    truth: z.string(),
    answer: z.string().nullable(),
    answeredByName: z.string().nullable(),
  })
  .meta({ id: 'DataFault' })

/** Faults of the asker's regions, those without an answer first. */
export const DataFaultListAnswer = z
  .object({ faults: z.array(DataFaultItem), open: z.int() })
  .meta({ id: 'DataFaults' })
export type DataFaultListAnswer = z.infer<typeof DataFaultListAnswer>

/** What the department or the data team did about a fault. */
export const AnswerDataFaultBody = z
  .object({ taskId: z.string().min(1).max(200), seq: z.int().min(1), answer: z.string().trim().min(2).max(500) })
  .meta({ id: 'AnswerDataFault' })
