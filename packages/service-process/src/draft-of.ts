import type { AdoptedDraft } from '@shouwang/policy'
import type { PolicyAdoption } from '@shouwang/postgres'

/** An adoption as it is kept, with its files by their path. */
export const draftOf = ({ adoption, from, files }: PolicyAdoption): AdoptedDraft => ({
  adoption,
  from,
  draft: new Map(Object.entries(JSON.parse(files) as Record<string, string>)),
})
