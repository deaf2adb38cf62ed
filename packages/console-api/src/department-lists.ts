import {
  Day,
  Department,
  HardshipCause,
  HardshipRing,
  ListAttributes,
  ListPurpose,
  ReferralGift,
  RegionCode,
  writtenText,
} from '@shouwang/contracts'
import { z } from 'zod'

const commandId = z.string().min(1).max(64)

/** Draws a list for a department and a purpose; the same `commandId` again is the same list. */
export const DrawListBody = z
  .strictObject({
    commandId,
    department: Department,
    unit: z.string().min(1).max(64).nullable().default(null),
    region: RegionCode.optional().meta({ description: 'The asker’s own without one' }),
    purpose: ListPurpose,
    why: writtenText(1, 500),
    attributes: ListAttributes,
    rows: z.int().min(1).max(2000),
  })
  .meta({ id: 'DrawList' })
export type DrawListBody = z.infer<typeof DrawListBody>

const head = {
  listNo: z.string(),
  regionName: z.string(),
  department: Department,
  unit: z.string().nullable(),
  purpose: ListPurpose,
  why: z.string(),
  drawnOn: Day,
  drawnBy: z.string(),
  rows: z.int(),
}

/** Lists: those that were drawn for the asker’s office, or in the asker’s regions; the newest first. */
export const ListsAnswer = z.object({ lists: z.array(z.object(head)) }).meta({ id: 'DepartmentListPage' })
export type ListsAnswer = z.infer<typeof ListsAnswer>

/** One family of a list. What is null is not for departments: they see whom they may help, and nothing of why. */
const Row = z.object({
  nth: z.int().meta({ description: 'Its place when the list was drawn' }),
  placeNow: z.int().meta({ description: 'Its place by the hardship of today' }),
  name: z.string(),
  members: z.int(),
  regionName: z.string(),
  householdNo: z.string().nullable(),
  points: z.int().nullable(),
  pointsNow: z.int().nullable(),
  ring: HardshipRing.nullable(),
  cause: HardshipCause.nullable(),
  referrals: z.array(z.string()).meta({ description: 'Referrals by which it was helped from this list' }),
})

/** One list with its families in the order of their hardship now. */
export const DepartmentListAnswer = z
  .object({ ...head, attributes: ListAttributes, families: z.array(Row), mayHelp: z.boolean() })
  .meta({ id: 'DepartmentList' })
export type DepartmentListAnswer = z.infer<typeof DepartmentListAnswer>

/** A department takes a family of its list in hand, or says what it gave. */
export const ListHelpBody = z
  .strictObject({
    commandId,
    programme: z.string().min(1).max(64),
    note: writtenText(1, 1000),
    given: z
      .strictObject({ ...ReferralGift.shape, what: writtenText(1, 200) })
      .nullable()
      .default(null),
  })
  .meta({ id: 'ListHelp' })
export type ListHelpBody = z.infer<typeof ListHelpBody>
