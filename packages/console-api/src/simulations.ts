import { Day, RegionCode } from '@shouwang/contracts'
import { z } from 'zod'

/** Where a file of the policies lies; another path is refused where a draft is taken. */
export const PolicyPath = z.string().regex(/^(regions|programmes)\/[a-zA-Z0-9_-]+(\/[a-zA-Z0-9_-]+){0,2}\.yaml$/)

export const DraftFiles = z
  .record(z.string(), z.string().max(100_000))
  .meta({ description: 'Changed files by their path under regions/ or programmes/, as their texts' })

/** What to simulate: a draft of changed files, and where and for which day. */
export const SimulationBody = z.object({
  files: DraftFiles,
  against: DraftFiles.optional().meta({ description: 'Another draft, to be compared with the first' }),
  region: RegionCode.optional(),
  day: Day.optional(),
  preview: z.boolean().default(false).meta({ description: 'A sample of about two thousand households' }),
})
export type SimulationBody = z.infer<typeof SimulationBody>

const Counts = z.object({
  enter: z.int(),
  leave: z.int(),
  more: z.int(),
  less: z.int(),
  yearlyCostFen: z.int(),
  heldCostFen: z.int(),
  untold: z.int(),
})

const Group = z.object({
  group: z.string(),
  name: z.string(),
  ...Counts.shape,
  perThousand: z.number().nullable().meta({ description: 'Who enters or leaves, of a thousand households there' }),
})
export type SimulatedGroup = z.infer<typeof Group>

const Leads = z.array(z.object({ indicator: z.string(), name: z.string(), count: z.int() }))

const Share = z.object({ name: z.string(), perThousand: z.number() })

/** What one draft would do; counts of a preview are reckoned from a sample of every district and ring. */
const SimulatedDraft = z.object({
  region: z.string(),
  day: Day,
  preview: z.boolean(),
  total: z.int(),
  looked: z.int(),
  changed: z.int(),
  all: Counts,
  margins: z
    .object({
      changed: z.int(),
      enter: z.int(),
      leave: z.int(),
      more: z.int(),
      less: z.int(),
      yearlyCostFen: z.int(),
    })
    .nullable()
    .meta({
      description: 'Of a preview, by how much these sums may be wrong either way in 19 of 20 samples; else null',
    }),
  byProgramme: z.array(Group),
  byDistrict: z.array(Group),
  byRing: z.array(Group),
  byArea: z.array(Group),
  byAge: z.array(Group),
  fairness: z
    .array(z.object({ between: z.string(), least: Share, most: Share }))
    .meta({ description: 'Between which groups who enters or leaves differs, and how far' }),
  leadsAppear: Leads,
  leadsGo: Leads,
  gridWorkers: z.int(),
  leadsPerWorker: z.number().nullable(),
  examples: z.array(
    z.object({
      householdNo: z.string(),
      programme: z.string(),
      name: z.string(),
      kind: z.enum(['enter', 'leave', 'more', 'less']),
    }),
  ),
})

/** What a draft would do, and beside it what another would on the same households. */
export const SimulationAnswer = SimulatedDraft.extend({ against: SimulatedDraft.optional() }).meta({ id: 'Simulation' })
export type SimulationAnswer = z.infer<typeof SimulationAnswer>
export type SimulatedDraft = z.infer<typeof SimulatedDraft>
