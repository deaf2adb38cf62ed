import { Day, writtenText } from '@shouwang/contracts'
import { z } from 'zod'
import { DraftFiles, PolicyPath } from './simulations.ts'

/** A draft that is to be adopted: its files, its first day (the first that it states after today unless told), and why. */
export const PolicyDraftBody = z
  .object({ files: DraftFiles, from: Day.optional(), why: writtenText(1, 500) })
  .meta({ id: 'PolicyDraft' })

/** A draft as it waits for a second person; `says` is what it changes on its first day, a line each (Chinese). */
export const PolicyDraftAnswer = z
  .object({ proposal: z.int(), from: Day, says: z.array(z.string()), digest: z.string() })
  .meta({ id: 'PolicyDraftProposed' })
export type PolicyDraftAnswer = z.infer<typeof PolicyDraftAnswer>

/** A proposed draft with its files, for who is to confirm it. */
export const PolicyDraftFilesAnswer = z
  .object({
    proposal: z.int(),
    from: Day,
    says: z.array(z.string()),
    digest: z.string(),
    why: z.string(),
    files: DraftFiles,
  })
  .meta({ id: 'PolicyDraftFiles' })
export type PolicyDraftFilesAnswer = z.infer<typeof PolicyDraftFilesAnswer>

/** Drafts that were adopted, the newest first. */
export const PolicyAdoptionListAnswer = z.object({
  adoptions: z.array(
    z.object({
      adoption: z.int(),
      proposal: z.int(),
      from: Day,
      paths: z.array(z.string()),
      digest: z.string(),
      why: z.string(),
      region: z.string(),
      proposedBy: z.string(),
      confirmedBy: z.string(),
      confirmedAt: z.string(),
      concerned: z
        .int()
        .nullable()
        .meta({ description: 'Households found concerned and judged again; null before all were looked at' }),
    }),
  ),
})
export type PolicyAdoptionListAnswer = z.infer<typeof PolicyAdoptionListAnswer>

export const PolicyFileQuery = z.object({ path: PolicyPath })

/** A policy file as it was adopted or shipped last: what a draft begins with. */
export const PolicyFileAnswer = z.object({ path: z.string(), text: z.string() })
export type PolicyFileAnswer = z.infer<typeof PolicyFileAnswer>
