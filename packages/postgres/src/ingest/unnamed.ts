import type { ReportedLead } from '@shouwang/casework'
import type { RegionCode } from '@shouwang/contracts'
import { placeNamed, saveReportedLead } from '../casework/reported-leads.ts'
import type { Queryable } from '../engine/sql.ts'
import type { Seal } from './vault.ts'

/** What a row told that says of what and where, and not of whom. */
export type UnnamedLead = ReportedLead & {
  readonly feed: string
  readonly quarantineId: string
  /** Whom, where, telephone and words, as told (JSON). */
  readonly plain: string
  /** The words in which its place may stand, and the region to look in; null where the row said its region itself. */
  readonly lookFor: { readonly within: RegionCode; readonly words: string } | null
}

/** Keeps what rows told of nobody in particular; a row that comes again tells nothing new. */
export const saveUnnamed = async (tx: Queryable, leads: readonly UnnamedLead[], seal: Seal): Promise<void> => {
  for (const { plain, lookFor, ...lead } of leads) {
    const region =
      lookFor === null ? lead.region : ((await placeNamed(tx, lookFor.within, lookFor.words)) ?? lookFor.within)
    const sealed = seal(plain, lead.leadNo)
    await saveReportedLead(tx, { ...lead, region, reportedBy: lead.feed, sealed, photo: null })
  }
}
